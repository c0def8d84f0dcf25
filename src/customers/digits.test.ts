import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const NUMERIC = 1001
const MONETARY = 1002
const TEXT = 1003

async function newShop(): Promise<TestAccount> {
  const account = await server.newAccount()
  const types = ['numeric', 'monetary', 'text'].map((type) => ({ name: type, type }))
  await account.admin.post('/api/v4/customers/custom_fields', types).expect(200)
  return account
}

/** A batch of customers, each with a value as it stands in JSON. */
function batchOf(field: number, values: readonly string[]): string {
  const items = values.map(
    (value) => `{"custom_fields_values":[{"field_id":${field},"values":[{"value":${value}}]}]}`,
  )
  return `[${items.join()}]`
}

async function valuesOf({ admin }: TestAccount, query = ''): Promise<unknown[]> {
  const { status, json } = await admin.get(`/api/v4/customers${query}`)
  if (status === 204) return []
  const { customers } = (json as { _embedded: { customers: { custom_fields_values: unknown }[] } })._embedded
  return customers.map(
    ({ custom_fields_values: read }) => (read as { values: { value: unknown }[] }[])[0]?.values[0]?.value,
  )
}

describe('a number reads back as it was written', () => {
  test.each([
    ['in a text', (digits: string) => `"${digits}"`],
    ['as a number of JSON', (digits: string) => digits],
  ])('%s', async (_what, written) => {
    const shop = await newShop()
    const digits = [
      '4276010012345678901',
      '-1234567890123456.78',
      '1.50',
      '0.00',
      '12.5',
      '7',
      '9'.repeat(38),
    ]
    for (const field of [NUMERIC, MONETARY])
      await shop.admin.post('/api/v4/customers', batchOf(field, digits.map(written))).expect(200)
    expect(await valuesOf(shop)).toEqual([...digits, ...digits])
    expect(await inconsistenciesOf(server.deps, shop.id)).toEqual([])
  })

  test('and what is written back as it was read changes nothing', async () => {
    const shop = await newShop()
    await shop.admin
      .post('/api/v4/customers', batchOf(NUMERIC, ['"4276010012345678901"', '1.50']))
      .expect(200)
    const before = await shop.admin.get('/api/v4/customers/1001').expect(200)
    const { custom_fields_values } = before.json as { custom_fields_values: object[] }
    await shop.admin.patch('/api/v4/customers/1001', { custom_fields_values }).expect(200)
    const after = await shop.admin.get('/api/v4/customers/1001').expect(200)
    expect(after.headers.etag).toBe(before.headers.etag)
  })

  test('other types of fields take such a number for what it was before', async () => {
    const shop = await newShop()
    const { json } = await shop.admin.post('/api/v4/customers', batchOf(TEXT, ['1.50'])).expect(400)
    expect(json).toMatchObject({ 'validation-errors': [{ errors: [{ code: 'InvalidType' }] }] })
  })
})

test('a request that differs in digits alone is another request under the same key', async () => {
  const shop = await newShop()
  const once = { 'idempotency-key': 'digits' }
  const batch = (digits: string) => batchOf(NUMERIC, [digits])
  await shop.admin.post('/api/v4/customers', batch('4276010012345678901'), once).expect(200)
  await shop.admin.post('/api/v4/customers', batch('4276010012345678901'), once).expect(200)
  await shop.admin.post('/api/v4/customers', batch('4276010012345678902'), once).expect(409)
  expect(await valuesOf(shop)).toEqual(['4276010012345678901'])
})

describe('numbers that are one double', () => {
  const digits = [
    '4276010012345678900',
    '4276010012345678901',
    '4276010012345678902',
    '4276010012345678901.0',
  ]

  test.each([
    ['=4276010012345678901', ['4276010012345678901', '4276010012345678901.0']],
    [
      '[from]=4276010012345678901&filter[custom_fields_values][1001][to]=4276010012345678901.5',
      ['4276010012345678901', '4276010012345678901.0'],
    ],
    ['[from]=4276010012345678902', ['4276010012345678902']],
    ['[to]=4276010012345678900.5', ['4276010012345678900']],
  ])('are told apart by a filter: %s', async (filter, expected) => {
    const shop = await newShop()
    await shop.admin.post('/api/v4/customers', batchOf(NUMERIC, digits)).expect(200)
    expect(await valuesOf(shop, `?filter[custom_fields_values][1001]${filter}`)).toEqual(expected)
  })

  test('are told apart by conditions, in previews and in rules', async () => {
    const shop = await newShop()
    await shop.admin
      .post('/api/v4/customers', batchOf(NUMERIC, [...digits, '4276010012345679000', '5']))
      .expect(200)
    const atLeast = { custom_field: { field: NUMERIC, gte: '4276010012345678901' } }
    const preview = await shop.admin.post('/api/patron/v1/conditions/preview', atLeast).expect(200)
    expect(preview.json).toMatchObject({ count: 4 })
    await shop.admin.post('/api/v4/customers/segments', { name: 'S' }).expect(200)
    const saved = await shop.admin
      .put('/api/patron/v1/segments/1001/conditions', { entry: atLeast, exit: null })
      .expect(200)
    expect(saved.json).toMatchObject({ entered: 4 })
    expect(await inconsistenciesOf(server.deps, shop.id)).toEqual([])
  })
})
