import { expect, test } from 'vitest'
import { until, untilDrained } from '../../test/helpers/jobs.ts'
import { collectTroubles } from '../../test/helpers/trouble.ts'
import { serverOfTest } from '../../test/helpers/server.ts'
import { eachAccountJob } from '../account/each-account.ts'
import { EVENT_DAYS } from '../events/retention.ts'
import { jobsOf } from './jobs.ts'
import { startWork } from './work.ts'
import { keepHouse } from '../../test/helpers/house.ts'

const DAY = 86_400

test('work that is started runs the scheduled jobs at once, and leaves no job and no worker when it is stopped', async () => {
  const server = await serverOfTest()
  const account = await server.newAccount()
  const { db } = server.deps
  const id = await account.addCustomer()
  await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
  server.clock.now += 31 * DAY
  const { observe, troubles } = collectTroubles()
  const services = { ...server.services, deps: { ...server.deps, observe } }
  const work = startWork(services, { eventDays: EVENT_DAYS })
  await until(async () => (await db.query(`select from customers`)).length === 0)
  await untilDrained(db)
  await work.stop()
  expect(troubles).toEqual([])
  expect(await db.query(`select from job_workers`)).toEqual([])
})

test('every job has a name of its own, by which it is found in the database', async () => {
  const server = await serverOfTest()
  const names = jobsOf(server.deps, { eventDays: EVENT_DAYS }).jobs.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

test('a job goes through every account, whatever comes in the way of it in one', async () => {
  const server = await serverOfTest()
  const accounts = [await server.newAccount(), await server.newAccount(), await server.newAccount()]
  const visited: number[] = []
  const job = eachAccountJob(server.deps, 'visit', async (accountId) => {
    visited.push(accountId)
    if (accountId === accounts[1]?.id) throw new Error('closed')
  })
  const context = {
    id: 1,
    signal: new AbortController().signal,
    progress: async () => undefined,
    once: async () => true,
  }
  await expect(job.run({}, context)).rejects.toThrow('closed')
  expect(visited).toEqual(accounts.map(({ id }) => id))
})

test('customers deleted more than 30 days ago are thrown away with everything of theirs; others stay', async () => {
  const server = await serverOfTest()
  const account = await server.newAccount()
  const [old, recent, alive] = [
    await account.addCustomer(),
    await account.addCustomer(),
    await account.addCustomer(),
  ]
  for (const id of [old, recent, alive])
    await account.admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 1 }]).expect(200)
  await account.admin.delete(`/api/patron/v1/customers/${old}`).expect(204)
  server.clock.now += 20 * DAY
  await account.admin.delete(`/api/patron/v1/customers/${recent}`).expect(204)
  server.clock.now += 11 * DAY
  await keepHouse(server.deps)
  for (const [table, key] of [
    ['customers', 'id'],
    ['entity_search', 'entity_id'],
    ['transactions', 'customer_id'],
  ]) {
    const rows = await server.deps.db.query<{ id: number }>(
      `select ${key} as id from ${table} where account_id = $1 order by 1`,
      [account.id],
    )
    expect(rows.map((row) => row.id)).toEqual([recent, alive])
  }
  await account.admin.post(`/api/patron/v1/customers/${recent}/restore`).expect(200)
  await account.admin.post(`/api/patron/v1/customers/${old}/restore`).expect(404)
})

test('the parts of a count are joined into one, and the count stays what it was', async () => {
  const server = await serverOfTest()
  const account = await server.newAccount()
  const { json } = await account.admin.post('/api/v4/customers/segments', { name: 'S' }).expect(200)
  const { id } = json as { id: number }
  const customers = []
  for (let i = 0; i < 5; i++) customers.push(await account.addCustomer({ _embedded: { segments: [{ id }] } }))
  await account.admin.patch(`/api/v4/customers/${customers[0]}`, { segments_to_delete: [{ id }] }).expect(200)
  const parts = () =>
    server.deps.db.query(`select customers from segment_counts where account_id = $1`, [account.id])
  expect(await parts()).toHaveLength(6)
  await keepHouse(server.deps)
  expect(await parts()).toEqual([{ customers: 4 }])
  const segment = (await account.admin.get(`/api/v4/customers/segments/${id}`).expect(200)).json
  expect(segment).toMatchObject({ customers_count: 4 })
})

test('the answer to an idempotency key is kept for 24 hours', async () => {
  const server = await serverOfTest()
  const account = await server.newAccount()
  const key = { 'idempotency-key': 'k' }
  const first = await account.admin.post('/api/v4/customers', [{ name: 'Once' }], key).expect(200)
  await keepHouse(server.deps)
  expect((await account.admin.post('/api/v4/customers', [{ name: 'Once' }], key).expect(200)).text).toBe(
    first.text,
  )
  await server.deps.db.query(`update idempotency_keys set created_at = created_at - $1::bigint`, [DAY])
  await keepHouse(server.deps)
  expect(await server.deps.db.query(`select key from idempotency_keys`)).toEqual([])
})
