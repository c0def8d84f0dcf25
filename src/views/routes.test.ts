import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../test/helpers/client.ts'
import { addSegment } from '../../test/helpers/rules.ts'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'

const OWN = '/api/patron/v1'
const URL = `${OWN}/views`

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

type View = { id: number; version: number; name: string; question: object; broken: object[] }

async function save(client: Client, view: object = {}): Promise<View> {
  const { json } = await client.post(URL, { name: 'Mine', question: {}, ...view }).expect(200)
  return json as View
}

async function namesOf(client: Client): Promise<string[]> {
  const { json } = await client.get(URL).expect(200)
  return (json as { _embedded: { views: View[] } })._embedded.views.map(({ name }) => name)
}

async function addCity({ admin }: TestAccount): Promise<number> {
  const { json } = await admin
    .post('/api/v4/customers/custom_fields', [{ name: 'City', type: 'text', code: 'CITY' }])
    .expect(200)
  return (json as { _embedded: { custom_fields: { id: number }[] } })._embedded.custom_fields[0]?.id as number
}

test('a view without a token is refused', async () => {
  await server.client(undefined).get(URL).expect(401)
  await server.client(undefined).post(URL, {}).expect(401)
})

test('a view keeps a question with ids in place of names, which can be sent as it is', async () => {
  const account = await server.newAccount()
  const city = await addCity(account)
  const customer = await account.addCustomer({ name: 'Ann', tags_to_add: [{ name: 'vip' }] })
  const question = {
    conditions: { tag: { any: ['vip'] } },
    query: 'ann',
    order: { ltv: 'desc' },
    columns: ['name', 'custom_fields_values.CITY'],
  }
  const widths = { name: 120 }
  const saved = await save(account.admin, { question, widths })
  expect(saved).toEqual({
    ...{ id: saved.id, user_id: account.adminId, name: 'Mine', shared: false, widths },
    question: {
      ...question,
      conditions: { tag: { any: [1001] } },
      columns: ['name', `custom_fields_values.${city}`],
    },
    aloud: 'the tags include vip',
    broken: [],
    ...{ version: 1, created_at: server.clock.now, updated_at: server.clock.now },
  })
  const found = await account.admin.get(`${URL}/${saved.id}`).expect(200)
  expect(found.json).toEqual(saved)
  expect(found.headers['etag']).toBe('"1"')
  expect((await account.admin.get(URL).expect(200)).json).toEqual({ _embedded: { views: [saved] } })
  const { json } = await account.admin.post(`${OWN}/customers/query`, saved.question).expect(200)
  expect(json).toEqual({
    warnings: [],
    _embedded: { customers: [{ id: customer, name: 'Ann', custom_fields_values: null }] },
  })
})

test('a question that names what there is not is refused with the path, and leaves no view behind', async () => {
  const { admin } = await server.newAccount()
  const question = { entry: { tag: { any: ['vip'] } }, order: { vip: 'asc' }, columns: ['vip'] }
  const { json } = await admin.post(URL, { name: 'A', question }).expect(400)
  expect(json).toMatchObject({
    'validation-errors': [
      {
        errors: [
          { code: 'NotSupportedChoice', path: 'question.order.vip' },
          { code: 'NotSupportedChoice', path: 'question.columns.0' },
          { code: 'NotSupportedChoice', path: 'question.entry.tag.any.0' },
        ],
      },
    ],
  })
  await admin.post(URL, { name: '', question: {} }).expect(400)
  await admin.post(URL, { name: ' \u200b', question: {} }).expect(400)
  await admin.post(URL, { name: 'A', question: {}, share: true }).expect(400)
  expect(await namesOf(admin)).toEqual([])
})

describe('what a view names and is gone', () => {
  test('is listed in the view, which is changed once its question is mended', async () => {
    const account = await server.newAccount()
    const { admin } = account
    const city = await addCity(account)
    const segment = await addSegment(account, 'A')
    const question = {
      conditions: { all: [{ segment: { any: [segment] } }, { tag: { none: [1001] } }] },
      columns: ['name', `custom_fields_values.${city}`],
    }
    await account.addCustomer({ tags_to_add: [{ name: 'vip' }] })
    const { id } = await save(admin, { question })
    await admin.delete(`${OWN}/segments/${segment}`).expect(204)
    await admin.delete(`${OWN}/tags/1001`).expect(204)
    await admin.delete(`${OWN}/custom_fields/${city}`).expect(204)
    const { json } = await admin.get(`${URL}/${id}`).expect(200)
    expect(json).toMatchObject({
      question,
      broken: [
        { path: 'conditions.all.0.segment.any.0', thing: 'segment', id: segment },
        { path: 'conditions.all.1.tag.none.0', thing: 'tag', id: 1001 },
        { path: 'columns.1', thing: 'custom_field', id: city },
      ],
    })
    await admin.post(`${OWN}/customers/query`, question).expect(400)
    const renamed = await admin.patch(`${URL}/${id}`, { name: 'B', question }).expect(200)
    expect(renamed.json).toMatchObject({ name: 'B', broken: [{}, {}, {}], version: 2 })
    await admin.patch(`${URL}/${id}`, { question: { ...question, order: { id: 'asc' } } }).expect(400)
    const mended = await admin.patch(`${URL}/${id}`, { question: {} }).expect(200)
    expect(mended.json).toMatchObject({ question: {}, broken: [], aloud: null })
  })
})

