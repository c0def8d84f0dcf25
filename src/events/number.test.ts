import { afterAll, beforeAll, expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { writeCustomers } from '../account/scope.ts'
import { systemActor } from '../core/actor.ts'
import { numberEvents, startNumbering } from './number.ts'
import { readEvents } from './read.ts'
import { recordEvents } from './record.ts'
import { forgetOldEvents } from './retention.ts'

let server: TestServer
beforeAll(async () => (server = await startTestServer()))
afterAll(() => server.close())

const DAY = 86_400

/** Records one batch of so many events. */
function record(account: TestAccount, names: readonly string[]): Promise<void> {
  return writeCustomers(server.deps, systemActor(account.id, 'en'), async (scope) => {
    recordEvents(
      scope,
      names.map((name, i) => ({
        type: 'tag_added',
        entity_type: 'tag',
        entity_id: i + 1,
        version: null,
        data: { name },
      })),
    )
  })
}

async function namesAfter(account: TestAccount, after: number, limit = 100) {
  const { events, oldest } = await readEvents(server.deps.db, account.id, after, limit)
  return {
    numbered: events.map((event) => `${event.number} ${event.type === 'tag_added' && event.data.name}`),
    oldest,
  }
}

test('numbers begin at 1 in each account and follow the order of recording, across batches', async () => {
  for (const account of [await server.newAccount(), await server.newAccount()]) {
    await record(account, ['a', 'b', 'c'])
    await record(account, ['d'])
    await record(account, ['e', 'f'])
    expect(await namesAfter(account, 0)).toEqual({
      numbered: ['1 a', '2 b', '3 c', '4 d', '5 e', '6 f'],
      oldest: 1,
    })
    expect((await namesAfter(account, 1, 3)).numbered).toEqual(['2 b', '3 c', '4 d'])
    expect((await namesAfter(account, 4)).numbered).toEqual(['5 e', '6 f'])
    expect(await namesAfter(account, 6)).toEqual({ numbered: [], oldest: 1 })
  }
})

test('an account without events has none, and its oldest would be the first', async () => {
  expect(await namesAfter(await server.newAccount(), 0)).toEqual({ numbered: [], oldest: 1 })
})

test('a batch that is recorded first and committed last is numbered last', async () => {
  const account = await server.newAccount()
  const recorded = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const slow = writeCustomers(server.deps, systemActor(account.id, 'en'), async (scope) => {
    recordEvents(scope, [
      { type: 'tag_added', entity_type: 'tag', entity_id: 1, version: null, data: { name: 'slow' } },
    ])
    await scope.trx.query('select 1')
    recorded.resolve()
    await release.promise
  })
  await recorded.promise
  await record(account, ['quick'])
  expect((await namesAfter(account, 0)).numbered).toEqual(['1 quick'])
  release.resolve()
  await slow
  expect((await namesAfter(account, 1)).numbered).toEqual(['2 slow'])
})

test('what is rolled back takes no number', async () => {
  const account = await server.newAccount()
  await expect(
    writeCustomers(server.deps, systemActor(account.id, 'en'), async (scope) => {
      recordEvents(scope, [
        { type: 'tag_added', entity_type: 'tag', entity_id: 1, version: null, data: { name: 'never' } },
      ])
      await scope.trx.query('select 1')
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  await record(account, ['a'])
  expect((await namesAfter(account, 0)).numbered).toEqual(['1 a'])
})

test('those who number an account at the same time leave no gap', async () => {
  const account = await server.newAccount()
  for (let i = 0; i < 20; i++) await record(account, [`${i}`, `${i}'`])
  await Promise.all(Array.from({ length: 6 }, () => numberEvents(server.deps.db, account.id)))
  const { events } = await readEvents(server.deps.db, account.id, 0, 100)
  expect(events.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})

test('the loop numbers events of every account, until it is stopped', async () => {
  const accounts = [await server.newAccount(), await server.newAccount()]
  const unnumbered = async () => {
    const rows = await server.deps.db.query(
      `select from event_batches where account_id = any($1) and first_number is null`,
      [accounts.map(({ id }) => id)],
    )
    return rows.length
  }
  const numbering = startNumbering(server.deps)
  for (const account of accounts) await record(account, ['a'])
  while ((await unnumbered()) > 0) await new Promise((resolve) => setImmediate(resolve))
  await numbering.stop()
  await record(accounts[0] as TestAccount, ['b'])
  expect(await unnumbered()).toBe(1)
})

test('events are forgotten from the oldest on, a reader sees what it has missed, and the account agrees with itself', async () => {
  const account = await server.newAccount()
  const begun = server.clock.now
  const id = await account.addCustomer({ name: 'Old' })
  const gone = await account.addCustomer({ name: 'Gone' })
  await account.admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 1 }]).expect(200)
  await account.admin.delete(`/api/patron/v1/customers/${gone}`).expect(204)
  server.clock.now += 60 * DAY
  await account.admin.patch(`/api/v4/customers/${id}`, { name: 'Older' }).expect(200)
  await numberEvents(server.deps.db, account.id)
  server.clock.now += 31 * DAY
  await forgetOldEvents(server.deps.db, account.id, server.clock.now)
  const { events, oldest } = await readEvents(server.deps.db, account.id, 0, 100)
  expect(events.map(({ number, data }) => [number, data])).toEqual([[oldest, { name: ['Old', 'Older'] }]])
  expect(oldest).toBe(6)
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  await account.admin.patch(`/api/v4/customers/${id}`, { name: 'Oldest' }).expect(200)
  await account.admin.get(`/api/patron/v1/customers/${id}/moves`).expect(200)
  server.clock.now += 91 * DAY
  await forgetOldEvents(server.deps.db, account.id, server.clock.now)
  expect(await readEvents(server.deps.db, account.id, 0, 100)).toEqual({ events: [], oldest: 8 })
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  await record(account, ['next'])
  expect((await namesAfter(account, 7)).numbered).toEqual(['8 next'])
  server.clock.now = begun
})

test('events are forgotten in steps, of which each ends at a batch', async () => {
  const account = await server.newAccount()
  for (let i = 0; i < 3; i++)
    await record(
      account,
      Array.from({ length: 3000 }, (_, j) => `${i} ${j}`),
    )
  for (let i = 0; i < 600; i++) await record(account, ['small'])
  await numberEvents(server.deps.db, account.id)
  const deleted: string[] = []
  server.deps.db.onStatement((text) => text.includes('delete from events') && deleted.push(text))
  await forgetOldEvents(server.deps.db, account.id, server.clock.now + 31 * DAY, 30)
  server.deps.db.onStatement(undefined)
  expect(deleted.length).toBeGreaterThan(3)
  expect(await namesAfter(account, 0)).toEqual({ numbered: [], oldest: 9601 })
})
