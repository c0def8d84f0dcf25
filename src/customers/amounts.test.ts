import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { readEvents } from '../events/read.ts'

const DAY = 86_400

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

async function read(account: TestAccount, id: number): Promise<Record<string, unknown>> {
  return (await account.admin.get(`/api/v4/customers/${id}`).expect(200)).json as Record<string, unknown>
}

async function buy(account: TestAccount, id: number, ...prices: number[]): Promise<void> {
  const items = prices.map((price) => ({ price, completed_at: TEST_NOW - DAY }))
  await account.admin.post(`/api/v4/customers/${id}/transactions`, items).expect(200)
}

async function idsOf(account: TestAccount, query: string): Promise<number[]> {
  const { status, json } = await account.admin.get(`/api/v4/customers?${query}`)
  if (status === 204) return []
  return (json as { _embedded: { customers: { id: number }[] } })._embedded.customers.map(({ id }) => id)
}

async function problemOf(answer: Promise<{ json: unknown }>): Promise<unknown> {
  const { json } = await answer
  const [item] = (
    json as { 'validation-errors': { errors: { code: string; path: string; detail: string }[] }[] }
  )['validation-errors']
  return item?.errors
}

test.each([
  [100, 100, 100],
  [100.5, 100, 100.5],
  [0.1 + 0.2, 0, 0.3],
  [99.995, 100, 100],
  [99.994999, 99, 99.99],
  [1e13, 1e13, 1e13],
])('an amount of %d is shown as %d, and exactly as %d', async (written, whole, exact) => {
  const account = await server.newAccount()
  const id = await account.addCustomer({ next_price: written })
  await buy(account, id, written)
  expect(await read(account, id)).toMatchObject({
    ...{ next_price: whole, next_price_with_minor_units: exact },
    ...{ ltv: whole, ltv_with_minor_units: exact },
    ...{ average_check: whole, average_check_with_minor_units: exact },
  })
  const { json } = await account.admin.get('/api/v4/customers/transactions').expect(200)
  expect(json).toMatchObject({
    _embedded: { transactions: [{ price: whole, price_with_minor_units: exact }] },
  })
})

test('an average is rounded to minor units, and only then cut off', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  await buy(account, id, 100, 100, 101)
  expect(await read(account, id)).toMatchObject({
    average_check: 100,
    average_check_with_minor_units: 100.33,
  })
  await buy(account, id, 102.99)
  expect(await read(account, id)).toMatchObject({ average_check: 101, average_check_with_minor_units: 101 })
})

test.each([
  ['JPY', 3, 3, '3'],
  ['KWD', 2.5, 2.501, '2.501'],
  ['XYZ', 2.5, 2.5, '2.5'],
])('%s has digits of its own', async (currency, _, written, exact) => {
  const account = await server.newAccount()
  await account.admin.patch('/api/patron/v1/account', { currency }).expect(200)
  const id = await account.addCustomer({ next_price: written })
  const { text } = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
  expect(text).toContain(`"next_price":${Math.trunc(written)},"next_price_with_minor_units":${exact},`)
})

test('the largest amount is exact to the last digit, and read back changes nothing', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  await buy(account, id, 90_071_992_547_409, 0.91)
  await account.admin.patch(`/api/v4/customers/${id}`, '{"next_price":90071992547409.91}').expect(200)
  const { text } = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
  expect(text).toContain('"ltv":90071992547409,"ltv_with_minor_units":90071992547409.91,')
  const before = await read(account, id)
  await account.admin.patch(`/api/v4/customers/${id}`, text).expect(200)
  expect(await read(account, id)).toEqual(before)
})

test.each([90_071_992_547_410, 9e15])('%d is beyond the limit of cents', async (amount) => {
  const account = await server.newAccount()
  const problem = { code: 'OutOfRange', detail: 'This value should be between 0 and 90071992547409.91.' }
  const id = await account.addCustomer()
  const customer = account.admin.patch(`/api/v4/customers/${id}`, { next_price: amount }).expect(400)
  expect(await problemOf(customer)).toEqual([{ ...problem, path: 'next_price' }])
  const purchase = account.admin
    .post(`/api/v4/customers/${id}/transactions`, [{ price: 1, next_price: amount }])
    .expect(400)
  expect(await problemOf(purchase)).toEqual([{ ...problem, path: 'next_price' }])
})

test('an amount below nothing, a text and null are refused', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  for (const next_price of [-0.01, '100.5', null])
    await account.admin.patch(`/api/v4/customers/${id}`, { next_price }).expect(400)
})

test('the whole number that is shown counts as not sent where created_at is repeated, and nowhere else', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer({ next_price: 100.5 })
  const { created_at } = await read(account, id)
  const priceAfter = async (item: object) => {
    await account.admin.patch(`/api/v4/customers/${id}`, item).expect(200)
    return (await read(account, id))['next_price_with_minor_units']
  }
  expect(await priceAfter({ next_price: 100, created_at })).toBe(100.5)
  expect(await priceAfter({ next_price: 100.5, created_at })).toBe(100.5)
  expect(await priceAfter({ next_price: 100.25, created_at })).toBe(100.25)
  expect(await priceAfter({ next_price: 101, created_at })).toBe(101)
  expect(await priceAfter({ next_price: 100.5 })).toBe(100.5)
  expect(await priceAfter({ next_price: 100 })).toBe(100)
})

