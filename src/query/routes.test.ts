import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addSegment } from '../../test/helpers/rules.ts'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import type { Client } from '../../test/helpers/client.ts'

const URL = '/api/patron/v1/customers/query'
const DAY = 86_400

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

type Row = Record<string, unknown> & { id: number }
type Answered = { count?: number; next?: string; _embedded: { customers: Row[] } }

async function answered(client: Client, body: unknown): Promise<Answered> {
  return (await client.post(URL, body).expect(200)).json as Answered
}

async function namesOf({ admin }: TestAccount, body: object): Promise<unknown[]> {
  const { _embedded } = await answered(admin, { columns: ['name'], ...body })
  return _embedded.customers.map(({ name }) => name)
}

async function refused(client: Client, body: unknown): Promise<string[]> {
  const { json } = await client.post(URL, body).expect(400)
  const [{ errors }] = (json as { 'validation-errors': [{ errors: { code: string; path: string }[] }] })[
    'validation-errors'
  ]
  return errors.map(({ code, path }) => `${code} ${path}`)
}

test('a question without a token is refused', async () => {
  await server.client(undefined).post(URL, {}).expect(401)
})

describe('a tree', () => {
  test('is asked of every customer, and one of nothing means all of them', async () => {
    const account = await server.newAccount()
    for (const name of ['Ann', 'Bob', 'Cleo']) await account.addCustomer({ name })
    expect(await namesOf(account, {})).toEqual(['Ann', 'Bob', 'Cleo'])
    expect(await namesOf(account, { conditions: { name: { starts_with: 'b' } } })).toEqual(['Bob'])
    expect(await namesOf(account, { conditions: null })).toEqual([])
  })

  test('in the shape of a segment means those who would come in: the entry holds, and the exit does not', async () => {
    const account = await server.newAccount()
    for (const name of ['Ann', 'Anton', 'Bob']) await account.addCustomer({ name })
    const entry = { name: { starts_with: 'an' } }
    expect(await namesOf(account, { entry })).toEqual(['Ann', 'Anton'])
    expect(await namesOf(account, { entry, exit: null })).toEqual(['Ann', 'Anton'])
    expect(await namesOf(account, { entry, exit: { name: { equals: 'Ann' } } })).toEqual(['Anton'])
    expect(await namesOf(account, { entry: null, exit: null })).toEqual([])
  })

  test('is answered for today in the zone of the account', async () => {
    const account = await server.newAccount({ timezone: 'Asia/Tokyo' })
    // 23:30 and 00:30 of Tokyo's next day.
    await account.addCustomer({ name: 'today', next_date: TEST_NOW + 2.5 * 3600 })
    await account.addCustomer({ name: 'tomorrow', next_date: TEST_NOW + 3.5 * 3600 })
    expect(await namesOf(account, { conditions: { next_date: { in_next: 0 } } })).toEqual(['today'])
  })

  test('may ask for a segment and a stage', async () => {
    const account = await server.newAccount()
    await account.addCustomer({ name: 'Ann' })
    await account.addCustomer({ name: 'Bob' })
    await addSegment(account, 'A', { entry: { name: { equals: 'Ann' } } })
    expect(await namesOf(account, { conditions: { segment: { any: ['A'] } } })).toEqual(['Ann'])
    await account.switchTo('periodicity')
    expect(await namesOf(account, { conditions: { stage: { none: ['Closed'] } } })).toEqual(['Ann', 'Bob'])
  })

  test('of names that there are none of is refused, and so is a key that is none', async () => {
    const { admin } = await server.newAccount()
    expect(await refused(admin, { conditions: { tag: { any: ['vip'] } } })).toEqual([
      'NotSupportedChoice conditions.tag.any.0',
    ])
    expect(await refused(admin, { conditions: { tag: { none: [5] } }, order: { vip: 'asc' } })).toEqual([
      'NotSupportedChoice order.vip',
      'NotSupportedChoice conditions.tag.none.0',
    ])
    expect(await refused(admin, { condition: { all: [] } })).toEqual(['UnknownParameter condition'])
    expect(await refused(admin, { columns: ['name', 'nmae', 'custom_fields_values.CITY'] })).toEqual([
      'NotSupportedChoice columns.1',
      'NotSupportedChoice columns.2',
    ])
    expect(await refused(admin, { conditions: { all: [] }, entry: { all: [] } })).toEqual([
      'NotSupportedChoice entry',
    ])
    expect(await refused(admin, { exit: { all: [] } })).toEqual(['FieldMissing entry'])
    expect(await refused(admin, { limit: 251 })).toEqual(['OutOfRange limit'])
  })
})

