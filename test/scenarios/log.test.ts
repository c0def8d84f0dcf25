import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import { clusterOfTest } from '../helpers/cluster.ts'
import { dataFolderOfTest } from '../helpers/data-folder.ts'
import { testDatabase, urlOf } from '../helpers/database.ts'
import { withQueries } from '../crash/queries.ts'
import { logLinesOf } from '../helpers/log-lines.ts'
import { type PatronProcess, patronOfTest } from '../helpers/process.ts'

const PATIENCE = { timeout: 60_000, interval: 5 }
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'

async function send(
  { url, token }: PatronProcess,
  method: string,
  path: string,
  { body, headers }: { body?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  })
  await answer.arrayBuffer()
  return answer
}

/** Sends bytes that may be no HTTP at all, and waits until the server closes the connection. */
async function sendRaw({ url }: PatronProcess, bytes: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => undefined)
  socket.resume().end(bytes)
  await once(socket, 'close')
}

test('a request has one line: what was called, by whom, how it ended, and its trace', async () => {
  const patron = await patronOfTest({
    env: { PATRON_DATA: dataFolderOfTest(), DATABASE_URL: urlOf(await testDatabase()) },
  })
  const traceparent = `00-${TRACE}-00f067aa0ba902b7-01`
  const found = await send(patron, 'GET', '/api/v4/account', { headers: { traceparent } })
  const invalid = await send(patron, 'GET', '/api/v4/customers?filter[id]=x', {
    headers: { traceparent: 'x' },
  })
  await send(patron, 'GET', '/api/v4/customers/77')
  await send(patron, 'GET', '/health/live')
  await send(patron, 'GET', '/nowhere', { headers: { authorization: '' } })
  expect(await patron.stop()).toBe(0)

  const lines = logLinesOf(patron).filter(({ event }) => event === 'request_done')
  expect(lines).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      pid: patron.pid,
      event: 'request_done',
      msg: 'request',
      request_id: found.headers.get('x-request-id'),
      trace_id: TRACE,
      method: 'GET',
      route: '/api/v4/account',
      status: 200,
      ms: expect.any(Number) as number,
      bytes: Number(found.headers.get('content-length')),
      account_id: expect.any(Number) as number,
      user_id: expect.any(Number) as number,
    },
    expect.objectContaining({
      request_id: invalid.headers.get('x-request-id'),
      route: '/api/v4/customers',
      status: 400,
      refusal: 'invalid',
    }),
    expect.objectContaining({ route: '/api/v4/customers/:id', status: 204 }),
    expect.objectContaining({ method: 'GET', status: 404, refusal: 'no_route' }),
  ])
  expect(lines[1]).not.toHaveProperty('trace_id')
  expect(lines[3]).not.toHaveProperty('route')
  expect(lines[3]).not.toHaveProperty('account_id')
})

