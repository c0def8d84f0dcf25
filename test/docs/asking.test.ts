import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestAccount, type TestServer } from '../helpers/server.ts'
import { blocksOf, pageText } from './markdown.ts'

let server: TestServer
let account: TestAccount
beforeAll(async () => {
  server = await startTestServer()
  account = await server.newAccount()
  await account.admin
    .post('/api/v4/customers/custom_fields', [{ name: 'City', type: 'text', code: 'CITY' }])
    .expect(200)
  await account.addCustomer({ name: 'Ada', tags_to_add: [{ name: 'regular' }] })
})
afterAll(() => server.close())

type Method = 'POST' | 'PATCH' | 'GET' | 'DELETE'

const requests = blocksOf(pageText('asking.md'), 'http').map((block) => {
  const [line = '', ...rest] = block.split('\n')
  const [method, path] = line.split(' ') as [Method, string]
  const body = rest.join('\n').trim()
  return { method, path, body: body === '' ? undefined : body }
})

test('there are requests on the page', () => {
  expect(requests.length).toBeGreaterThan(2)
})

// In the order of the page: one may be about what another has made.
test.each(requests)('$method $path with $body', async ({ method, path, body }) => {
  expect((await account.admin.send(method, path, body)).status).toBeLessThan(300)
})
