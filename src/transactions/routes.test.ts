import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestAccount, TEST_NOW, type TestServer } from '../../test/helpers/server.ts'

const DAY = 86_400

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

type Customer = Record<string, unknown>

async function customer(account: TestAccount, id: number): Promise<Customer> {
  return (await account.admin.get(`/api/v4/customers/${id}`).expect(200)).json as Customer
}

async function buy(account: TestAccount, customerId: number, ...items: object[]): Promise<number[]> {
  const { json } = await account.admin.post(`/api/v4/customers/${customerId}/transactions`, items).expect(200)
  const { _embedded } = json as { _embedded: { transactions: { id: number }[] } }
  return _embedded.transactions.map((transaction) => transaction.id)
}

test('adding purchases answers them under transactions, each with its request_id, and raises the totals', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  const { json } = await account.admin
    .post(`/api/v4/customers/${id}/transactions?accrue_bonus=true`, [
      { price: 100, request_id: 'a' },
      { price: 51 },
    ])
    .expect(200)
  expect(json).toMatchObject({
    _total_items: 2,
    _embedded: {
      transactions: [
        { price: 100, request_id: 'a', customer_id: id },
        { price: 51, request_id: '1' },
      ],
    },
  })
  expect(await customer(account, id)).toMatchObject({
    ltv: 151,
    purchases_count: 2,
    average_check: 75,
    average_check_with_minor_units: 75.5,
  })
})

test('the answer to purchases says where the customer stands now', async () => {
  const account = await server.newAccount({ mode: 'periodicity' })
  const id = await account.addCustomer({ next_date: TEST_NOW - 10 * DAY, periodicity: 30 })
  const { json } = await account.admin
    .post(`/api/v4/customers/${id}/transactions`, [{ price: 100.5 }, { price: 50, next_price: 75.25 }])
    .expect(200)
  const after = await customer(account, id)
  const { headers } = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
  const standing = {
    id,
    status_id: after['status_id'],
    next_date: TEST_NOW + 30 * DAY,
    next_price: 75,
    next_price_with_minor_units: 75.25,
    ltv: 150,
    ltv_with_minor_units: 150.5,
    purchases_count: 2,
    average_check: 75,
    average_check_with_minor_units: 75.25,
    first_purchase_at: TEST_NOW,
    last_purchase_at: TEST_NOW,
    updated_at: after['updated_at'],
    _embedded: { segments: [] },
  }
  expect(json).toMatchObject({
    _embedded: {
      transactions: [{ _embedded: { customer: standing } }, { _embedded: { customer: standing } }],
    },
  })
  const [{ _embedded }] = (
    json as { _embedded: { transactions: [{ _embedded: { customer: { version: number } } }] } }
  )._embedded.transactions
  expect(headers['etag']).toBe(`"${_embedded.customer.version}"`)
})

test('the answer to a purchase shows the segments that it brought', async () => {
  const account = await server.newAccount()
  const { json: segment } = await account.admin.post('/api/v4/customers/segments', { name: 'S' }).expect(200)
  const segmentId = (segment as { id: number }).id
  const rules = `/api/patron/v1/segments/${segmentId}/conditions`
  await account.admin.put(rules, { entry: { ltv: { gte: 100 } } }).expect(200)
  const id = await account.addCustomer()
  const { json } = await account.admin
    .post(`/api/v4/customers/${id}/transactions`, [{ price: 100 }])
    .expect(200)
  expect(json).toMatchObject({
    _embedded: {
      transactions: [{ _embedded: { customer: { id, _embedded: { segments: [{ id: segmentId }] } } } }],
    },
  })
})

test('a purchase is read by both paths with what was sent, and by no other customer', async () => {
  const account = await server.newAccount()
  const [one, other] = [await account.addCustomer(), await account.addCustomer()]
  const elements = [{ id: 1677, metadata: { catalog_id: 1079, quantity: 10 } }]
  const [id] = await buy(account, one, {
    price: 123,
    comment: 'Commentary',
    completed_at: TEST_NOW - DAY,
    created_by: 0,
    _embedded: { catalog_elements: elements },
  })
  for (const url of [`/api/v4/customers/transactions/${id}`, `/api/v4/customers/${one}/transactions/${id}`])
    expect((await account.admin.get(url).expect(200)).json).toMatchObject({
      id,
      price: 123,
      comment: 'Commentary',
      completed_at: TEST_NOW - DAY,
      customer_id: one,
      created_by: 0,
      created_at: TEST_NOW,
      is_deleted: false,
      account_id: account.id,
      _embedded: { customer: { id: one }, catalog_elements: elements },
    })
  await account.admin.get(`/api/v4/customers/${other}/transactions/${id}`).expect(204)
  await account.admin.delete(`/api/v4/customers/${other}/transactions/${id}`).expect(404)
})

