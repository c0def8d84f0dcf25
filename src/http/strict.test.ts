import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'

let server: TestServer
let account: TestAccount
beforeAll(async () => {
  server = await startTestServer()
  account = await server.newAccount()
  await account.addCustomer()
})
afterAll(() => server.close())

const STRICT = { 'x-patron-strict': '1' }

async function unknownIn(path: string): Promise<string[]> {
  const { json } = await account.admin.get(path, STRICT).expect(400)
  const [problem] = (json as { 'validation-errors': { errors: { code: string; path: string }[] }[] })[
    'validation-errors'
  ]
  return problem?.errors.map(({ code, path: parameter }) => `${code} ${parameter}`) ?? []
}

test.each([
  ['/api/v4/customers?status_id=1&limit=1', ['status_id']],
  [
    '/api/v4/customers?offset=5&per_page=10&filter[stage]=1&with=tags',
    ['offset', 'per_page', 'filter.stage', 'tags'],
  ],
  ['/api/v4/customers/1001?page=1&with=contacts,tags', ['page', 'tags']],
  ['/api/v4/customers/transactions?customer_id=1', ['customer_id']],
  ['/api/v4/customers/tags?name=VIP', ['name']],
  ['/api/v4/customers/custom_fields?type=text&filter[type]=text', ['type']],
  ['/api/v4/customers/segments?ids[]=1', ['ids']],
  ['/api/v4/users?email=a', ['email']],
  ['/api/v4/account?lang=en', ['lang']],
  ['/api/patron/v1/customers/1001/segments?on=1', ['on']],
] as const)('a strict %s names what is not known', async (path, names) => {
  expect(await unknownIn(path)).toEqual(names.map((name) => `UnknownParameter ${name}`))
  const status = (await account.admin.get(path)).status
  expect([200, 204]).toContain(status)
})

test('a strict write names them, too, and is not done', async () => {
  const customer = [{ name: 'Never' }]
  await account.admin.post('/api/v4/customers?dry_run=1', customer, STRICT).expect(400)
  await account.admin.get('/api/v4/customers?filter[name]=Never').expect(204)
  await account.admin
    .post('/api/v4/customers/1001/transactions?accrue_bonus=1', [{ price: 1 }], STRICT)
    .expect(200)
})

test('a strict request of a path that is not served is 404, whatever it asks', async () => {
  await account.admin.get('/api/v4/leads?offset=1', STRICT).expect(404)
})
