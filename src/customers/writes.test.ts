import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import type { Client } from '../../test/helpers/client.ts'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { readEvents } from '../events/read.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

type Customer = Record<string, unknown> & { _embedded: { tags: { id: number; name: string }[] } }

async function read(account: TestAccount, id: number): Promise<Customer> {
  return (await account.admin.get(`/api/v4/customers/${id}`).expect(200)).json as Customer
}

async function tagsOf(account: TestAccount, id: number): Promise<string[]> {
  return (await read(account, id))._embedded.tags.map((tag) => tag.name)
}

describe('answers to writes', () => {
  test('a batch answers each item with what the client called it, as a string', async () => {
    const { admin } = await server.newAccount()
    const { json } = await admin
      .post('/api/v4/customers', [
        { name: 'A', request_id: 'abc' },
        { name: 'B' },
        { name: 'C', request_id: 7 },
      ])
      .expect(200)
    expect(json).toMatchObject({
      _embedded: {
        customers: [
          {
            id: 1001,
            request_id: 'abc',
            _links: { self: { href: 'http://localhost:80/api/v4/customers/1001' } },
          },
          { id: 1002, request_id: '1' },
          { id: 1003, request_id: '7' },
        ],
      },
    })
  })

  test('links repeat the host and the scheme that the client called', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer()
    const headers = { host: 'shop.example:8443', 'x-forwarded-proto': 'https' }
    const { json } = await account.admin.get(`/api/v4/customers/${id}`, headers).expect(200)
    expect(json).toMatchObject({
      _links: { self: { href: `https://shop.example:8443/api/v4/customers/${id}` } },
    })
    const { text } = await account.admin.get(`/api/v4/customers/${id}`, { host: 'evil"><script>' })
    expect(text).not.toContain('script')
  })

  test('one bad item refuses the batch, names every problem and leaves nothing behind', async () => {
    const { admin } = await server.newAccount()
    const { json } = await admin
      .post('/api/v4/customers', [
        { name: 'Good', _embedded: { tags: [{ name: 'never made' }] } },
        { name: 5, responsible_user_id: 'x' },
        { responsible_user_id: 424242, created_by: 31337, request_id: 'mine' },
      ])
      .expect(400)
    expect(json).toMatchObject({
      'validation-errors': [
        {
          request_id: '1',
          errors: [
            { code: 'InvalidType', path: 'name', detail: 'This value should be of type string.' },
            { code: 'InvalidType', path: 'responsible_user_id', detail: 'This value should be of type int.' },
          ],
        },
        {
          request_id: 'mine',
          errors: [
            { code: 'NotSupportedChoice', path: 'responsible_user_id' },
            { code: 'NotSupportedChoice', path: 'created_by' },
          ],
        },
      ],
    })
    await admin.get('/api/v4/customers').expect(204)
    await admin.get('/api/v4/customers/tags').expect(204)
  })

  test('problems are told in Russian to who asks for it, and in the language of the account else', async () => {
    const { admin } = await server.newAccount({ language: 'ru' })
    const russian = await admin.patch('/api/v4/customers/999', { name: 'A' }).expect(404)
    expect(russian.json).toMatchObject({ detail: 'Сущность не найдена' })
    const english = await admin
      .patch('/api/v4/customers/999', { name: 'A' }, { 'accept-language': 'en-US,en;q=0.9' })
      .expect(404)
    expect(english.json).toMatchObject({ detail: 'Entity not found' })
  })
})

describe('tags', () => {
  test('_embedded.tags replaces the set by id or name, null takes all, an absent key leaves them', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer({ _embedded: { tags: [{ name: 'a' }, { name: 'b' }] } })
    const [a] = (await read(account, id))._embedded.tags
    const patch = (body: object) => account.admin.patch(`/api/v4/customers/${id}`, body).expect(200)
    await patch({ name: 'Unchanged', _embedded: {} })
    expect(await tagsOf(account, id)).toEqual(['a', 'b'])
    await patch({ _embedded: { tags: [{ id: a?.id }, { name: 'c', id: null }] } })
    expect(await tagsOf(account, id)).toEqual(['a', 'c'])
    await patch({ _embedded: { tags: null } })
    expect(await tagsOf(account, id)).toEqual([])
  })

  test('tags_to_add and tags_to_delete change only the difference', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer({ tags_to_add: [{ name: 'a' }, { name: 'b' }] })
    await account.admin
      .patch(`/api/v4/customers/${id}`, {
        tags_to_add: [{ name: 'c' }],
        tags_to_delete: [{ name: 'a' }, { name: 'nobody has it' }],
      })
      .expect(200)
    expect(await tagsOf(account, id)).toEqual(['b', 'c'])
    const { json } = await account.admin
      .patch(`/api/v4/customers/${id}`, { tags_to_add: [{ id: 99 }, {}] })
      .expect(400)
    expect(json).toMatchObject({
      'validation-errors': [
        {
          errors: [
            { code: 'NotSupportedChoice', path: 'tags_to_add.0.id' },
            { code: 'FieldMissing', path: 'tags_to_add.1.name' },
          ],
        },
      ],
    })
  })
})

