import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, TEST_NOW, type TestServer } from '../../test/helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

type Listed = { _page: number; _links: Record<string, { href: string }>; _embedded: { customers: Shown[] } }
type Shown = { id: number; name: string; [key: string]: unknown }

describe('without a good token', () => {
  test.each([undefined, 'nonsense', 'a.b.c'])(
    'the token %s is answered 401 with the published body',
    async (token) => {
      const { json } = await server.client(token).get('/api/v4/customers').expect(401)
      expect(json).toEqual({
        title: 'Unauthorized',
        type: 'https://httpstatus.es/401',
        status: 401,
        detail: 'Invalid user name or password',
      })
    },
  )
})

test('a customer is stored as it was sent and read back with its tags', async () => {
  const { admin, adminId, id } = await server.newAccount()
  const sent = {
    name: 'Анна "Ёлка"',
    next_price: 214,
    next_date: 1_589_058_000,
    periodicity: 30,
    created_by: 0,
  }
  await admin
    .post('/api/v4/customers', [{ ...sent, _embedded: { tags: [{ name: 'VIP' }, { name: 'new' }] } }])
    .expect(200)
  const { json, headers } = await admin.get('/api/v4/customers/1001').expect(200)
  expect(headers['etag']).toBe('"1"')
  expect(json).toMatchObject({
    ...sent,
    id: 1001,
    responsible_user_id: adminId,
    updated_by: adminId,
    created_at: TEST_NOW,
    updated_at: TEST_NOW,
    closest_task_at: null,
    is_deleted: false,
    custom_fields_values: null,
    ltv: 0,
    purchases_count: 0,
    average_check: 0,
    account_id: id,
    _embedded: { segments: [], tags: [{ name: 'VIP' }, { name: 'new' }] },
  })
})

test('paging by links shows every customer once and stops', async () => {
  const { admin } = await server.newAccount()
  await admin
    .post(
      '/api/v4/customers',
      Array.from({ length: 11 }, (_, i) => ({ name: `C${i}` })),
    )
    .expect(200)
  const seen: number[] = []
  for (let url: string | undefined = '/api/v4/customers?limit=4&with=contacts'; url;) {
    const page = (await admin.get(url).expect(200)).json as Listed
    seen.push(...page._embedded.customers.map((customer) => customer.id))
    url = page._links['next']?.href.replace('http://localhost:80', '')
  }
  expect(seen).toEqual(Array.from({ length: 11 }, (_, i) => 1001 + i))
  await admin.get('/api/v4/customers?page=4&limit=4').expect(204)
})

test('an account sees nothing of another', async () => {
  const [one, other] = [await server.newAccount(), await server.newAccount()]
  const id = await one.addCustomer({ name: 'Only mine' })
  await other.admin.get('/api/v4/customers').expect(204)
  await other.admin.get(`/api/v4/customers/${id}`).expect(204)
  await other.admin.patch(`/api/v4/customers/${id}`, { name: 'Stolen' }).expect(404)
  const { json } = await one.admin.get(`/api/v4/customers/${id}`).expect(200)
  expect(json).toMatchObject({ name: 'Only mine' })
})
