import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestAccount, TestServer } from '../helpers/server.ts'
import { startTestServer } from '../helpers/server.ts'
import { nested } from './json.ts'

let server: TestServer
let account: TestAccount
let periodicity: TestAccount
beforeAll(async () => {
  server = await startTestServer()
  account = await server.newAccount()
  periodicity = await server.newAccount({ mode: 'periodicity' })
})
afterAll(() => server.close())

const JSON_TYPE = { 'content-type': 'application/json' }
const BODIES: Readonly<Record<string, [body: unknown, headers?: Record<string, string>]>> = {
  'no body': [undefined],
  'an empty body that is called JSON': [undefined, JSON_TYPE],
  'the list that the official SDK sends': [[]],
  'broken JSON': ['{"id":'],
  'a form': ['a=%', { 'content-type': 'application/x-www-form-urlencoded' }],
  'a type that is none': ['x', { 'content-type': 'nonsense' }],
  'bytes that are no UTF-8': [Buffer.from([0xff, 0xfe, 0x00])],
  'a NUL': ['["\\u0000"]'],
  'half of a surrogate pair as a key': ['{"\\ud800":1}'],
  'a body 33 levels deep': [nested(33)],
}

type Added = { id: number; _embedded: Record<string, { id: number }[]> }
const first = async (url: string, body: object, where = account) => {
  const { json } = await where.admin.post(url, body).expect(200)
  const { id, _embedded } = json as Partial<Added>
  return id ?? Object.values(_embedded ?? {})[0]?.[0]?.id
}
let tags = 0
let views = 0
/** Adds what is to be deleted, and gives its URL. */
const DELETES: Readonly<Record<string, () => Promise<string>>> = {
  customer: async () => `/api/patron/v1/customers/${await account.addCustomer()}`,
  purchase: async () => {
    const customer = await account.addCustomer()
    const id = await first(`/api/v4/customers/${customer}/transactions`, [{ price: 1 }])
    return `/api/v4/customers/transactions/${id}`
  },
  'purchase of a customer': async () => {
    const customer = await account.addCustomer()
    const id = await first(`/api/v4/customers/${customer}/transactions`, [{ price: 1 }])
    return `/api/v4/customers/${customer}/transactions/${id}`
  },
  stage: async () =>
    `/api/v4/customers/statuses/${await first('/api/v4/customers/statuses', [{ name: 'A', sort: 9 }], periodicity)}`,
  segment: async () =>
    `/api/v4/customers/segments/${await first('/api/v4/customers/segments', { name: 'A' })}`,
  field: async () => {
    const id = await first('/api/v4/customers/custom_fields', [{ name: 'A', type: 'text' }])
    return `/api/v4/customers/custom_fields/${id}`
  },
  'segment by our API': async () =>
    `/api/patron/v1/segments/${await first('/api/v4/customers/segments', { name: 'A' })}`,
  'field by our API': async () => {
    const id = await first('/api/v4/customers/custom_fields', [{ name: 'A', type: 'text' }])
    return `/api/patron/v1/custom_fields/${id}`
  },
  tag: async () =>
    `/api/patron/v1/tags/${await first('/api/v4/customers/tags', [{ name: `Tag ${++tags}` }])}`,
  'field of segments': async () => {
    const id = await first('/api/v4/customers/segments/custom_fields', [{ name: 'A', type: 'text' }])
    return `/api/v4/customers/segments/custom_fields/${id}`
  },
  view: async () =>
    `/api/patron/v1/views/${await first('/api/patron/v1/views', { name: `View ${++views}`, question: {} })}`,
}

test('every DELETE of the reference is here', () => {
  const { paths = {} } = server.app.swagger() as { paths?: Record<string, object> }
  const served = Object.values(paths).filter((operations) => 'delete' in operations)
  expect(served).toHaveLength(Object.keys(DELETES).length)
})

describe.each(Object.entries(DELETES))('deleting a %s succeeds', (what, add) => {
  test.each(Object.entries(BODIES))('with %s', async (_title, [body, headers]) => {
    const url = await add()
    const { admin } = what === 'stage' ? periodicity : account
    const answer = await admin.delete(url, body, headers).expect(204)
    expect(answer.text).toBe('')
    await admin.delete(url, body, headers).expect(404)
  })
})
