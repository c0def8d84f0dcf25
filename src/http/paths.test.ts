import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'

let server: TestServer
let account: TestAccount
beforeAll(async () => {
  server = await startTestServer()
  account = await server.newAccount()
})
afterAll(() => server.close())

describe('a slash at the end of a path', () => {
  test('means nothing, neither in a list nor in its links', async () => {
    for (let i = 0; i < 3; i++) await account.addCustomer()
    const plain = await account.admin.get('/api/v4/customers?limit=2').expect(200)
    const slashed = await account.admin.get('/api/v4/customers/?limit=2').expect(200)
    expect(slashed.json).toEqual(plain.json)
  })

  test('means nothing in a write or of an id', async () => {
    const id = await account.addCustomer()
    await account.admin.patch(`/api/v4/customers/${id}/`, { name: 'Slashed' }).expect(200)
    const { json } = await account.admin.get(`/api/v4/customers/${id}/`).expect(200)
    expect(json).toMatchObject({ name: 'Slashed' })
  })
})

test('a body that no route takes is not looked at', async () => {
  for (const [path, body] of [
    ['/nothing', '[[[[{"broken'],
    ['/', '[]'],
    ['/health/live', '{}'],
    ['/api/v4/nothing', `"${'x'.repeat(100_000)}`],
  ] as const) {
    const { json } = await server.client(undefined).post(path, body).expect(404)
    expect(json).toMatchObject({ detail: `Cannot POST http://localhost:80${path}` })
  }
})

test.each([
  ['GET', '/api/v4/customers/notes'],
  ['GET', '/api/v4/customers/notes/'],
  ['GET', '/api/v4/customers/links?filter[to_entity_id]=1'],
  ['PATCH', '/api/v4/customers/notes'],
  ['GET', '/api/v4/customers/1001/notes'],
  ['GET', '/api/v4/customers/custom_fields/groups'],
  ['GET', '/api/v4/customers/undefined'],
] as const)('%s %s is no route, and no entity that is missing', async (method, path) => {
  const answer = await account.admin
    .send(method, path, method === 'PATCH' ? [{ id: 1 }] : undefined)
    .expect(404)
  expect(answer.json).toMatchObject({ detail: `Cannot ${method} http://localhost:80${path}` })
})