describe('a private view', () => {
  test('is absent for everybody but its owner, administrators included', async () => {
    const account = await server.newAccount()
    const owner = await account.newUser()
    const { id } = await save(owner.client)
    for (const other of [account.admin, (await account.newUser()).client]) {
      expect(await namesOf(other)).toEqual([])
      await other.get(`${URL}/${id}`).expect(204)
      await other.patch(`${URL}/${id}`, { name: 'B' }).expect(404)
      await other.delete(`${URL}/${id}`).expect(404)
    }
    expect(await namesOf(owner.client)).toEqual(['Mine'])
  })
})

describe('a shared view', () => {
  test('is seen by all users of the account, and changed by its owner and administrators', async () => {
    const account = await server.newAccount()
    const owner = await account.newUser()
    const other = await account.newUser()
    const { id } = await save(owner.client)
    await owner.client.patch(`${URL}/${id}`, { shared: true }).expect(200)
    expect(await namesOf(other.client)).toEqual(['Mine'])
    await other.client.patch(`${URL}/${id}`, { name: 'B' }).expect(403)
    await other.client.delete(`${URL}/${id}`).expect(403)
    const { json } = await account.admin.patch(`${URL}/${id}`, { name: 'B' }).expect(200)
    expect(json).toMatchObject({ name: 'B', user_id: owner.id })
    await account.admin.delete(`${URL}/${id}`).expect(204)
    expect(await namesOf(owner.client)).toEqual([])
  })

  test('is none of another account', async () => {
    const { id } = await save((await server.newAccount()).admin, { shared: true })
    const { admin } = await server.newAccount()
    expect(await namesOf(admin)).toEqual([])
    await admin.get(`${URL}/${id}`).expect(204)
    await admin.delete(`${URL}/${id}`).expect(404)
  })
})

test('a change of nothing keeps the version, and one of another version than If-Match names is refused', async () => {
  const { admin } = await server.newAccount()
  const { id } = await save(admin)
  const url = `${URL}/${id}`
  expect(
    (await admin.patch(url, { name: 'Mine', shared: false, question: {} }).expect(200)).json,
  ).toMatchObject({
    version: 1,
  })
  await admin.patch(url, { name: 'B' }, { 'if-match': '"1"' }).expect(200)
  await admin.patch(url, { name: 'C' }, { 'if-match': '"1"' }).expect(412)
  await admin.delete(url, undefined, { 'if-match': '"1"' }).expect(412)
  await admin.patch(url, {}).expect(400)
  expect(await namesOf(admin)).toEqual(['B'])
  await admin.delete(url, undefined, { 'if-match': '"2"' }).expect(204)
  expect(await namesOf(admin)).toEqual([])
})

test('a view is saved once for an Idempotency-Key', async () => {
  const { admin } = await server.newAccount()
  const [one, two] = await Promise.all(
    [1, 2].map(() => admin.post(URL, { name: 'A', question: {} }, { 'idempotency-key': 'k' }).expect(200)),
  )
  expect(one?.json).toEqual(two?.json)
  expect(await namesOf(admin)).toEqual(['A'])
})

test('a user has 100 views, and an account 200 shared ones, however many are saved at once', async () => {
  const account = await server.newAccount()
  const { admin } = account
  const add = (client: Client, shared: boolean) => client.post(URL, { name: 'V', question: {}, shared })
  const statuses = async (client: Client, count: number, shared: boolean) => {
    const answers = await Promise.all(Array.from({ length: count }, () => add(client, shared)))
    return Map.groupBy(answers, ({ status }) => status)
  }
  const own = await statuses(admin, 103, true)
  expect([own.get(200)?.length, own.get(422)?.length]).toEqual([100, 3])
  const second = await account.newUser()
  await statuses(second.client, 98, true)
  const third = await account.newUser()
  const last = await statuses(third.client, 5, true)
  expect([last.get(200)?.length, last.get(422)?.length]).toEqual([2, 3])
  const { id } = await save(third.client)
  await third.client.patch(`${URL}/${id}`, { shared: true }).expect(422)
})
