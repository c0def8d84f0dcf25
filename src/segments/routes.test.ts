import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'

const PATH = '/api/v4/customers/segments'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

async function addSegment(account: TestAccount, segment: object = {}): Promise<number> {
  const { json } = await account.admin
    .post('/api/v4/customers/segments', { name: 'Segment', ...segment })
    .expect(200)
  return (json as { id: number }).id
}

async function segmentsOf(account: TestAccount, customerId: number): Promise<number[]> {
  const { json } = await account.admin.get(`/api/v4/customers/${customerId}`).expect(200)
  const { _embedded } = json as { _embedded: { segments: { id: number }[] } }
  return _embedded.segments.map((segment) => segment.id)
}

async function countOf(account: TestAccount, segmentId: number): Promise<number> {
  const { json } = await account.admin.get(`/api/v4/customers/segments/${segmentId}`).expect(200)
  return (json as { customers_count: number }).customers_count
}

async function put(account: TestAccount, customerId: number, body: object): Promise<void> {
  await account.admin.patch(`/api/v4/customers/${customerId}`, body).expect(200)
}

test('adding takes one object and answers the bare model with its defaults', async () => {
  const account = await server.newAccount()
  const { json } = await account.admin.post('/api/v4/customers/segments', { name: 'Example' }).expect(200)
  expect(json).toMatchObject({
    name: 'Example',
    color: '10599d',
    available_products_price_types: [],
    customers_count: 0,
    custom_fields_values: [],
    account_id: account.id,
  })
  expect(json).not.toHaveProperty('request_id')
  await account.admin.post('/api/v4/customers/segments', [{ name: 'Example' }]).expect(400)
})

test('names are kept in one form, and those from before are no error as they are', async () => {
  const account = await server.newAccount()
  const { admin } = account
  const { json } = await admin.post(PATH, { name: ' Cafe\u0301 ' }).expect(200)
  const { id } = json as { id: number }
  expect(json).toMatchObject({ name: 'Caf\u00e9' })
  await admin.patch(`${PATH}/${id}`, { name: '\u200b' }).expect(400)
  await overwriteName(account, ' old ')
  const { json: kept } = await admin.patch(`${PATH}/${id}`, { name: ' old ', color: '2176ff' }).expect(200)
  expect(kept).toMatchObject({ name: ' old ', color: '2176ff' })
  const { json: renamed } = await admin.patch(`${PATH}/${id}`, { name: 'old ' }).expect(200)
  expect(renamed).toMatchObject({ name: 'old' })
})

/** Gives the segment a name as it could be before names had one form. */
async function overwriteName(account: TestAccount, name: string): Promise<void> {
  await server.deps.db.query(`update segments set name = $2 where account_id = $1`, [account.id, name])
  await server.deps.db.query(
    `update accounts set definitions_version = definitions_version + 1 where id = $1`,
    [account.id],
  )
}

test('a change answers the whole model; id and request_id in its body are no error', async () => {
  const account = await server.newAccount()
  const id = await addSegment(account, { available_products_price_types: [288891] })
  server.clock.now += 60
  const { json } = await account.admin
    .patch(`/api/v4/customers/segments/${id}`, { id, request_id: '0', name: 'New', color: 'ae003f' })
    .expect(200)
  expect(json).toMatchObject({
    id,
    request_id: '0',
    name: 'New',
    color: 'ae003f',
    available_products_price_types: [288891],
    updated_at: server.clock.now,
  })
  await account.admin.patch(`/api/v4/customers/segments/${id}`, { color: '#ae003f' }).expect(400)
})

test('in periodicity mode every method is 422 and names the mode that is needed', async () => {
  const { admin } = await server.newAccount({ mode: 'periodicity' })
  for (const { json } of [
    await admin.get('/api/v4/customers/segments').expect(422),
    await admin.get('/api/v4/customers/segments/1001').expect(422),
    await admin.post('/api/v4/customers/segments', { name: 'A' }).expect(422),
    await admin.patch('/api/v4/customers/segments/1001', { name: 'A' }).expect(422),
    await admin.delete('/api/v4/customers/segments/1001').expect(422),
  ])
    expect(json).toMatchObject({ detail: 'The mode "segments" of customers is not enabled' })
})

test('ordinary users read segments and do not write them', async () => {
  const account = await server.newAccount()
  const id = await addSegment(account)
  const { client } = await account.newUser()
  await client.get(`/api/v4/customers/segments/${id}`).expect(200)
  await client.post('/api/v4/customers/segments', { name: 'A' }).expect(403)
  await client.patch(`/api/v4/customers/segments/${id}`, { name: 'A' }).expect(403)
  await client.delete(`/api/v4/customers/segments/${id}`).expect(403)
})

