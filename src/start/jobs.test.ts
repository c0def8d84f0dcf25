import { expect, test } from 'vitest'
import { serverOfTest } from '../../test/helpers/server.ts'
import { keepHouse } from '../../test/helpers/house.ts'

const DAY = 86_400

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
  for (const table of ['customers', 'customer_search', 'transactions']) {
    const key = table === 'customers' ? 'id' : 'customer_id'
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
