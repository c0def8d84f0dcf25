import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { MAX_VIOLATIONS } from '../core/errors.ts'

let server: TestServer
let account: TestAccount
beforeAll(async () => {
  server = await startTestServer()
  account = await server.newAccount()
})
afterAll(() => server.close())

type Refusal = { 'validation-errors': { request_id?: string; errors: { code: string; path: string }[] }[] }

const pieces = (count: number, piece: string) => Array.from({ length: count }, () => piece).join(',')

describe('a body made of mistakes', () => {
  const many = 90_000
  test.each([
    ['NULs', `[{"anything":[${pieces(many, '"\\u0000"')}]}]`],
    ['values of another type', `[${pieces(250, `{"tags_to_add":[${pieces(300, '1')}]}`)}]`],
    ['fields that are none', `[${pieces(250, `{"custom_fields_values":[${pieces(250, '7')}]}`)}]`],
  ])('of %s is answered with the first thousand of them', async (_what, body) => {
    const { json } = await account.admin.post('/api/v4/customers', body).expect(400)
    const violations = (json as Refusal)['validation-errors'].flatMap((item) => item.errors)
    expect(violations).toHaveLength(MAX_VIOLATIONS)
  })

  test('that is too long a list is not looked into, and the other items of the batch are', async () => {
    const body = `[{"tags_to_add":[${pieces(many, '1')}]},{"name":1},{"next_price":-1}]`
    const { json } = await account.admin.post('/api/v4/customers', body).expect(400)
    const shown = (json as Refusal)['validation-errors'].map(({ request_id, errors }) => [request_id, errors])
    expect(shown).toMatchObject([
      ['0', [{ code: 'TooManyItems', path: 'tags_to_add' }]],
      ['1', [{ code: 'InvalidType', path: 'name' }]],
      ['2', [{ code: 'OutOfRange', path: 'next_price' }]],
    ])
  })
})

test('a body of more than 100,000 values is refused before they are looked at', async () => {
  const body = (count: number) => `[{"anything":[${pieces(count, '{}')}]}]`
  await account.admin.post('/api/v4/customers', body(90_000)).expect(200)
  const { json } = await account.admin.post('/api/v4/customers', body(100_001)).expect(413)
  expect(json).toMatchObject({ detail: expect.stringContaining('more than 100000 values') as string })
})

test('a key of any length is repeated by its beginning only', async () => {
  const body = `{"${'k'.repeat(200_000)}":[${pieces(1000, '"\\ud800"')}]}`
  const { json, text } = await account.admin.post('/api/v4/customers', `[${body}]`).expect(400)
  expect((json as Refusal)['validation-errors'][0]?.errors).toHaveLength(MAX_VIOLATIONS)
  expect(text.length).toBeLessThan(500_000)
})

test('an array where one object belongs is no batch, and its problem has no request_id', async () => {
  const { json } = await account.admin.post('/api/v4/customers/segments', [{ name: 'A' }]).expect(400)
  expect((json as Refusal)['validation-errors']).toMatchObject([
    { errors: [{ code: 'InvalidType', path: '' }] },
  ])
  expect((json as Refusal)['validation-errors'][0]).not.toHaveProperty('request_id')
})

test('a header that cannot be taken is 400 and named', async () => {
  const headers = { 'idempotency-key': 'k'.repeat(256) }
  const { json } = await account.admin.post('/api/v4/customers', [{}], headers).expect(400)
  expect((json as Refusal)['validation-errors']).toMatchObject([
    { errors: [{ code: 'TooLong', path: 'idempotency-key' }] },
  ])
})

test('a number that no double holds is none, whatever bounds it has', async () => {
  const id = await account.addCustomer()
  const body = '[{"price":1,"_embedded":{"catalog_elements":[{"id":1,"metadata":{"quantity":1e400}}]}}]'
  const { json } = await account.admin.post(`/api/v4/customers/${id}/transactions`, body).expect(400)
  expect((json as Refusal)['validation-errors']).toMatchObject([
    { errors: [{ code: 'InvalidType', path: '_embedded.catalog_elements.0.metadata.quantity' }] },
  ])
})

test.each([
  ['application/json; charset=utf-8', 200],
  ['APPLICATION/HAL+JSON', 200],
  ['application/jsonp', 415],
  ['application/json-seq', 415],
])('a body of the type %s is answered %i', async (contentType, status) => {
  await account.admin.post('/api/v4/customers', '[{}]', { 'content-type': contentType }).expect(status)
})

describe('a path', () => {
  test('has one form of every number', async () => {
    const id = await account.addCustomer()
    await account.admin.get(`/api/v4/customers/${id}`).expect(200)
    for (const other of [`0x${id.toString(16)}`, `${id}.0`, `%20${id}`, `+${id}`, `0${id}`, `${id / 1000}e3`])
      await account.admin.get(`/api/v4/customers/${other}`).expect(404)
  })

  test.each(['%zz', '%ff', 'x'.repeat(300), '1'.repeat(300)])(
    'that ends in %s is that of no route, as a problem with a request id',
    async (end) => {
      const { headers, json } = await account.admin.get(`/api/v4/customers/${end}`).expect(404)
      expect(headers).toMatchObject({ 'content-type': 'application/problem+json' })
      expect(headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
      expect(json).toMatchObject({ status: 404, title: 'Not Found', type: 'https://httpstatus.es/404' })
    },
  )
})

test.each(['nonsense', 'text/plain', 'application/json', ';;;', 'application/'])(
  'a DELETE is done whatever it sends as %s',
  async (contentType) => {
    const id = await account.addCustomer()
    const headers = { 'content-type': contentType, 'content-encoding': 'gzip' }
    await account.admin.delete(`/api/patron/v1/customers/${id}`, '{"broken', headers).expect(204)
  },
)