describe('changing', () => {
  test('a customer that was read and saved again changes nothing at all', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer({ _embedded: { tags: [{ name: 'a' }] }, periodicity: 30 })
    const before = await read(account, id)
    server.clock.now += 100
    await account.admin.patch(`/api/v4/customers/${id}`, { ...before, request_id: '0' }).expect(200)
    const after = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
    expect(after.json).toEqual(before)
    expect(after.headers['etag']).toBe('"1"')
  })

  test('periodicity as the official SDK corrupts it, the average purchase, counts as not sent', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer({ periodicity: 30 })
    await account.admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 500 }]).expect(200)
    const { created_at } = await read(account, id)
    await account.admin
      .patch(`/api/v4/customers/${id}`, { created_at, periodicity: 500, name: 'Saved' })
      .expect(200)
    expect(await read(account, id)).toMatchObject({ name: 'Saved', periodicity: 30 })
    await account.admin.patch(`/api/v4/customers/${id}`, { periodicity: 500 }).expect(200)
    expect(await read(account, id)).toMatchObject({ periodicity: 500 })
  })

  test('authors and dates: created_* count if they differ, updated_by only without an echo, updated_at never', async () => {
    const account = await server.newAccount()
    const { id: userId } = await account.newUser()
    const id = await account.addCustomer()
    const { created_at } = await read(account, id)
    server.clock.now += 50
    const patch = (body: object) => account.admin.patch(`/api/v4/customers/${id}`, body).expect(200)
    await patch({ name: 'Echo', created_at, updated_by: userId, updated_at: 5 })
    expect(await read(account, id)).toMatchObject({
      updated_by: account.adminId,
      updated_at: server.clock.now,
    })
    await patch({ name: 'Own', updated_by: 0 })
    expect(await read(account, id)).toMatchObject({ updated_by: 0 })
    await patch({ created_at: 1_500_000_000, created_by: userId })
    expect(await read(account, id)).toMatchObject({ created_at: 1_500_000_000, created_by: userId })
  })

  test('a retired user stays responsible where it is, and is given to nobody else', async () => {
    const account = await server.newAccount()
    const { id: userId } = await account.newUser()
    const id = await account.addCustomer({ responsible_user_id: userId })
    const other = await account.addCustomer()
    await account.retire(userId)
    await account.admin
      .patch(`/api/v4/customers/${id}`, { responsible_user_id: userId, name: 'Kept' })
      .expect(200)
    await account.admin.patch(`/api/v4/customers/${other}`, { responsible_user_id: userId }).expect(400)
  })

  test('in a batch an unknown id, one without an id and one named twice are refused by their item', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer()
    const unknown = await account.admin
      .patch('/api/v4/customers', [{ id: 5 }, { id }, { id, name: 'Twice', request_id: 'x' }])
      .expect(400)
    expect(unknown.json).toMatchObject({
      'validation-errors': [
        { request_id: '0', errors: [{ code: 'NotSupportedChoice', path: 'id' }] },
        { request_id: 'x', errors: [{ code: 'Duplicate', path: 'id' }] },
      ],
    })
    const missing = await account.admin.patch('/api/v4/customers', [{ name: 'No id' }]).expect(400)
    expect(missing.json).toMatchObject({
      'validation-errors': [{ request_id: '0', errors: [{ code: 'FieldMissing', path: 'id' }] }],
    })
  })

  test('in periodicity mode a name and a date are needed to add, and a date cannot be taken away', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const { json } = await account.admin.post('/api/v4/customers', [{ periodicity: 30 }]).expect(400)
    expect(json).toMatchObject({
      'validation-errors': [
        {
          errors: [
            { code: 'FieldMissing', path: 'name' },
            { code: 'FieldMissing', path: 'next_date' },
          ],
        },
      ],
    })
    const id = await account.addCustomer()
    await account.admin.patch(`/api/v4/customers/${id}`, { next_date: null }).expect(400)
    await account.admin.patch(`/api/v4/customers/${id}`, { name: null }).expect(400)
  })
})

