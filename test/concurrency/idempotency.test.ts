import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client, TestAnswer } from '../helpers/client.ts'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { startTestServer, type TestServer } from '../helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const once = (key: string = randomUUID()) => ({ 'idempotency-key': key })

function twenty(ask: () => Promise<TestAnswer>): Promise<TestAnswer[]> {
  return Promise.all(Array.from({ length: 20 }, ask))
}

function expectEqual(answers: readonly TestAnswer[], status: number): void {
  const [first] = answers
  for (const answer of answers) expect(answer).toMatchObject({ status, text: first?.text })
}

async function count(table: string, accountId: number): Promise<number | undefined> {
  const [row] = await server.deps.db.query<{ rows: number }>(
    `select count(*) as rows from ${table} where account_id = $1`,
    [accountId],
  )
  return row?.rows
}

describe('twenty requests with one Idempotency-Key at once are done once and answered alike', () => {
  test('adding customers', async () => {
    const { admin, id } = await server.newAccount()
    const headers = once()
    const body = [{ name: 'One', tags_to_add: [{ name: 'tag' }] }, { name: 'Two' }]
    expectEqual(await twenty(() => admin.post('/api/v4/customers', body, headers)), 200)
    expect(await count('customers', id)).toBe(2)
    expect(await inconsistenciesOf(server.deps, id)).toEqual([])
  })

  test('purchases', async () => {
    const account = await server.newAccount()
    const customer = await account.addCustomer()
    const headers = once()
    const path = `/api/v4/customers/${customer}/transactions`
    expectEqual(await twenty(() => account.admin.post(path, [{ price: 10 }], headers)), 200)
    const { json } = await account.admin.get(`/api/v4/customers/${customer}`).expect(200)
    expect(json).toMatchObject({ ltv: 10, purchases_count: 1 })
  })

  test('changing a customer', async () => {
    const account = await server.newAccount()
    const customer = await account.addCustomer()
    const headers = once()
    const path = `/api/v4/customers/${customer}`
    expectEqual(await twenty(() => account.admin.patch(path, { name: 'New' }, headers)), 200)
    expect((await account.admin.get(path).expect(200)).headers['etag']).toBe('"2"')
  })

  test('deleting a purchase, which a repetition would not find', async () => {
    const account = await server.newAccount()
    const path = `/api/v4/customers/${await account.addCustomer()}/transactions`
    const { json } = await account.admin.post(path, [{ price: 10 }]).expect(200)
    const purchase = (json as { _embedded: { transactions: { id: number }[] } })._embedded.transactions[0]?.id
    const headers = once()
    expectEqual(await twenty(() => account.admin.delete(`${path}/${purchase}`, undefined, headers)), 204)
  })

  test('adding a segment', async () => {
    const { admin, id } = await server.newAccount()
    const headers = once()
    expectEqual(await twenty(() => admin.post('/api/v4/customers/segments', { name: 'One' }, headers)), 200)
    expect(await count('segments', id)).toBe(1)
  })

  test('adding a stage', async () => {
    const { admin, id } = await server.newAccount({ mode: 'periodicity' })
    const headers = once()
    const body = [{ name: 'One', sort: 10 }]
    expectEqual(await twenty(() => admin.post('/api/v4/customers/statuses', body, headers)), 200)
    expect(await count('stages', id)).toBe(6)
  })
})

test('the same key with another body is refused, also at the same moment', async () => {
  const { admin, id } = await server.newAccount()
  const headers = once()
  const bodies = ['One', 'Two'].map((name) => [{ name }])
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => admin.post('/api/v4/customers', bodies[i % 2], headers)),
  )
  const statuses = answers.map((answer) => answer.status)
  const [even, odd] = [statuses.filter((_, i) => i % 2 === 0), statuses.filter((_, i) => i % 2 === 1)]
  expect([even, odd].toSorted()).toEqual([Array(10).fill(200), Array(10).fill(409)])
  expect(await count('customers', id)).toBe(1)
})

test('the same key at another path is refused', async () => {
  const account = await server.newAccount()
  const [one, other] = [await account.addCustomer(), await account.addCustomer()]
  const headers = once()
  await account.admin.patch(`/api/v4/customers/${one}`, { name: 'New' }, headers).expect(200)
  await account.admin.patch(`/api/v4/customers/${other}`, { name: 'New' }, headers).expect(409)
})

test('the same key of another user is another key', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  const other = await account.newUser()
  const headers = once()
  await account.admin.patch(`/api/v4/customers/${id}`, { name: 'Mine' }, headers).expect(200)
  await other.client.patch(`/api/v4/customers/${id}`, { name: 'Theirs' }, headers).expect(200)
  const { json } = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
  expect(json).toMatchObject({ name: 'Theirs' })
})

describe('a refused write leaves its key free', () => {
  const refusals: [string, (admin: Client, headers: Record<string, string>) => Promise<TestAnswer>][] = [
    ['a wrong value', (admin, headers) => admin.post('/api/v4/customers', [{ name: 5 }], headers)],
    [
      'an unknown user',
      (admin, headers) => admin.post('/api/v4/customers', [{ responsible_user_id: 999 }], headers),
    ],
    ['an unknown id', (admin, headers) => admin.patch('/api/v4/customers/999', { name: 'x' }, headers)],
  ]
  test.each(refusals)('after %s', async (_, refused) => {
    const { admin, id } = await server.newAccount()
    const headers = once()
    const answer = await refused(admin, headers)
    expect([400, 404]).toContain(answer.status)
    await admin.post('/api/v4/customers', [{ name: 'Mended' }], headers).expect(200)
    expect(await count('customers', id)).toBe(1)
  })

  test('and twenty refused at once leave nothing', async () => {
    const { admin, id } = await server.newAccount()
    const headers = once()
    const body = [{ name: 'Fine' }, { responsible_user_id: 999 }]
    expectEqual(await twenty(() => admin.post('/api/v4/customers', body, headers)), 400)
    expect(await count('customers', id)).toBe(0)
    expect(await count('idempotency_keys', id)).toBe(0)
  })
})