test('no token, no password, no name and no value of a request is ever in the log', async () => {
  const database = await testDatabase()
  const patron = await patronOfTest({
    env: {
      PATRON_DATA: dataFolderOfTest(),
      DATABASE_URL: urlOf(database),
      PATRON_LOG_LEVEL: 'trace',
      PATRON_SLOW_STATEMENT_MS: '1',
    },
  })
  // Every write of a customer of this name fails in the database, with the name in its words.
  await withQueries(database, (db) =>
    db.query(
      `create function fail() returns trigger language plpgsql as
         $$ begin raise exception 'no good: %', new.name using detail = new.name; end $$`,
    ),
  )
  await withQueries(database, (db) =>
    db.query(
      `create trigger fail before insert on customers for each row when (new.name like '%PLANTED%') execute function fail()`,
    ),
  )
  const P = 'PLANTED'
  const { status } = await send(patron, 'POST', '/api/v4/customers', {
    body: `[{"name":"${P} 79260000001"}]`,
  })
  expect(status).toBe(500)
  await send(patron, 'POST', '/api/v4/customers', { body: `[{"name":"Anna","wrong":"${P}","price":"${P}"}]` })
  await send(patron, 'POST', '/api/v4/customers', { body: `[{"name":"${P}"` })
  await send(patron, 'POST', '/api/v4/customers', { body: P, headers: { 'content-type': `text/${P}` } })
  await send(patron, 'GET', `/api/v4/customers?filter[name]=${P}&query=${P}&${P}=1`)
  await send(patron, 'GET', `/api/v4/customers?query=${P}`)
  await send(patron, 'GET', `/api/v4/customers/${P}`)
  await send(patron, 'GET', `/${P}/%zz${P}?token=${P}`)
  await send(patron, 'GET', `/api/v4/account`, { headers: { authorization: `Bearer ${P}` } })
  await send(patron, 'GET', `/api/v4/account`, { headers: { authorization: `Basic ${btoa(`${P}:${P}`)}` } })
  await send(patron, 'GET', '/api/v4/account', {
    headers: {
      cookie: P,
      'x-request-id': P,
      traceparent: P,
      'user-agent': P,
      'idempotency-key': P,
      'accept-language': P,
    },
  })
  await sendRaw(patron, `GET /${P} HTTP/9\r\n${P}\r\n\r\n`)
  await sendRaw(patron, `${P}: /${P}?${P} HTTP/1.1\r\nhost: ${P}\r\n\r\n`)
  await withQueries(database, (db) => db.query('drop trigger fail on customers'))
  await send(patron, 'POST', '/api/v4/customers', { body: `[{"name":"${P} Ivanova"}]` })
  await send(patron, 'PUT', '/api/patron/v1/rules', {
    body: `a: [${P}`,
    headers: { 'content-type': 'application/yaml' },
  })
  await vi.waitUntil(() => patron.output().includes('"job_done"'), PATIENCE)
  expect(await patron.stop()).toBe(0)

  const lines = logLinesOf(patron)
  expect(lines).toContainEqual(
    expect.objectContaining({
      level: 'error',
      status: 500,
      err: expect.objectContaining({
        type: 'DatabaseError',
        code: 'P0001',
        message: 'Postgres refused a statement',
      }) as object,
    }),
  )
  const events = new Set(lines.map(({ event }) => event))
  for (const event of [
    'request_done',
    'request_unreadable',
    'statement_slow',
    'job_done',
    'started',
    'stopped',
  ])
    expect(events).toContain(event)
  const output = patron.output()
  for (const secret of [P, '79260000001', 'Ivanova', patron.token, btoa(`${P}:${P}`)])
    expect(output).not.toContain(secret)
})

test('a database that goes away and comes back has a line for each, whatever is tried meanwhile', async () => {
  const cluster = await clusterOfTest()
  const patron = await patronOfTest({
    env: { PATRON_DATA: dataFolderOfTest(), DATABASE_URL: urlOf(cluster.connection) },
  })
  cluster.kill()
  for (let i = 0; i < 30; i++) expect((await send(patron, 'GET', '/api/v4/account')).status).toBe(503)
  await cluster.restart()
  await vi.waitUntil(async () => (await fetch(`${patron.url}/health/ready`)).status === 200, PATIENCE)
  const isBack = () =>
    logLinesOf(patron).some(({ event, pool }) => event === 'database_back' && pool === 'requests')
  await vi.waitUntil(isBack, PATIENCE)
  expect(await patron.stop()).toBe(0)

  const ofRequests = logLinesOf(patron).filter(
    ({ event, pool }) => pool === 'requests' && (event === 'database_away' || event === 'database_back'),
  )
  expect(ofRequests.map(({ event }) => event)).toEqual(['database_away', 'database_back'])
  expect(ofRequests[1]).toHaveProperty('away_ms')
  const others = logLinesOf(patron).filter(
    ({ event, level }) =>
      !/^(?:request_done|database_)/.test(event) && (level === 'warn' || level === 'error'),
  )
  const counts = Object.values(Object.groupBy(others, ({ event }) => event)).map((lines) => lines?.length)
  for (const count of counts) expect(count).toBeLessThan(7)
})
