import { afterAll, beforeAll, expect, test } from 'vitest'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { testDatabase } from '../helpers/database.ts'
import type { Client } from '../helpers/client.ts'
import { startTestServer, type TestAccount, type TestServer } from '../helpers/server.ts'

/** Two servers over one database, as an operator runs them behind a proxy. */
let servers: [TestServer, TestServer]
beforeAll(async () => {
  const database = await testDatabase()
  servers = [await startTestServer({}, database), await startTestServer({}, database)]
})
afterAll(() => Promise.all(servers.map((server) => server.close())))

/** The account with the client of its administrator at each of the servers. */
async function newAccount(
  mode: 'segments' | 'periodicity',
): Promise<{ account: TestAccount; clients: [Client, Client] }> {
  const account = await servers[0].newAccount({ mode })
  return { account, clients: [account.admin, servers[1].client(account.admin.token)] }
}

const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i))

test('purchases through both make exact totals', async () => {
  const { account, clients } = await newAccount('segments')
  const id = await account.addCustomer()
  await Promise.all(
    times(40, (i) =>
      clients[i % 2 ? 1 : 0].post(`/api/v4/customers/${id}/transactions`, [{ price: 3 }]).expect(200),
    ),
  )
  for (const client of clients) {
    const { json } = await client.get(`/api/v4/customers/${id}`).expect(200)
    expect(json).toMatchObject({ ltv: 120, purchases_count: 40 })
  }
  expect(await inconsistenciesOf(servers[0].deps, account.id)).toEqual([])
})

test('customers and tags added through both have ids of their own, and a tag is one tag', async () => {
  const { account, clients } = await newAccount('segments')
  const body = times(5, (i) => ({ name: 'Customer', tags_to_add: [{ name: `tag ${i}` }] }))
  const answers = await Promise.all(
    times(20, (i) => clients[i % 2 ? 1 : 0].post('/api/v4/customers', body).expect(200)),
  )
  const ids = answers.flatMap(({ json }) =>
    (json as { _embedded: { customers: { id: number }[] } })._embedded.customers.map(({ id }) => id),
  )
  expect(new Set(ids).size).toBe(100)
  const tags = await servers[0].deps.db.query(`select from tags where account_id = $1`, [account.id])
  expect(tags).toHaveLength(5)
  expect(await inconsistenciesOf(servers[0].deps, account.id)).toEqual([])
})

test('stages added through both fill the limit and do not pass it', async () => {
  const { clients } = await newAccount('periodicity')
  const answers = await Promise.all(
    times(30, (i) => clients[i % 2 ? 1 : 0].post('/api/v4/customers/statuses', [{ name: 'Stage', sort: i }])),
  )
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(25)
  expect(answers.filter((answer) => answer.status === 422)).toHaveLength(5)
})

test('one key at both servers at once is done once', async () => {
  const { account, clients } = await newAccount('segments')
  const headers = { 'idempotency-key': 'the same' }
  const answers = await Promise.all(
    times(20, (i) =>
      clients[i % 2 ? 1 : 0].post('/api/v4/customers', [{ name: 'One' }], headers).expect(200),
    ),
  )
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
  const customers = await servers[0].deps.db.query(`select from customers where account_id = $1`, [
    account.id,
  ])
  expect(customers).toHaveLength(1)
})

test('what one changes of the rules the other knows with its next request', async () => {
  const { account, clients } = await newAccount('periodicity')
  const id = await account.addCustomer()
  for (const [one, other] of [clients, clients.toReversed() as [Client, Client]]) {
    const { json } = await one.post('/api/v4/customers/statuses', [{ name: 'New', sort: 50 }]).expect(200)
    const stage = (json as { _embedded: { statuses: { id: number }[] } })._embedded.statuses[0]?.id
    await other.patch(`/api/v4/customers/${id}`, { status_id: stage }).expect(200)
    await other.get(`/api/v4/customers/statuses/${stage}`).expect(200)
    await one.delete(`/api/v4/customers/statuses/${stage}`).expect(204)
    await other.get(`/api/v4/customers/statuses/${stage}`).expect(204)
    await other.patch(`/api/v4/customers/${id}`, { status_id: stage }).expect(400)
    const { json: shown } = await other.get(`/api/v4/customers/${id}`).expect(200)
    expect((shown as { status_id: number }).status_id).not.toBe(stage)
  }
})

test('a rule that one saves with a longer window of purchases holds in the next answer of the other', async () => {
  const { account, clients } = await newAccount('segments')
  const [one, other] = clients
  const { json: added } = await one.post('/api/v4/customers/segments', { name: 'S' }).expect(200)
  const { id: segment } = added as { id: number }
  const id = await account.addCustomer()
  const purchase = { price: 3, completed_at: servers[0].clock.now - 20 * 86_400 }
  await one.post(`/api/v4/customers/${id}/transactions`, [purchase]).expect(200)
  const named = (name: string) => other.patch(`/api/v4/customers/${id}`, { name }).expect(200)
  for (const [in_last, segments] of [
    [10, []],
    [30, [{ id: segment }]],
  ] as const) {
    const entry = {
      all: [{ name: { equals: `Buyer ${in_last}` } }, { purchases: { count: { gte: 1 }, in_last } }],
    }
    await one.put(`/api/patron/v1/segments/${segment}/conditions`, { entry, exit: null }).expect(200)
    expect((await named(`Buyer ${in_last}`)).json).toMatchObject({ _embedded: { segments } })
  }
  expect(await inconsistenciesOf(servers[1].deps, account.id)).toEqual([])
})

test('a tag that one deletes while both are tagging is gone on both, from the words of rules, too', async () => {
  const { account, clients } = await newAccount('segments')
  const [one, other] = clients
  const { json } = await one.post('/api/v4/customers/tags', [{ name: 'VIP' }]).expect(200)
  const [tag] = (json as { _embedded: { tags: { id: number }[] } })._embedded.tags
  const { json: added } = await one.post('/api/v4/customers/segments', { name: 'S' }).expect(200)
  const { id: segment } = added as { id: number }
  const entry = { tag: { any: [tag?.id] } }
  await one.put(`/api/patron/v1/segments/${segment}/conditions`, { entry, exit: null }).expect(200)
  const ids = await Promise.all(times(12, () => account.addCustomer()))
  const explain = `/api/patron/v1/customers/${ids[0]}/explain?segment=${segment}`
  expect((await other.get(explain).expect(200)).json).toMatchObject({
    rules: { entry: { aloud: 'the tags do not include VIP' } },
  })
  const tagging = (id: number, i: number) =>
    clients[i % 2 ? 1 : 0].patch(`/api/v4/customers/${id}`, { tags_to_add: [{ id: tag?.id }] })
  const answers = await Promise.all([
    ...ids.slice(0, 6).map(tagging),
    one.delete(`/api/patron/v1/tags/${tag?.id}?force=1`),
    ...ids.slice(6).map(tagging),
  ])
  expect(answers[6]?.status).toBe(204)
  for (const { status } of answers) expect([200, 204, 400]).toContain(status)
  const { json: list } = await other.get('/api/v4/customers?limit=250').expect(200)
  const { customers } = (list as { _embedded: { customers: { _embedded: object }[] } })._embedded
  for (const customer of customers) expect(customer._embedded).toMatchObject({ tags: [], segments: [] })
  expect((await other.get(explain).expect(200)).json).toMatchObject({
    rules: { entry: { aloud: `the tags do not include #${tag?.id}` } },
  })
  expect(await inconsistenciesOf(servers[1].deps, account.id)).toEqual([])
})
