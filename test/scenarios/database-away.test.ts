import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { migrate } from '../../src/db/migrate.ts'
import { type Cluster, clusterOfTest } from '../helpers/cluster.ts'
import type { TestAnswer } from '../helpers/client.ts'
import { testDatabase } from '../helpers/database.ts'
import { serverOfTest, startTestServer, type TestServer } from '../helpers/server.ts'

const PATIENCE = { timeout: 60_000, interval: 20 }

test('while the database is away requests are answered 503, and the server goes on when it is back', async () => {
  const cluster = await clusterOfTest()
  const server = await serverOver(cluster)
  const account = await server.newAccount()
  const id = await account.addCustomer()
  const anonymous = server.client(undefined)
  await anonymous.get('/health/ready').expect(200)

  await cluster.stop()
  const answers = [
    await account.admin.get('/api/v4/customers'),
    await account.admin.get(`/api/v4/customers/${id}`),
    await account.admin.post('/api/v4/customers', [{ name: 'New' }]),
    await account.admin.patch('/api/v4/customers', [{ id, name: 'Batch' }]),
    await account.admin.patch('/api/v4/customers', [{ id, name: 'Batch' }, { id: 'unfit' }]),
    ...(await Promise.all(
      ['One', 'Two', 'Three', 'Four', 'Five'].map((name) =>
        account.admin.patch(`/api/v4/customers/${id}`, { name }),
      ),
    )),
    await account.admin.post('/api/v4/customers/segments', { name: 'New' }),
    await server.client(`${account.admin.token}`).get('/api/v4/account'),
  ]
  for (const answer of answers) expectAway(answer)
  expect(await anonymous.get('/health/ready')).toMatchObject({
    status: 503,
    headers: { 'retry-after': '5' },
    json: { status: 'the database cannot be reached' },
  })
  await anonymous.get('/health/live').expect(200)

  await cluster.restart()
  await vi.waitUntil(async () => (await anonymous.get('/health/ready')).status === 200, PATIENCE)
  await account.admin.patch(`/api/v4/customers/${id}`, { name: 'Back' }).expect(200)
  const { json } = await account.admin.get('/api/v4/customers').expect(200)
  expect(json).toMatchObject({ _embedded: { customers: [{ id, name: 'Back' }] } })
})

test('a write whose connection is ended in its midst is answered 503 and leaves nothing behind', async () => {
  const server = await serverOfTest()
  const account = await server.newAccount()
  const id = await account.addCustomer({ name: 'Before' })
  const { db } = server.deps
  const holder = await db.connect()
  onTestFinished(() => holder.release())
  await holder.query('begin')
  await holder.query('select 1 from customers where account_id = $1 and id = $2 for update', [account.id, id])
  const answer = account.admin.patch('/api/v4/customers', [{ id, name: 'After' }])
  const waiting = () =>
    db.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  await vi.waitUntil(async () => (await waiting()).length > 0, PATIENCE)
  await db.query('select pg_terminate_backend($1)', [(await waiting())[0]?.pid])
  expectAway(await answer)
  await holder.query('rollback')
  const { json } = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
  expect(json).toMatchObject({ name: 'Before' })
})

test('a server whose database has other migrations than the program is not ready', async () => {
  const server = await serverOfTest()
  const anonymous = server.client(undefined)
  const { db } = server.deps
  const later = ['9999-later', '2026-01-01T00:00:00.000Z']
  await db.query('insert into kysely_migration (name, timestamp) values ($1, $2)', later)
  const { json } = await anonymous.get('/health/ready').expect(503)
  expect(json).toEqual({ status: 'the database has other migrations than this program' })
  await db.query('delete from kysely_migration where name = $1', ['9999-later'])
  await anonymous.get('/health/ready').expect(200)
  await db.query(
    'delete from kysely_migration where name = (select max(name collate "C") from kysely_migration)',
  )
  await anonymous.get('/health/ready').expect(503)
})

test('the listener for changes of access has one connection again after all of them were ended', async () => {
  const database = await testDatabase()
  const server = await startTestServer({}, database)
  onTestFinished(() => server.close())
  const outside = new pg.Client(database)
  await outside.connect()
  onTestFinished(() => outside.end())
  const listeners = async () => {
    const { rows } = await outside.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and query like 'listen %'`,
    )
    return rows.map((row) => row.pid)
  }
  const before = await listeners()
  expect(before).toHaveLength(1)
  await outside.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await vi.waitUntil(async () => (await listeners()).some((pid) => !before.includes(pid)), PATIENCE)
  expect(await listeners()).toHaveLength(1)
})

async function serverOver(cluster: Cluster): Promise<TestServer> {
  await migrate(cluster.connection)
  const server = await startTestServer({}, cluster.connection)
  onTestFinished(() => server.close())
  return server
}

/** Nothing is told besides what the reference says: no address, no user, no words of the driver. */
function expectAway({ status, headers, json }: TestAnswer): void {
  expect({ status, json }).toEqual({
    status: 503,
    json: {
      title: 'Service Unavailable',
      type: 'https://httpstatus.es/503',
      status: 503,
      detail: 'The database cannot be reached; try again',
      retry_after: 5,
    },
  })
  expect(headers['retry-after']).toBe('5')
}