test('lists show an account, a customer or the ids asked for', async () => {
  const account = await server.newAccount()
  const [one, other] = [await account.addCustomer(), await account.addCustomer()]
  const first = await buy(account, one, { price: 1 }, { price: 2 })
  const second = await buy(account, other, { price: 3 })
  const shown = async (url: string) => {
    const { json } = await account.admin.get(url).expect(200)
    return (json as { _embedded: { transactions: { id: number }[] } })._embedded.transactions.map(
      ({ id }) => id,
    )
  }
  expect(await shown('/api/v4/customers/transactions')).toEqual([...first, ...second])
  expect(await shown(`/api/v4/customers/${one}/transactions`)).toEqual(first)
  expect(
    await shown(`/api/v4/customers/transactions?filter[id][]=${first[1]}&filter[id][]=${second[0]}`),
  ).toEqual([first[1], second[0]])
  await account.admin.get('/api/v4/customers/transactions?filter[id]=999999').expect(204)
  await account.admin.get('/api/v4/customers/transactions?filter[id]=abc').expect(400)
})

test('the purchases of a customer without any are 204; of one that is not there 404, when strict', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  const strict = { 'x-patron-strict': '1' }
  await account.admin.get(`/api/v4/customers/${id}/transactions`, strict).expect(204)
  await account.admin.get('/api/v4/customers/999999/transactions').expect(204)
  await account.admin.get('/api/v4/customers/999999/transactions', strict).expect(404)
})

describe('deleting a purchase', () => {
  test('takes it off the totals and the lists; by id it is shown as deleted; again it is 404', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer()
    const [first, second] = await buy(account, id, { price: 100 }, { price: 7 })
    await account.admin.delete(`/api/v4/customers/transactions/${first}`, []).expect(204)
    expect(await customer(account, id)).toMatchObject({ ltv: 7, purchases_count: 1, average_check: 7 })
    const { json } = await account.admin.get(`/api/v4/customers/transactions/${first}`).expect(200)
    expect(json).toMatchObject({ is_deleted: true })
    await account.admin.delete(`/api/v4/customers/transactions/${first}`).expect(404)
    await account.admin.delete(`/api/v4/customers/${id}/transactions/${second}`).expect(204)
    expect(await customer(account, id)).toMatchObject({ ltv: 0, purchases_count: 0, average_check: 0 })
    await account.admin.get('/api/v4/customers/transactions').expect(204)
  })

  test('finds the first and the last purchase again', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer()
    const moments = [TEST_NOW - 5 * DAY, TEST_NOW - 9 * DAY, TEST_NOW - 7 * DAY]
    const ids = await buy(account, id, ...moments.map((completed_at) => ({ price: 1, completed_at })))
    const span = async () => {
      const rows = await server.deps.db.query<{ first_purchase_at: number; last_purchase_at: number }>(
        'select first_purchase_at, last_purchase_at from customers where account_id = $1 and id = $2',
        [account.id, id],
      )
      return [rows[0]?.first_purchase_at, rows[0]?.last_purchase_at]
    }
    expect(await span()).toEqual([moments[1], moments[0]])
    await account.admin.delete(`/api/v4/customers/transactions/${ids[1]}`).expect(204)
    expect(await span()).toEqual([moments[2], moments[0]])
    await account.admin.delete(`/api/v4/customers/transactions/${ids[0]}`).expect(204)
    expect(await span()).toEqual([moments[2], moments[2]])
    await account.admin.delete(`/api/v4/customers/transactions/${ids[2]}`).expect(204)
    expect(await span()).toEqual([null, null])
  })

  test('takes back the date and the price that it set, if they still stand', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer({ next_date: TEST_NOW, next_price: 5 })
    const [kept] = await buy(account, id, { price: 1, next_date: TEST_NOW + 10 * DAY, next_price: 50 })
    await account.admin.patch(`/api/v4/customers/${id}`, { next_price: 77 }).expect(200)
    await account.admin.delete(`/api/v4/customers/transactions/${kept}`).expect(204)
    expect(await customer(account, id)).toMatchObject({ next_date: TEST_NOW, next_price: 77 })
  })

  test('of which a later one has set the date again leaves that date, and the later one follows on the value before', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer({ next_date: TEST_NOW })
    const [first] = await buy(account, id, { price: 1, next_date: TEST_NOW + 10 * DAY })
    const [second] = await buy(account, id, { price: 1, next_date: TEST_NOW + 20 * DAY })
    await account.admin.delete(`/api/v4/customers/transactions/${first}`).expect(204)
    expect(await customer(account, id)).toMatchObject({ next_date: TEST_NOW + 20 * DAY })
    await account.admin.delete(`/api/v4/customers/transactions/${second}`).expect(204)
    expect(await customer(account, id)).toMatchObject({ next_date: TEST_NOW })
  })
})

