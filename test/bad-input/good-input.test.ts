import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../helpers/server.ts'
import { pathOf, type WriteRoute } from './bad-case.ts'
import { digester } from './digest.ts'
import { CUSTOMER, PURCHASE } from './ids.ts'
import { nested } from './json.ts'
import { ROUTES } from './routes.ts'
import { buildShop, type Shop } from './shop.ts'

let server: TestServer
let shop: Shop
let digest: Awaited<ReturnType<typeof digester>>
beforeAll(async () => {
  server = await startTestServer()
  shop = await buildShop(server)
  digest = await digester(server.deps.db)
})
afterAll(() => server.close())

/** What a bad case is bad beside: what is deleted or switched off is needed by nobody behind it. */
const IN_ORDER: readonly WriteRoute[] = [
  ...Object.values<WriteRoute>(ROUTES).filter(
    (route) => route.method !== 'DELETE' && route !== ROUTES.switchMode,
  ),
  ROUTES.deletePurchase,
  { ...ROUTES.deletePurchaseOf, ids: { customerId: [CUSTOMER.rich, 0], id: [PURCHASE.rich, 0] } },
  ROUTES.deleteCustomer,
  ROUTES.deleteStage,
  ROUTES.deleteSegment,
  ROUTES.deleteField,
  ROUTES.deleteSegmentField,
  ROUTES.switchMode,
]

describe('the good body is taken and changes the database, unless it only asks', () => {
  test.each(IN_ORDER.map((route) => [`${route.method} ${route.template}`, route] as const))(
    'of %s',
    async (_title, route) => {
      const { method, mode, isBatch, good, other } = route
      const items = [good, ...(other ? [other] : [])]
      const before = await digest()
      const answer = await shop[mode].admin.send(method, pathOf(route), isBatch ? items : good)
      expect(answer, answer.text).toMatchObject({ status: method === 'DELETE' ? 204 : 200 })
      if (route.asks) expect(await digest()).toEqual(before)
      else expect(await digest()).not.toEqual(before)
    },
  )
})

test('keys of prototypes mean nothing, wherever they stand', async () => {
  const { admin, id } = await server.newAccount()
  const evil = '{"name":"evil","isAdmin":true,"accountId":1,"is_deleted":true}'
  const body = `[{"__proto__":${evil},"constructor":${evil},"prototype":${evil},"toString":1,"hasOwnProperty":null,
    "_embedded":{"__proto__":{"tags":[{"name":"evil"}]},"tags":[{"name":"fine","__proto__":{"id":1}}]},
    "custom_fields_values":[]}]`
  await admin.post('/api/v4/customers', body).expect(200)
  const { json } = await admin.get('/api/v4/customers/1001').expect(200)
  expect(json).toMatchObject({
    name: '',
    account_id: id,
    is_deleted: false,
    _embedded: { tags: [{ name: 'fine' }] },
  })
  const keys: string[] = []
  for (const key in {}) keys.push(key)
  expect(keys).toEqual([])
})

test('keys that nobody knows are ignored as deep as bodies go', async () => {
  const { admin } = await server.newAccount()
  const body = `[{"name":"A","unknown":${nested(30)},"":0,"${'k'.repeat(10_000)}":[]}]`
  await admin.post('/api/v4/customers', body).expect(200)
  expect((await admin.get('/api/v4/customers/1001').expect(200)).json).toMatchObject({ name: 'A' })
})
