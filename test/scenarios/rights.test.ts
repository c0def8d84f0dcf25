import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** The writes of a user who may do nothing with customers: questions, views of its own, and tags. What bulk changes do depends on the customer. */
const OPEN = [
  'POST /api/patron/v1/conditions/preview',
  'POST /api/patron/v1/customers/bulk',
  'POST /api/patron/v1/customers/bulk/plan',
  'POST /api/patron/v1/customers/bulk/{id}/undo',
  'POST /api/patron/v1/customers/query',
  'POST /api/patron/v1/views',
  'PATCH /api/patron/v1/views/{id}',
  'DELETE /api/patron/v1/views/{id}',
  'POST /api/v4/customers/tags',
]
const NONE = { view: 'D', edit: 'D', add: 'D', delete: 'D', export: 'D' } as const

test('who has no right to a write hears 403 whatever its body is', async () => {
  const account = await server.newAccount()
  const { client } = await account.newUser({ rights: NONE })
  const open: string[] = []
  for (const [method, path] of writes()) {
    const url = path.replaceAll(/\{\w+\}/g, '1001')
    const answers = []
    for (const body of ['{', [{ id: 'x' }], { id: 'x' }, undefined])
      answers.push((await client.send(method, url, body)).status)
    const isRefused = answers.every((status) => status === 403)
    if (!isRefused) open.push(`${method} ${path}`)
    expect(isRefused || !answers.includes(403), `${method} ${path}: ${answers.join()}`).toBe(true)
  }
  expect(open.sort()).toEqual([...OPEN].sort())
})

test('an administrator hears what is wrong with the body', async () => {
  const { admin } = await server.newAccount()
  for (const [method, path] of writes())
    if (method !== 'DELETE') {
      const { status } = await admin.send(method, path.replaceAll(/\{\w+\}/g, '1001'), '{')
      expect(status, `${method} ${path}`).toBe(400)
    }
})

function writes() {
  const { paths = {} } = server.app.swagger() as { paths?: Record<string, object> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    WRITES.filter((method) => path.startsWith('/api/') && method.toLowerCase() in methods).map(
      (method) => [method, path] as const,
    ),
  )
}

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE'] as const
