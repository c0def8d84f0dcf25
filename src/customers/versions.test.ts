import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client, PendingAnswer } from '../../test/helpers/client.ts'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const V4 = '/api/v4/customers'
const OWN = '/api/patron/v1/customers'
type Headers = Record<string, string>

async function etagOf(account: TestAccount, id: number): Promise<string> {
  return String((await account.admin.get(`${V4}/${id}`).expect(200)).headers['etag'])
}

async function purchaseOf(account: TestAccount, id: number): Promise<number> {
  const { json } = await account.admin.post(`${V4}/${id}/transactions`, [{ price: 5 }]).expect(200)
  const [purchase] = (json as { _embedded: { transactions: { id: number }[] } })._embedded.transactions
  return purchase?.id as number
}

async function segmentOf(account: TestAccount): Promise<number> {
  const { json } = await account.admin.post(`${V4}/segments`, { name: 'S' }).expect(200)
  return (json as { id: number }).id
}

/** A write of one customer, and the status with which it succeeds. */
type Write = (
  account: TestAccount,
  id: number,
) => Promise<readonly [send: (admin: Client, headers: Headers) => PendingAnswer, status: number]>

const WRITES: readonly (readonly [what: string, write: Write])[] = [
  [
    'a change',
    async (_, id) => [(admin, headers) => admin.patch(`${V4}/${id}`, { name: 'B' }, headers), 200],
  ],
  [
    'a deletion',
    async (_, id) => [(admin, headers) => admin.delete(`${OWN}/${id}`, undefined, headers), 204],
  ],
  [
    'a purchase',
    async (_, id) => [
      (admin, headers) => admin.post(`${V4}/${id}/transactions`, [{ price: 1 }], headers),
      200,
    ],
  ],
  [
    'the deletion of a purchase',
    async (account, id) => {
      const purchase = await purchaseOf(account, id)
      return [(admin, headers) => admin.delete(`${V4}/transactions/${purchase}`, undefined, headers), 204]
    },
  ],
  [
    'the deletion of a purchase by the path of its customer',
    async (account, id) => {
      const path = `${V4}/${id}/transactions/${await purchaseOf(account, id)}`
      return [(admin, headers) => admin.delete(path, undefined, headers), 204]
    },
  ],
  [
    'a hand mark',
    async (account, id) => {
      const path = `${OWN}/${id}/segments/${await segmentOf(account)}`
      return [(admin, headers) => admin.put(path, { hand: 'in' }, headers), 200]
    },
  ],
]

describe.each(WRITES)('If-Match on %s', (_what, write) => {
  test('refuses it when the customer has changed, and changes nothing', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer({ name: 'A' })
    const [send, status] = await write(account, id)
    const read = await etagOf(account, id)
    await account.admin.patch(`${V4}/${id}`, { name: 'Meanwhile' }).expect(200)
    const present = await etagOf(account, id)
    await send(account.admin, { 'if-match': read }).expect(412)
    expect(await etagOf(account, id)).toBe(present)
    await send(account.admin, { 'if-match': present }).expect(status)
  })
})

test('a deleted customer is restored by the version that its deletion gave it', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  const before = await etagOf(account, id)
  await account.admin.delete(`${OWN}/${id}`).expect(204)
  await account.admin.post(`${OWN}/${id}/restore`, undefined, { 'if-match': before }).expect(412)
  await account.admin.post(`${OWN}/${id}/restore`, undefined, { 'if-match': '"2"' }).expect(200)
})

describe('the version of an item', () => {
  type Shown = { id: number; version?: number }
  const shown = async (account: TestAccount) => {
    const { json } = await account.admin.get(`${V4}?with=version`).expect(200)
    return (json as { _embedded: { customers: Shown[] } })._embedded.customers
  }

  test('is shown with with=version, in lists and of one customer, as in questions of our API', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer()
    await account.admin.patch(`${V4}/${id}`, { name: 'Second' }).expect(200)
    expect(await shown(account)).toMatchObject([{ id, version: 2 }])
    const strict = { 'x-patron-strict': '1' }
    const { json } = await account.admin.get(`${V4}/${id}?with=version`, strict).expect(200)
    expect(json).toMatchObject({ id, version: 2 })
    expect((await account.admin.get(`${V4}/${id}`).expect(200)).json).not.toHaveProperty('version')
    const found = await account.admin.post(`${OWN}/query`, { columns: ['version'] }).expect(200)
    expect(found.json).toMatchObject({ _embedded: { customers: [{ id, version: 2 }] } })
  })

  test('refuses the whole batch when one is stale, and names the item', async () => {
    const account = await server.newAccount()
    const ids = [await account.addCustomer(), await account.addCustomer(), await account.addCustomer()]
    const read = await shown(account)
    await account.admin.patch(`${V4}/${ids[1]}`, { name: 'Meanwhile' }).expect(200)
    const items = read.map((customer) => ({ ...customer, name: 'Batch', request_id: `of ${customer.id}` }))
    const { json } = await account.admin.patch(V4, items).expect(400)
    expect(json).toMatchObject({
      'validation-errors': [
        {
          request_id: `of ${String(ids[1])}`,
          errors: [
            {
              code: 'StaleVersion',
              path: 'version',
              detail: 'It has changed since this version; the version now is 2. Read it again.',
            },
          ],
        },
      ],
    })
    expect(await shown(account)).toMatchObject([{ version: 1 }, { version: 2 }, { version: 1 }])
    const fresh = (await shown(account)).map((customer) => ({ ...customer, name: 'Batch' }))
    await account.admin.patch(V4, fresh).expect(200)
  })

  test('is not asked for where it is absent or null', async () => {
    const account = await server.newAccount()
    const ids = [await account.addCustomer(), await account.addCustomer()]
    const items = [{ id: ids[0] }, { id: ids[1], version: null }].map((item) => ({ ...item, name: 'B' }))
    await account.admin.patch(V4, items).expect(200)
  })
})