test('a name that is misspelt is answered with the nearest one and with all of them', async () => {
  const { admin } = await server.newAccount()
  await admin.post('/api/v4/customers/tags', [{ name: 'wholesale' }, { name: 'retail' }]).expect(200)
  await admin
    .post('/api/v4/customers/custom_fields', [{ name: 'City', type: 'text', code: 'CITY' }])
    .expect(200)
  const wrong = {
    conditions: { tag: { any: ['wholsale'] } },
    order: { lvt: 'asc' },
    columns: ['nmae', 'custom_fields_values.CTIY'],
  }
  const { json } = await admin.post(URL, wrong).expect(400)
  const [{ errors }] = (json as { 'validation-errors': [{ errors: { path: string; detail: string }[] }] })[
    'validation-errors'
  ]
  expect(errors.map(({ path, detail }) => [path, detail])).toEqual([
    ['order.lvt', expect.stringContaining('Did you mean "ltv"? Known here: ')],
    ['columns.0', expect.stringContaining('Did you mean "name"? Known here: ')],
    ['columns.1', expect.stringContaining('Did you mean "custom_fields_values.CITY"?')],
    [
      'conditions.tag.any.0',
      expect.stringContaining('Did you mean "wholesale"? Known here: "wholesale" (1001), "retail" (1002).'),
    ],
  ])
})

test('words are found in names and fields, beside a tree', async () => {
  const account = await server.newAccount()
  await account.admin
    .post('/api/v4/customers/custom_fields', [{ name: 'City', type: 'text', code: 'CITY' }])
    .expect(200)
  const city = (value: string) => ({ custom_fields_values: [{ field_code: 'CITY', values: [{ value }] }] })
  await account.addCustomer({ name: 'Ann', ...city('Bonn') })
  await account.addCustomer({ name: 'Bonnie', ...city('Ulm') })
  await account.addCustomer({ name: 'Bob', ...city('Ulm') })
  expect(await namesOf(account, { query: ' BONN ' })).toEqual(['Ann', 'Bonnie'])
  expect(await namesOf(account, { query: 'bonn', conditions: { name: { starts_with: 'b' } } })).toEqual([
    'Bonnie',
  ])
  expect(await namesOf(account, { query: '' })).toHaveLength(3)
})

test('an answer is in the order asked for, empty values last in either direction', async () => {
  const account = await server.newAccount()
  for (const [name, next_date] of [
    ['a', TEST_NOW + 2],
    ['b', null],
    ['c', TEST_NOW + 1],
    ['d', TEST_NOW + 2],
  ] as const)
    await account.addCustomer({ name, next_date })
  expect(await namesOf(account, { order: { next_date: 'asc' } })).toEqual(['c', 'a', 'd', 'b'])
  expect(await namesOf(account, { order: { next_date: 'desc' } })).toEqual(['d', 'a', 'c', 'b'])
  expect(await namesOf(account, { order: { name: 'desc' }, limit: 2 })).toEqual(['d', 'c'])
})

describe('a cursor', () => {
  const pagesOf = async (
    { admin }: TestAccount,
    body: object,
    onPage = async () => {},
  ): Promise<unknown[]> => {
    const names: unknown[] = []
    for (let cursor: string | undefined; ;) {
      const page = await answered(admin, { columns: ['name'], limit: 2, ...body, ...(cursor && { cursor }) })
      names.push(...page._embedded.customers.map(({ name }) => name))
      if (page.next === undefined) return names
      cursor = page.next
      await onPage()
    }
  }

  test.each([
    ['id', 'asc', 'abcdef'],
    ['id', 'desc', 'fedcba'],
    ['next_date', 'asc', 'caedbf'],
    ['next_date', 'desc', 'deacfb'],
    ['name', 'desc', 'fedcba'],
  ])(
    'leads through all customers by %s, %s, those without a value as well',
    async (column, direction, all) => {
      const account = await server.newAccount()
      for (const [name, days] of Object.entries({ a: 2, b: null, c: 1, d: 3, e: 2, f: null }))
        await account.addCustomer({ name, next_date: days === null ? null : TEST_NOW + days })
      expect((await pagesOf(account, { order: { [column]: direction } })).join('')).toBe(all)
    },
  )

  test('misses nobody when customers before it are deleted', async () => {
    const account = await server.newAccount()
    const ids: number[] = []
    for (const name of 'abcdefg') ids.push(await account.addCustomer({ name }))
    const crawled = pagesOf(account, {}, async () => {
      await account.admin.delete(`/api/patron/v1/customers/${ids.shift()}`).expect(204)
    })
    expect((await crawled).join('')).toBe('abcdefg')
  })

  test('of another question or order is refused, and so is one that is broken', async () => {
    const account = await server.newAccount()
    for (const name of 'abc') await account.addCustomer({ name })
    const { next: cursor } = await answered(account.admin, { limit: 2 })
    expect((await answered(account.admin, { cursor, columns: ['ltv'] }))._embedded.customers).toHaveLength(1)
    expect(await refused(account.admin, { cursor, order: { ltv: 'asc' } })).toEqual(['ForeignCursor cursor'])
    expect(await refused(account.admin, { cursor, query: 'a' })).toEqual(['ForeignCursor cursor'])
    expect(await refused(account.admin, { cursor: 'x' })).toEqual(['BrokenCursor cursor'])
  })
})

