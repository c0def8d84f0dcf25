import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { connectToRunning } from '../../src/db/embedded/launcher.ts'
import { processesOf } from '../../src/db/embedded/leftovers.ts'
import { dataFolderOfTest } from '../helpers/data-folder.ts'
import { type PatronProcess, patronOfTest } from '../helpers/process.ts'

const PATIENCE = { timeout: 60_000, interval: 5 }

test('a server that is stopped and started again has everything, and the first run is told once', async () => {
  const env = { PATRON_DATA: dataFolderOfTest(), PATRON_LOG_LEVEL: 'warn' }
  const firstRun = join(env.PATRON_DATA, 'first-run.json')
  const first = await patronOfTest({ env })
  expect(first.output()).toContain(`kept in ${firstRun}`)
  const printed = readFileSync(firstRun, 'utf8')
  const { id } = await write(first, 'POST', '/customers', [{ name: 'Anna', tags_to_add: [{ name: 'VIP' }] }])
  await write(first, 'POST', `/customers/${id}/transactions`, [{ price: 12 }])
  expect(await first.stop()).toBe(0)
  expect(processesOf(join(env.PATRON_DATA, 'postgres'))).toEqual([])

  const second = await patronOfTest({ env })
  expect(second.output()).not.toContain('token')
  expect(readFileSync(firstRun, 'utf8')).toBe(printed)
  expect(await read(second, id)).toMatchObject({
    name: 'Anna',
    ltv: 12,
    _embedded: { tags: [{ name: 'VIP' }] },
  })
  expect((await write(second, 'POST', '/customers', [{ name: 'Next' }])).id).toBeGreaterThan(id)
  expect(await second.stop()).toBe(0)
})

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s lets a request under way end, takes no new one, and ends the server with 0',
  // Less than a client that keeps its connections may keep them.
  { timeout: 60_000 },
  async (signal) => {
    const env = { PATRON_DATA: dataFolderOfTest(), PATRON_LOG_LEVEL: 'warn' }
    const patron = await patronOfTest({ env })
    const { id } = await write(patron, 'POST', '/customers', [{ name: 'Before' }])
    const release = await lockCustomer(env.PATRON_DATA, id)
    const underWay = write(patron, 'PATCH', `/customers/${id}`, { name: 'After' })
    await release.isWaitedFor()
    patron.child.kill(signal)
    await vi.waitUntil(async () => !(await listens(patron.url)), PATIENCE)
    expect(patron.child.exitCode).toBeNull()
    await release.now()
    await underWay
    expect(await patron.ended).toBe(0)
    expect(processesOf(join(env.PATRON_DATA, 'postgres'))).toEqual([])
    const next = await patronOfTest({ env })
    expect(await read(next, id)).toMatchObject({ name: 'After' })
  },
)

async function send(patron: PatronProcess, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${patron.url}/api/v4${path}`, {
    method,
    headers: { authorization: `Bearer ${patron.token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  expect(response.status, text).toBe(200)
  return JSON.parse(text)
}

/** Writes; gives the id of what was written, the first of a batch. */
async function write(
  patron: PatronProcess,
  method: string,
  path: string,
  body: unknown,
): Promise<{ id: number }> {
  type Written = { id: number; _embedded: Record<string, { id: number }[]> }
  const json = (await send(patron, method, path, body)) as Written
  return method === 'POST' ? (Object.values(json._embedded)[0]?.[0] as { id: number }) : json
}

function read(patron: PatronProcess, id: number): Promise<unknown> {
  return send(patron, 'GET', `/customers/${id}`)
}

/** Holds the row of a customer, so that a change of it waits. */
async function lockCustomer(dataDir: string, id: number) {
  const client = new pg.Client(await connectToRunning(dataDir))
  client.on('error', () => undefined) // the database may end first
  await client.connect()
  onTestFinished(() => client.end())
  await client.query('begin')
  await client.query('select from customers where id = $1 for update', [id])
  const waiting = `select from pg_stat_activity where wait_event_type = 'Lock'`
  return {
    isWaitedFor: () =>
      vi.waitUntil(async () => {
        // Inside a transaction, Postgres shows the activity as it was when it was first asked for.
        await client.query('select pg_stat_clear_snapshot()')
        return (await client.query(waiting)).rows.length > 0
      }, PATIENCE),
    now: async () => void (await client.query('commit')),
  }
}

function listens(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