describe('in periodicity mode', () => {
  test('the newest purchase moves the expected date by the period at the same wall time, through a change of the clocks', async () => {
    const account = await server.newAccount({ mode: 'periodicity', timezone: 'Europe/Berlin' })
    const completed_at = TEST_NOW - 3600 // 12:00 in Berlin on 10 March; the clocks change on 29 March
    const id = await account.addCustomer({ periodicity: 30, next_date: TEST_NOW })
    await buy(account, id, { price: 1, completed_at })
    expect(await customer(account, id)).toMatchObject({ next_date: completed_at + 30 * DAY - 3600 })
  })

  test.each([
    ['an older purchase', { completed_at: TEST_NOW - 40 * DAY }, 30],
    ['a period of 0', {}, 0],
    ['a period beyond ten years', {}, 3661],
    ['a date that would not be later', { completed_at: TEST_NOW - DAY }, 1],
    ['a date behind the year 9999', { completed_at: 253_402_300_799 }, 1],
  ])('%s moves no date', async (_title, purchase, periodicity) => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await account.addCustomer({ periodicity, next_date: TEST_NOW })
    await account.admin
      .post(`/api/v4/customers/${id}/transactions`, [
        { price: 1, completed_at: TEST_NOW - 20 * DAY, next_date: TEST_NOW },
      ])
      .expect(200)
    await buy(account, id, { price: 1, ...purchase })
    expect(await customer(account, id)).toMatchObject({ next_date: TEST_NOW })
  })

  test('a purchase moves its customer to Recently purchased and ends a hand placement, also in a closed stage', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const stages = (await account.admin.get('/api/v4/customers/statuses').expect(200)).json as {
      _embedded: { statuses: { id: number; type: number }[] }
    }
    const stage = (type: number) => stages._embedded.statuses.find((one) => one.type === type)?.id
    const id = await account.addCustomer({ next_date: TEST_NOW - 2 * DAY })
    expect(await customer(account, id)).toMatchObject({ status_id: stage(2) })
    await account.admin.patch(`/api/v4/customers/${id}`, { status_id: stage(3) }).expect(200)
    expect(await customer(account, id)).toMatchObject({ status_id: stage(3) })
    await buy(account, id, { price: 1 })
    expect(await customer(account, id)).toMatchObject({ status_id: stage(4) })
  })
})

test('a purchase that would take the total beyond exact numbers is refused with its path and leaves nothing', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  await buy(account, id, { price: 90_071_992_547_408 })
  const { json } = await account.admin
    .post(`/api/v4/customers/${id}/transactions`, [{ price: 1.91 }, { price: 0.01, request_id: 'x' }])
    .expect(400)
  expect(json).toMatchObject({
    'validation-errors': [
      {
        request_id: 'x',
        errors: [
          {
            code: 'TotalTooLarge',
            path: 'price',
            detail: 'The total of the purchases would exceed 90071992547409.91.',
          },
        ],
      },
    ],
  })
  expect(await customer(account, id)).toMatchObject({ ltv: 90_071_992_547_408, purchases_count: 1 })
  await buy(account, id, { price: 1.91 })
  const { text } = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
  expect(text).toContain('"ltv":90071992547409,"ltv_with_minor_units":90071992547409.91,')
})

test('who may see a customer and not change it is refused; who may not see it finds nothing', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  const [purchase] = await buy(account, id, { price: 1 })
  const reader = (await account.newUser({ rights: { edit: 'D' } })).client
  await reader.get(`/api/v4/customers/transactions/${purchase}`).expect(200)
  await reader.post(`/api/v4/customers/${id}/transactions`, [{ price: 1 }]).expect(403)
  await reader.delete(`/api/v4/customers/transactions/${purchase}`).expect(403)
  const stranger = (await account.newUser({ rights: { view: 'M' } })).client
  await stranger.get('/api/v4/customers/transactions').expect(204)
  await stranger.get(`/api/v4/customers/transactions/${purchase}`).expect(204)
  await stranger.post(`/api/v4/customers/${id}/transactions`, [{ price: 1 }]).expect(404)
  await stranger.delete(`/api/v4/customers/transactions/${purchase}`).expect(404)
})

test('with customers switched off transactions are 404 "Transactions not found"', async () => {
  const account = await server.newAccount()
  await account.switchTo('segments', false)
  const { json } = await account.admin.get('/api/v4/customers/transactions').expect(404)
  expect(json).toMatchObject({ detail: 'Transactions not found' })
})