describe('versions', () => {
  test('a change with the ETag that was read wins once; a stale one is 412 and changes nothing', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer()
    const { headers } = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
    const ifMatch = { 'if-match': String(headers['etag']) }
    await account.admin.patch(`/api/v4/customers/${id}`, { name: 'First' }, ifMatch).expect(200)
    await account.admin.patch(`/api/v4/customers/${id}`, { name: 'Second' }, ifMatch).expect(412)
    await account.admin.patch(`/api/v4/customers/${id}`, { name: 'Any' }, { 'if-match': 'junk' }).expect(412)
    expect(await read(account, id)).toMatchObject({ name: 'First' })
    await account.admin.patch(`/api/v4/customers/${id}`, { name: 'Any' }, { 'if-match': '*' }).expect(200)
  })

  test('a membership and a purchase raise it too', async () => {
    const account = await server.newAccount()
    const { json } = await account.admin.post('/api/v4/customers/segments', { name: 'S' }).expect(200)
    const id = await account.addCustomer()
    const etag = async () => (await account.admin.get(`/api/v4/customers/${id}`).expect(200)).headers['etag']
    await account.admin
      .patch(`/api/v4/customers/${id}`, { segments_to_add: [{ id: (json as { id: number }).id }] })
      .expect(200)
    expect(await etag()).toBe('"2"')
    await account.admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 1 }]).expect(200)
    expect(await etag()).toBe('"3"')
  })
})

describe('deleting and restoring', () => {
  test('a deleted customer is absent from lists and reads, and comes back as it was within 30 days', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer({ name: 'Gone', _embedded: { tags: [{ name: 'a' }] } })
    await account.admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 9 }]).expect(200)
    await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
    await account.admin.get(`/api/v4/customers/${id}`).expect(204)
    await account.admin.get('/api/v4/customers').expect(204)
    await account.admin.get('/api/v4/customers/transactions').expect(204)
    await account.admin.patch(`/api/v4/customers/${id}`, { name: 'Ghost' }).expect(404)
    await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(404)
    server.clock.now += 29 * 86_400
    await account.admin.post(`/api/patron/v1/customers/${id}/restore`).expect(200)
    expect(await read(account, id)).toMatchObject({ name: 'Gone', ltv: 9, is_deleted: false })
    expect(await tagsOf(account, id)).toEqual(['a'])
    await account.admin.post(`/api/patron/v1/customers/${id}/restore`).expect(404)
  })

  test('whoever may not see it is told no more than of one that never was', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer()
    await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
    const restore = (client: Client, customer: number) =>
      client.post(`/api/patron/v1/customers/${customer}/restore`).expect(404)
    for (const view of ['D', 'M'] as const) {
      const { client } = await account.newUser({ rights: { view, delete: 'A' } })
      const [deleted, never] = [await restore(client, id), await restore(client, 999_999)]
      expect(deleted.json).toEqual(never.json)
    }
    const { client } = await account.newUser({ rights: { view: 'A', delete: 'M' } })
    await client.post(`/api/patron/v1/customers/${id}/restore`).expect(403)
  })

  test('after 30 days it cannot be restored', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer()
    await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
    server.clock.now += 30 * 86_400 + 1
    await account.admin.post(`/api/patron/v1/customers/${id}/restore`).expect(404)
  })

  test('whose stage was deleted meanwhile stands where the stages put it, also while they sleep', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const { admin } = account
    const { json } = await admin
      .post('/api/v4/customers/statuses', [
        { name: 'Hand', sort: 10 },
        { name: 'Big', sort: 20 },
      ])
      .expect(200)
    const [hand, big] = (json as { _embedded: { statuses: { id: number }[] } })._embedded.statuses.map(
      (stage) => stage.id,
    )
    const conditions = { purchases: { sum: { gte: 100 }, in_last: 30 } }
    await admin.put(`/api/patron/v1/stages/${big}/conditions`, { conditions }).expect(200)
    const ids = [await account.addCustomer(), await account.addCustomer()] as const
    await admin.post(`/api/v4/customers/${ids[1]}/transactions`, [{ price: 100 }]).expect(200)
    const fallback = (await read(account, ids[0])).status_id
    for (const id of ids) {
      await admin.patch(`/api/v4/customers/${id}`, { status_id: hand }).expect(200)
      await admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
    }
    await admin.delete(`/api/v4/customers/statuses/${hand}`).expect(204)
    await account.switchTo('segments')
    for (const id of ids) await admin.post(`/api/patron/v1/customers/${id}/restore`).expect(200)
    expect(await read(account, ids[0])).toMatchObject({ status_id: fallback })
    expect(await read(account, ids[1])).toMatchObject({ status_id: big })
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
    await account.switchTo('periodicity')
    expect(await read(account, ids[1])).toMatchObject({ status_id: big })
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('needs the right to delete', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer()
    const { client } = await account.newUser({ rights: { delete: 'D' } })
    await client.delete(`/api/patron/v1/customers/${id}`).expect(403)
    await client.get(`/api/v4/customers/${id}`).expect(200)
  })
})

