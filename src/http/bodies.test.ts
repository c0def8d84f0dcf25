import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../../test/helpers/server.ts'

let server: TestServer
let account: TestAccount
beforeAll(async () => {
  server = await startTestServer()
  account = await server.newAccount()
})
afterAll(() => server.close())

const read = async (id: number) => (await account.admin.get(`/api/v4/customers/${id}`).expect(200)).json

async function added(body: string | Buffer, headers: Record<string, string> = {}) {
  const { json } = await account.admin.post('/api/v4/customers', body, headers).expect(200)
  const [customer] = (json as { _embedded: { customers: { id: number }[] } })._embedded.customers
  return read(customer?.id as number)
}

test('a byte order mark before JSON is skipped', async () => {
  expect(await added('\ufeff[{"name":"From 1C"}]')).toMatchObject({ name: 'From 1C' })
})

test.each(['gzip', 'X-GZIP'])(
  'a body packed as %s is read, its byte order mark skipped',
  async (encoding) => {
    const body = gzipSync('\ufeff[{"name":"Packed"}]')
    expect(await added(body, { 'content-encoding': encoding })).toMatchObject({ name: 'Packed' })
  },
)

test('a body that says it is packed in no way is read as it is', async () => {
  expect(await added('[{"name":"Plain"}]', { 'content-encoding': 'identity' })).toMatchObject({
    name: 'Plain',
  })
})

test('rules in YAML may be packed, too', async () => {
  const headers = { 'content-type': 'application/yaml', 'content-encoding': 'gzip' }
  await account.admin.post('/api/patron/v1/rules/plan', gzipSync('version: 1\n'), headers).expect(200)
})

test('a body that unpacks to gigabytes is refused once it has unpacked to its limit', async () => {
  const bomb = gzipSync(Buffer.alloc(2 ** 20, ' '), { level: 9 })
  const members = Buffer.concat(Array.from({ length: 4096 }, () => bomb))
  const answer = await account.admin
    .post('/api/v4/customers', members, { 'content-encoding': 'gzip' })
    .expect(413)
  expect(answer.json).toMatchObject({ detail: 'Request body is larger than 10485760 bytes' })
})

test('a moment with a fraction is its whole second', async () => {
  const body = `[{"name":"Of Python","next_date":1700000000.7,"created_at":1600000000.0}]`
  expect(await added(body)).toMatchObject({ next_date: 1_700_000_000, created_at: 1_600_000_000 })
})

test('a moment with a fraction is its whole second in a purchase, too', async () => {
  const id = await account.addCustomer()
  const body = [{ price: 1, completed_at: TEST_NOW - 0.1, next_date: TEST_NOW + 0.9 }]
  await account.admin.post(`/api/v4/customers/${id}/transactions`, body).expect(200)
  expect(await read(id)).toMatchObject({ next_date: TEST_NOW })
  const list = await account.admin.get(`/api/v4/customers/${id}/transactions`).expect(200)
  expect(list.json).toMatchObject({ _embedded: { transactions: [{ completed_at: TEST_NOW - 1 }] } })
})

test('a number with a fraction stays refused where no moment is meant', async () => {
  await account.admin.post('/api/v4/customers', '[{"periodicity":1.5}]').expect(400)
})
