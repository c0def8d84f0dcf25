import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorker } from '../../src/engine/worker.ts'
import { EngineShop } from '../engine/shop.ts'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../helpers/server.ts'
import { collectTroubles } from '../helpers/trouble.ts'

const DAY = 86_400

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** Together they are at it for a minute. */
const WHILE_MS = 30_000
/** For what has to be finished then, and for proving what is left. */
const PATIENCE_MS = 4 * WHILE_MS

/** Does each of some things over and over, all at once, for a while. */
async function atOnce(doers: readonly ((i: number) => Promise<unknown>)[]): Promise<void> {
  const end = performance.now() + WHILE_MS
  await Promise.all(
    doers.map(async (doer) => {
      for (let i = 0; performance.now() < end; i++) await doer(i)
    }),
  )
}

test(
  'writers, rules, two workers and the days that pass leave everybody where the rules put them',
  { timeout: PATIENCE_MS },
  async () => {
    const account = await server.newAccount()
    const shop = await EngineShop.open(account, 3)
    const [first, second, third] = shop.subjects.segments as [number, number, number]
    const { tags, fields } = shop.subjects
    const numeric = fields.find(({ type }) => type === 'numeric')?.id as number
    const ids = await addCustomers(account, 30)
    const { observe, troubles } = collectTroubles()
    const workers = [1, 2].map(() => startWorker({ ...server.deps, observe }))
    const id = (i: number) => ids[i % ids.length] as number
    await atOnce([
      (i) =>
        account.admin
          .patch(`/api/v4/customers/${id(7 * i)}`, {
            next_date: server.clock.now + ((i % 11) - 2) * DAY,
            tags_to_add: [{ id: tags[i % 2] as number }],
          })
          .expect(200),
      (i) =>
        account.admin
          .patch(
            '/api/v4/customers',
            ids.slice(i % 20, (i % 20) + 10).map((each) => ({
              id: each,
              custom_fields_values: [{ field_id: numeric, values: [{ value: i % 5 }] }],
              segments_to_add: [{ id: third }],
            })),
          )
          .expect(200),
      (i) =>
        account.admin.post(`/api/v4/customers/${id(11 * i)}/transactions`, [{ price: 50 * i }]).expect(200),
      (i) =>
        shop.setSegmentRules(first, {
          entry: { any: [{ next_date: { in_next: i % 7 } }, { tag: { any: [tags[0] as number] } }] },
          exit: i % 2 === 0 ? { purchases: { count: { gte: 3 }, in_last: 5 } } : null,
        }),
      (i) =>
        shop.setSegmentRules(second, {
          entry: {
            all: [{ segment: { any: [first] } }, { custom_field: { field: numeric, gte: i % 4 } }],
          },
          exit: null,
        }),
      () => passTime(DAY / 4),
    ])
    for (const worker of workers) await worker.stop()
    expect(troubles).toEqual([])
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  },
)

test(
  'stages that are added, sorted and deleted beside writers and a worker leave nobody nowhere',
  { timeout: PATIENCE_MS },
  async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount({ mode: 'periodicity' })
    const ids = await addCustomers(account, 30)
    const worker = startWorker(server.deps)
    const id = (i: number) => ids[i % ids.length] as number
    await atOnce([
      (i) =>
        account.admin
          .patch(`/api/v4/customers/${id(7 * i)}`, { next_date: server.clock.now + ((i % 5) - 2) * DAY })
          .expect(200),
      (i) =>
        account.admin
          .post(`/api/v4/customers/${id(11 * i)}/transactions`, [
            { price: 10, next_date: server.clock.now + (i % 9) * DAY },
          ])
          .expect(200),
      async (i) => {
        const made = await account.admin
          .post('/api/v4/customers/statuses', [{ name: `Stage ${i}`, sort: i % 6 }])
          .expect(200)
        const [stage] = (made.json as { _embedded: { statuses: { id: number }[] } })._embedded.statuses
        await account.admin
          .put(`/api/patron/v1/stages/${stage?.id}/conditions`, {
            conditions: { next_date: { older_than: i % 3 } },
          })
          .expect(200)
        await account.admin.patch(`/api/v4/customers/${id(i)}`, { status_id: stage?.id }).expect(200)
        await account.admin.delete(`/api/v4/customers/statuses/${stage?.id}`).expect(204)
      },
      () => passTime(DAY / 3),
    ])
    await worker.stop()
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  },
)

/** Slowly enough for the others to do something each day. */
async function passTime(seconds: number): Promise<void> {
  await pause(20)
  server.clock.now += seconds
}

async function addCustomers(account: TestAccount, count: number): Promise<number[]> {
  const ids: number[] = []
  for (let i = 0; i < count; i++) ids.push(await account.addCustomer({ name: `Customer ${i}` }))
  return ids
}