describe('rights', () => {
  test('what a user may not see is absent everywhere; what it may see and not change is 403', async () => {
    const account = await server.newAccount()
    const own = await account.newUser({ group: 'North', rights: { view: 'G', edit: 'M' } })
    const colleague = await account.newUser({ group: 'North' })
    const [mine, ours, theirs] = [
      await account.addCustomer({ responsible_user_id: own.id }),
      await account.addCustomer({ responsible_user_id: colleague.id }),
      await account.addCustomer(),
    ]
    const { json } = await own.client.get('/api/v4/customers').expect(200)
    expect(
      (json as { _embedded: { customers: { id: number }[] } })._embedded.customers.map(({ id }) => id),
    ).toEqual([mine, ours])
    await own.client.get(`/api/v4/customers/${theirs}`).expect(204)
    await own.client.patch(`/api/v4/customers/${theirs}`, { name: 'A' }).expect(404)
    await own.client.patch('/api/v4/customers', [{ id: theirs, name: 'A' }]).expect(400)
    await own.client.patch(`/api/v4/customers/${ours}`, { name: 'A' }).expect(403)
    await own.client.patch(`/api/v4/customers/${mine}`, { name: 'A' }).expect(200)
  })

  test('no right to add is 403, and a user who adds is responsible unless another is named', async () => {
    const account = await server.newAccount()
    const none = await account.newUser({ rights: { add: 'D' } })
    await none.client.post('/api/v4/customers', [{ name: 'A' }]).expect(403)
    const own = await account.newUser({ rights: { add: 'M' } })
    await own.client.post('/api/v4/customers', [{ name: 'A' }]).expect(200)
    await own.client
      .post('/api/v4/customers', [{ name: 'A', responsible_user_id: account.adminId }])
      .expect(403)
  })
})

test('every change of a customer is an event of its transaction, in order of the versions', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer({ name: 'A' })
  const change = (body: object) => account.admin.patch(`/api/v4/customers/${id}`, body).expect(200)
  const added = server.clock.now
  const now = (server.clock.now += 60)
  await change({ name: 'B', next_price: 3 })
  await change({ name: 'B' })
  await change({ updated_by: 0 })
  await change({ name: 'C' })
  await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
  const { events } = await readEvents(server.deps.db, account.id, 0, 100)
  const by = { entity_id: id, created_by: account.adminId, created_at: now }
  expect(events).toMatchObject([
    { type: 'customer_added', version: 1, data: { name: 'A' }, ...by, created_at: added },
    { type: 'customer_changed', version: 2, data: { name: ['A', 'B'], next_price: [0, 3] }, ...by },
    { type: 'customer_changed', version: 3, data: { updated_by: [account.adminId, 0] }, ...by },
    { type: 'customer_changed', version: 4, data: { name: ['B', 'C'] }, ...by },
    { type: 'customer_deleted', version: 5, data: { name: 'C' }, ...by },
  ])
})

test('with customers switched off every method of customers is 400 "Error 426."', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  await account.switchTo('segments', false)
  for (const { json } of [
    await account.admin.get('/api/v4/customers').expect(400),
    await account.admin.get(`/api/v4/customers/${id}`).expect(400),
    await account.admin.post('/api/v4/customers', [{ name: 'A' }]).expect(400),
    await account.admin.patch('/api/v4/customers', [{ id }]).expect(400),
    await account.admin.patch(`/api/v4/customers/${id}`, { name: 'A' }).expect(400),
  ])
    expect(json).toMatchObject({ detail: 'Error 426.', status: 400 })
})

describe('who has no right hears 403 before what is wrong with the body', () => {
  test('of a change, also beside items whose shape is wrong', async () => {
    const account = await server.newAccount()
    const ids = [await account.addCustomer(), await account.addCustomer()]
    const { client } = await account.newUser({ rights: { edit: 'D' } })
    const [first, second] = ids
    const wrong = { id: first, responsible_user_id: 999_999 }
    await client.patch('/api/v4/customers', [wrong]).expect(403)
    await client.patch('/api/v4/customers', [wrong, { id: second, name: 1 }]).expect(403)
    await client.patch(`/api/v4/customers/${first}`, { responsible_user_id: 999_999 }).expect(403)
    await account.admin.patch('/api/v4/customers', [wrong, { id: second, name: 1 }]).expect(400)
  })

  test('of new customers', async () => {
    const account = await server.newAccount()
    const { client } = await account.newUser({ rights: { add: 'D' } })
    const wrong = { status_id: 999_999 }
    await client.post('/api/v4/customers', [wrong]).expect(403)
    await client.post('/api/v4/customers', [wrong, { name: 1 }]).expect(403)
  })
})
