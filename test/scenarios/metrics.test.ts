import { expect, test, vi } from 'vitest'
import { clusterOfTest } from '../helpers/cluster.ts'
import { withQueries } from '../crash/queries.ts'
import { dataFolderOfTest } from '../helpers/data-folder.ts'
import { testDatabase, urlOf } from '../helpers/database.ts'
import { type PatronProcess, patronOfTest } from '../helpers/process.ts'
import { scrape } from '../helpers/scrape.ts'

const PATIENCE = { timeout: 60_000, interval: 20 }

/** Starts a server with an admin port, and gives where that is. */
async function observedPatron(databaseUrl: string): Promise<{ patron: PatronProcess; adminUrl: string }> {
  const patron = await patronOfTest({
    env: { PATRON_DATA: dataFolderOfTest(), DATABASE_URL: databaseUrl, PATRON_ADMIN_PORT: '0' },
  })
  const adminUrl = /Metrics are at (http:[^\s"]+)\/metrics/.exec(patron.output())?.[1]
  if (adminUrl === undefined) throw new Error(patron.output())
  return { patron, adminUrl }
}

async function send(
  { url, token }: PatronProcess,
  path: string,
  method = 'GET',
  body?: unknown,
): Promise<number> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  await answer.arrayBuffer()
  return answer.status
}

test('metrics are on the admin port, on loopback, and never on the public one', async () => {
  const { patron, adminUrl } = await observedPatron(urlOf(await testDatabase()))
  expect(new URL(adminUrl).hostname).toBe('127.0.0.1')
  expect(await send(patron, '/metrics')).toBe(404)
  expect(await send(patron, '/api/v4/metrics')).toBe(404)
  const admin = await fetch(`${adminUrl}/metrics`)
  expect(admin.headers.get('content-type')).toContain('text/plain')
  for (const path of ['/', '/api/v4/account', '/openapi.json', '/metrics/'])
    expect((await fetch(`${adminUrl}${path}`)).status).toBe(404)
  expect((await fetch(`${adminUrl}/metrics`, { method: 'POST' })).status).toBe(404)
  expect(await patron.stop()).toBe(0)
})

test('without an admin port there is none', async () => {
  const patron = await patronOfTest({
    env: { PATRON_DATA: dataFolderOfTest(), DATABASE_URL: urlOf(await testDatabase()) },
  })
  expect(patron.output()).not.toContain('Metrics are at')
  expect(await send(patron, '/metrics')).toBe(404)
})

test('requests are counted by pattern, method and class of status, and no label holds what a client sent', async () => {
  const { patron, adminUrl } = await observedPatron(urlOf(await testDatabase()))
  const ids = [77001, 77002, 77003]
  for (const id of ids) await send(patron, `/api/v4/customers/${id}`)
  await send(patron, '/api/v4/customers?filter[id]=PLANTED')
  await send(patron, '/PLANTED')
  await fetch(`${patron.url}/api/v4/account`, { method: 'PROPFIND' })
  const metrics = await scrape(adminUrl)
  const count = (labels: string) => metrics.get(`patron_http_request_duration_seconds_count{${labels}}`)
  expect(count('method="GET",route="/api/v4/customers/:id",status="2xx"')).toBe(3)
  expect(count('method="GET",route="/api/v4/customers",status="4xx"')).toBe(1)
  expect(count('method="GET",route="none",status="4xx"')).toBe(1)
  expect(metrics.get('patron_http_refusals_total{reason="invalid"}')).toBe(1)
  const names = [...metrics.keys()].join('\n')
  for (const sent of ['PLANTED', 'PROPFIND', '7700', patron.token]) expect(names).not.toContain(sent)
})

test('what waits in the database is shown: a job that no worker knows is found', async () => {
  const database = await testDatabase()
  const { patron, adminUrl } = await observedPatron(urlOf(database))
  const idle = await scrape(adminUrl)
  expect(idle.get('patron_database_up')).toBe(1)
  expect(idle.get('patron_due_lateness_seconds')).toBe(0)
  expect(idle.get('patron_pool_max_connections{pool="requests"}')).toBe(12)
  await withQueries(database, (db) =>
    db.query(`select graphile_worker.add_job('unheard_of', '{}', run_at => now() - interval '1 hour')`),
  )
  const waiting = await vi.waitUntil(async () => {
    const metrics = await scrape(adminUrl)
    return metrics.get('patron_jobs{job="unheard_of",state="waiting"}') === 1 && metrics
  }, PATIENCE)
  expect(waiting.get('patron_job_ready_seconds{job="unheard_of"}')).toBeGreaterThan(3500)
  expect(await patron.stop()).toBe(0)
})

test('a scrape answers while the database is away, and says so', async () => {
  const cluster = await clusterOfTest()
  const { patron, adminUrl } = await observedPatron(urlOf(cluster.connection))
  expect((await scrape(adminUrl)).get('patron_database_up')).toBe(1)
  cluster.kill()
  const away = await vi.waitUntil(async () => {
    const metrics = await scrape(adminUrl)
    return metrics.get('patron_database_up') === 0 && metrics
  }, PATIENCE)
  expect(away.get('patron_nodejs_heap_size_used_bytes')).toBeGreaterThan(0)
  expect(away.has('patron_due_lateness_seconds')).toBe(false)
  await vi.waitUntil(
    async () => (await scrape(adminUrl)).get('patron_database_away_total{pool="requests"}') === 1,
    PATIENCE,
  )
  await cluster.restart()
  await vi.waitUntil(async () => (await scrape(adminUrl)).get('patron_database_up') === 1, PATIENCE)
  await vi.waitUntil(() => patron.output().includes('"database_back"'), PATIENCE)
  expect(await patron.stop()).toBe(0)
})