test('a count is answered where it is asked for, without a customer if none is wanted', async () => {
  const account = await server.newAccount()
  for (const name of ['Ann', 'Anton', 'Bob']) await account.addCustomer({ name })
  const body = { conditions: { name: { starts_with: 'an' } }, columns: ['name'], limit: 1 }
  const [first] = (await answered(account.admin, body))._embedded.customers
  expect(await answered(account.admin, { ...body, count: true })).toEqual({
    count: 2,
    next: expect.any(String) as string,
    warnings: [],
    _embedded: { customers: [first] },
  })
  expect(await answered(account.admin, { ...body, count: true, limit: 0 })).toEqual({
    count: 2,
    warnings: [],
    _embedded: { customers: [] },
  })
})

describe('columns', () => {
  test('are those that are named, and a few unless some are', async () => {
    const account = await server.newAccount()
    const { json } = await account.admin
      .post('/api/v4/customers/custom_fields', [
        { name: 'City', type: 'text', code: 'CITY' },
        { name: 'Points', type: 'numeric' },
      ])
      .expect(200)
    const [city, points] = (json as { _embedded: { custom_fields: { id: number }[] } })._embedded
      .custom_fields
    const segment = await addSegment(account, 'A', { entry: { all: [] } })
    const id = await account.addCustomer({
      name: 'Ann "A"',
      next_price: 5,
      tags_to_add: [{ name: 'vip' }],
      custom_fields_values: [
        { field_id: city?.id, values: [{ value: 'Bonn' }] },
        { field_id: points?.id, values: [{ value: 7 }] },
      ],
    })
    const rowOf = async (body: object) => (await answered(account.admin, body))._embedded.customers[0]
    const tags = [{ id: 1001, name: 'vip', color: null }]
    const segments = [{ id: segment, name: 'A' }]
    const stage = { id: expect.any(Number) as number, name: 'Stage 1' }
    expect(await rowOf({})).toEqual({
      ...{ id, name: 'Ann "A"', responsible_user_id: account.adminId, next_date: TEST_NOW + DAY },
      ...{ next_price: 5, next_price_with_minor_units: 5, ltv: 0, ltv_with_minor_units: 0 },
      ...{ purchases_count: 0, last_purchase_at: null, stage, segments, tags },
    })
    expect(await rowOf({ columns: ['version', 'placed_by_hand', 'status_id'] })).toEqual({
      ...{ id, version: 1, placed_by_hand: false, status_id: expect.any(Number) as number },
    })
    const fieldsOf = (columns: string[]) => rowOf({ columns })
    const cityValue = { field_id: city?.id, values: [{ value: 'Bonn' }] }
    const pointsValue = { field_id: points?.id, values: [{ value: '7' }] }
    const fields = (...values: object[]) => ({
      id,
      custom_fields_values: values.map((value) => expect.objectContaining(value) as object),
    })
    expect(await fieldsOf(['custom_fields_values'])).toEqual(fields(cityValue, pointsValue))
    expect(await fieldsOf(['custom_fields_values.CITY'])).toEqual(fields(cityValue))
    expect(await fieldsOf([`custom_fields_values.${points?.id}`])).toEqual(fields(pointsValue))
  })

  test('a customer without a value of a field has null there', async () => {
    const account = await server.newAccount()
    await account.admin
      .post('/api/v4/customers/custom_fields', [{ name: 'City', type: 'text', code: 'CITY' }])
      .expect(200)
    const id = await account.addCustomer()
    const { _embedded } = await answered(account.admin, { columns: ['custom_fields_values.CITY'] })
    expect(_embedded.customers).toEqual([{ id, custom_fields_values: null }])
  })
})

test('a user hears of the customers that it may see, in rows and counts', async () => {
  const account = await server.newAccount()
  await account.addCustomer()
  const { id, client } = await account.newUser({ rights: { view: 'M' } })
  const own = await account.addCustomer({ responsible_user_id: id, name: 'Own' })
  expect(await answered(client, { columns: ['name'], count: true })).toEqual({
    count: 1,
    warnings: [],
    _embedded: { customers: [{ id: own, name: 'Own' }] },
  })
  const none = await account.newUser({ rights: { view: 'D' } })
  expect(await answered(none.client, { count: true })).toMatchObject({
    count: 0,
    warnings: [],
    _embedded: { customers: [] },
  })
})

test('deleted customers and those of other accounts are in no answer', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
  await (await server.newAccount()).addCustomer()
  expect(await answered(account.admin, { count: true })).toEqual({
    count: 0,
    warnings: [],
    _embedded: { customers: [] },
  })
})

test('while customers are switched off, no question is answered', async () => {
  const account = await server.newAccount()
  await account.switchTo('segments', false)
  await account.admin.post(URL, {}).expect(422)
})
