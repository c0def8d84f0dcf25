import { expect, test } from 'vitest'
import { serverOfTest, type TestAccount, type TestServer } from '../helpers/server.ts'

/** The statements that a piece of work sends to the database. */
async function statementsOf(server: TestServer, work: () => Promise<unknown>): Promise<number> {
  let statements = 0
  server.deps.db.onStatement(() => statements++)
  await work()
  server.deps.db.onStatement(undefined)
  return statements
}

async function fieldOf(account: TestAccount): Promise<number> {
  const { json } = await account.admin
    .post('/api/v4/customers/custom_fields', [{ name: 'City', type: 'text' }])
    .expect(200)
  return (json as { _embedded: { custom_fields: { id: number }[] } })._embedded.custom_fields[0]?.id as number
}

test('250 customers with tags, fields and segments take as many statements as 2', async () => {
  const server = await serverOfTest()
  const account = await server.newAccount()
  const field_id = await fieldOf(account)
  const { json } = await account.admin.post('/api/v4/customers/segments', { name: 'S' }).expect(200)
  const segment = { id: (json as { id: number }).id }
  const items = (count: number, value: string) =>
    Array.from({ length: count }, (_, i) => ({
      name: `${value} ${i}`,
      custom_fields_values: [{ field_id, values: [{ value: `${value} ${i}` }] }],
      _embedded: { tags: [{ name: `${value} ${i}` }, { name: 'all' }], segments: [segment] },
    }))
  const add = (count: number, value: string) => () =>
    account.admin.post('/api/v4/customers', items(count, value)).expect(200)
  await account.admin.get('/api/v4/customers').expect(204) // the definitions are in memory from here on
  const few = await statementsOf(server, add(2, 'few'))
  const many = await statementsOf(server, add(250, 'many'))
  expect(many).toBe(few)
  expect(many).toBeLessThanOrEqual(13)

  const change = (first: number, count: number, value: string) => () =>
    account.admin
      .patch(
        '/api/v4/customers',
        items(count, value).map((item, i) => ({
          ...item,
          id: first + i,
          _embedded: { tags: item._embedded.tags, segments: [] },
        })),
      )
      .expect(200)
  const changedFew = await statementsOf(server, change(1001, 2, 'other'))
  const changedMany = await statementsOf(server, change(1003, 250, 'another'))
  expect(changedMany).toBe(changedFew)
  expect(changedMany).toBeLessThanOrEqual(15)
})

test('a purchase that rules read is counted in memory: purchases are read once, before it is stored', async () => {
  const server = await serverOfTest()
  const account = await server.newAccount()
  const { json } = await account.admin.post('/api/v4/customers/segments', { name: 'S' }).expect(200)
  const segment = (json as { id: number }).id
  await account.admin
    .put(`/api/patron/v1/segments/${segment}/conditions`, {
      entry: { purchases: { count: { gte: 2 }, in_last: 30 } },
      exit: null,
    })
    .expect(200)
  const id = await account.addCustomer()
  const buy = () => account.admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 5 }]).expect(200)
  await buy()
  const texts: string[] = []
  server.deps.db.onStatement((text) => texts.push(text))
  await buy()
  server.deps.db.onStatement(undefined)
  const reads = texts.flatMap((text, i) => (/^select[^]*from transactions/.test(text) ? [i] : []))
  expect(reads).toHaveLength(1)
  expect(reads[0]).toBeLessThan(texts.findIndex((text) => text.startsWith('insert into transactions')))
  const members = await account.admin.get(`/api/v4/customers?filter[segments][]=${segment}`).expect(200)
  expect(members.json).toMatchObject({ _embedded: { customers: [{ id }] } })
})