test('both averages in periodicity count as not sent where created_at is repeated; another fraction is refused', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer({ periodicity: 30 })
  await buy(account, id, 10, 7.5)
  const { created_at } = await read(account, id)
  const patch = (item: object) => account.admin.patch(`/api/v4/customers/${id}`, item)
  for (const periodicity of [8, 8.75]) {
    await patch({ periodicity, created_at }).expect(200)
    expect(await read(account, id)).toMatchObject({ periodicity: 30 })
  }
  const refused = [{ code: 'InvalidType', path: 'periodicity', detail: 'This value should be of type int.' }]
  expect(await problemOf(patch({ periodicity: 8.5, created_at }).expect(400))).toEqual(refused)
  expect(await problemOf(patch({ periodicity: 8.75 }).expect(400))).toEqual(refused)
  await patch({ periodicity: 8 }).expect(200)
  expect(await read(account, id)).toMatchObject({ periodicity: 8 })
})

test('lists are filtered and ordered by exact amounts in currency units', async () => {
  const account = await server.newAccount()
  const [low, middle, high] = [
    await account.addCustomer({ next_price: 99.99 }),
    await account.addCustomer({ next_price: 100 }),
    await account.addCustomer({ next_price: 100.5 }),
  ]
  for (const [query, ids] of [
    ['filter[next_price]=100', [middle]],
    ['filter[next_price]=100.50', [high]],
    ['filter[next_price]=100.505', []],
    ['filter[next_price][from]=100', [middle, high]],
    ['filter[next_price][from]=99.991', [middle, high]],
    ['filter[next_price][to]=100.499', [low, middle]],
    ['filter[next_price][from]=-1&filter[next_price][to]=9999999999999999', [low, middle, high]],
    ['filter[next_price][from]=90071992547410', []],
    ['order[next_price]=desc', [high, middle, low]],
    ['order[next_price]=desc&limit=1&page=2', [middle]],
  ] as const)
    expect(await idsOf(account, query), query).toEqual(ids)
  for (const value of ['1e3', '1,5', 'a', '.5', 'NaN'])
    await account.admin.get(`/api/v4/customers?filter[next_price]=${value}`).expect(400)
})

test('conditions, explanations and moves speak of currency units', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer({ next_price: 20.5 })
  await buy(account, id, 10.25, 20.4)
  const holds = async (conditions: object) => {
    const { json } = await account.admin
      .post('/api/patron/v1/customers/query', { conditions, count: true, limit: 0 })
      .expect(200)
    return (json as { count: number }).count === 1
  }
  for (const [tree, expected] of [
    [{ ltv: { eq: 30.65 } }, true],
    [{ ltv: { gte: 30.651 } }, false],
    [{ average_check: { eq: 15.33 } }, true],
    [{ next_price: { gt: 20.49, lt: 20.501 } }, true],
    [{ purchases: { sum: { lt: 30.65 } } }, false],
    [{ purchases: { sum: { eq: 20.4 }, each: { gt: 10.25 } } }, true],
    [{ purchases: { largest: { eq: 20.4 }, in_last: 2 } }, true],
    [{ purchases: { smallest: { lte: 10.2499 } } }, false],
    [{ purchases: { average: { eq: 15.33 }, in_last: 2 } }, true],
    [{ purchases: { count: { eq: 2 }, in_last: 2 } }, true],
  ] as const)
    expect(await holds(tree), JSON.stringify(tree)).toBe(expected)
  const { json } = await account.admin.post('/api/v4/customers/segments', { name: 'Big' }).expect(200)
  const segment = (json as { id: number }).id
  const entry = { all: [{ ltv: { gte: 30.655 } }, { purchases: { average: { lte: 99.5 } } }] }
  await account.admin.put(`/api/patron/v1/segments/${segment}/conditions`, { entry, exit: null }).expect(200)
  const explain = async () =>
    (await account.admin.get(`/api/patron/v1/customers/${id}/explain?segment=${segment}`).expect(200)).text
  expect(await explain()).toContain('"seen":{"ltv":30.65}')
  await buy(account, id, 0.01)
  expect(await explain()).toContain('"seen":{"ltv":30.66}')
  const { text } = await account.admin.get(`/api/patron/v1/customers/${id}/moves`).expect(200)
  expect(text).toContain('30.66')
  expect(text).toContain('30.655')
})

test('events tell amounts in currency units', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer({ next_price: 20.5 })
  await buy(account, id, 10.25)
  await account.admin.patch(`/api/v4/customers/${id}`, { next_price: 30 }).expect(200)
  const { events } = await readEvents(server.deps.db, account.id, 0, 100)
  const data = events.filter(({ entity_type }) => entity_type !== 'account').map((event) => event.data)
  expect(data).toMatchObject([
    { next_price: 20.5 },
    { price: 10.25, customer_id: id },
    { ltv: [0, 10.25], purchases_count: [0, 1] },
    { next_price: [20.5, 30] },
  ])
})