test('the list is paged with totals; without segments it is 204', async () => {
  const account = await server.newAccount()
  await account.admin.get('/api/v4/customers/segments').expect(204)
  const ids = [await addSegment(account), await addSegment(account), await addSegment(account)]
  const { json } = await account.admin.get('/api/v4/customers/segments?limit=2&page=2').expect(200)
  expect(json).toMatchObject({
    _total_items: 3,
    _page: 2,
    _page_count: 2,
    _embedded: { segments: [{ id: ids[2] }] },
  })
})

describe('hand marks', () => {
  test('_embedded.segments replaces them, null and an absent key leave them, [] takes all', async () => {
    const account = await server.newAccount()
    const [a, b] = [await addSegment(account), await addSegment(account)]
    const id = await account.addCustomer({ _embedded: { segments: [{ id: a }] } })
    expect(await segmentsOf(account, id)).toEqual([a])
    await put(account, id, { name: 'Unchanged' })
    await put(account, id, { _embedded: { segments: null } })
    await put(account, id, { _embedded: {} })
    expect(await segmentsOf(account, id)).toEqual([a])
    await put(account, id, { _embedded: { segments: [{ id: a, request_id: '0' }, { id: b }] } })
    expect(await segmentsOf(account, id)).toEqual([a, b])
    await put(account, id, { _embedded: { segments: [{ id: b }] } })
    expect(await segmentsOf(account, id)).toEqual([b])
    expect([await countOf(account, a), await countOf(account, b)]).toEqual([0, 1])
    await put(account, id, { _embedded: { segments: [] } })
    expect(await segmentsOf(account, id)).toEqual([])
    expect(await countOf(account, b)).toBe(0)
  })

  test('segments_to_add and segments_to_delete change single ones', async () => {
    const account = await server.newAccount()
    const [a, b] = [await addSegment(account), await addSegment(account)]
    const id = await account.addCustomer({ _embedded: { segments: [{ id: a }] } })
    await put(account, id, { segments_to_add: [{ id: b }] })
    expect(await segmentsOf(account, id)).toEqual([a, b])
    await put(account, id, { segments_to_delete: [{ id: a }] })
    expect(await segmentsOf(account, id)).toEqual([b])
  })

  test('an unknown segment is refused by its path; in periodicity mode segments are ignored and read as []', async () => {
    const account = await server.newAccount()
    const a = await addSegment(account)
    const id = await account.addCustomer({ _embedded: { segments: [{ id: a }] } })
    const { json } = await account.admin
      .patch(`/api/v4/customers/${id}`, { _embedded: { segments: [{ id: a }, { id: 77 }] } })
      .expect(400)
    expect(json).toMatchObject({
      'validation-errors': [{ errors: [{ code: 'NotSupportedChoice', path: '_embedded.segments.1.id' }] }],
    })
    await account.switchTo('periodicity')
    await put(account, id, { _embedded: { segments: [{ id: 77 }] } })
    expect(await segmentsOf(account, id)).toEqual([])
    await account.switchTo('segments')
    expect(await segmentsOf(account, id)).toEqual([a])
  })
})

test('deleting a segment ends its memberships, and its slot serves another segment without members', async () => {
  const account = await server.newAccount()
  const [a, b] = [await addSegment(account), await addSegment(account)]
  const id = await account.addCustomer({ _embedded: { segments: [{ id: a }, { id: b }] } })
  await account.admin.delete(`/api/v4/customers/segments/${a}`, []).expect(204)
  const c = await addSegment(account)
  expect(await segmentsOf(account, id)).toEqual([b])
  expect([await countOf(account, b), await countOf(account, c)]).toEqual([1, 0])
  await account.admin.delete(`/api/v4/customers/segments/${a}`).expect(404)
  await account.admin.get(`/api/v4/customers/segments/${a}`).expect(204)
})

test('a deleted customer is counted nowhere and comes back to its segments when it is restored', async () => {
  const account = await server.newAccount()
  const a = await addSegment(account)
  const id = await account.addCustomer({ _embedded: { segments: [{ id: a }] } })
  await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
  expect(await countOf(account, a)).toBe(0)
  await account.admin.post(`/api/patron/v1/customers/${id}/restore`).expect(200)
  expect(await countOf(account, a)).toBe(1)
  expect(await segmentsOf(account, id)).toEqual([a])
})

test('at most 100 segments', async () => {
  const account = await server.newAccount()
  for (let i = 0; i < 100; i++) await addSegment(account, { name: `S${i}` })
  const { json } = await account.admin.post('/api/v4/customers/segments', { name: 'One more' }).expect(422)
  expect(json).toMatchObject({ detail: 'No more than 100 segments' })
})
