import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../test/helpers/client.ts'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { startTestServer, type TestServer } from '../../test/helpers/server.ts'
import { renderTwins, type TwinNames } from '../check/names.ts'
import { check } from '../check/service.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const PATH = '/api/v4/customers/tags'
const CUSTOMERS = '/api/v4/customers'
const STRICT = { 'x-patron-strict': '1' }

type Tag = { id: number; name: string; color: string | null; request_id?: string }

function embedded(json: unknown): Tag[] {
  return (json as { _embedded: { tags: Tag[] } })._embedded.tags
}

async function addTags(client: Client, ...names: string[]): Promise<Tag[]> {
  const { json } = await client
    .post(
      PATH,
      names.map((name) => ({ name })),
    )
    .expect(200)
  return embedded(json)
}

const named = (...names: string[]) => ({ _embedded: { tags: names.map((name) => ({ name })) } })

async function tagsOf(client: Client, id: number): Promise<string[]> {
  const { json } = await client.get(`${CUSTOMERS}/${id}`).expect(200)
  return embedded(json).map(({ name }) => name)
}

async function namesListed(client: Client, query: string): Promise<string[]> {
  const { status, json } = await client.get(`${PATH}?${query}`)
  return status === 204 ? [] : embedded(json).map((tag) => tag.name)
}

test('no token is answered 401', async () => {
  await server.client(undefined).get(PATH).expect(401)
  await server
    .client(undefined)
    .post(PATH, [{ name: 'A' }])
    .expect(401)
})

test('switched-off customers refuse to list and to add tags with 422', async () => {
  const account = await server.newAccount()
  await account.switchTo('segments', false)
  expect((await account.admin.get(PATH).expect(422)).json).toMatchObject({ detail: 'Customers disabled' })
  await account.admin.post(PATH, [{ name: 'A' }]).expect(422)
})

test('any user adds tags; a name that exists gives the tag it names', async () => {
  const account = await server.newAccount()
  const { client } = await account.newUser()
  const first = await client.post(PATH, [{ name: 'VIP', color: 'FF8F92', request_id: 'x' }]).expect(200)
  const vip = { id: 1001, name: 'VIP', color: null }
  expect(first.json).toEqual({ _total_items: 1, _embedded: { tags: [{ ...vip, request_id: 'x' }] } })
  const second = await client
    .post(PATH, [{ name: 'new' }, { name: 'VIP', color: 5 }, { name: 'new' }])
    .expect(200)
  expect(embedded(second.json)).toEqual([
    { id: 1002, name: 'new', color: null, request_id: '0' },
    { ...vip, request_id: '1' },
    { id: 1002, name: 'new', color: null, request_id: '2' },
  ])
  expect(await namesListed(client, '')).toEqual(['VIP', 'new'])
})

test('names are told apart by case, and not by white space around them or by how characters are composed', async () => {
  const account = await server.newAccount()
  const { admin } = account
  const tags = await addTags(admin, 'vip', 'VIP', ' vip', 'vip\u00a0', 'caf\u00e9', 'cafe\u0301', 'v ip')
  expect(tags.map(({ id, name }) => [id, name])).toEqual([
    [1001, 'vip'],
    [1002, 'VIP'],
    [1001, 'vip'],
    [1001, 'vip'],
    [1003, 'caf\u00e9'],
    [1003, 'caf\u00e9'],
    [1004, 'v ip'],
  ])
  expect(await namesListed(admin, `filter[name]=${encodeURIComponent('cafe\u0301 ')}`)).toEqual(['caf\u00e9'])
  const { json } = await admin.post(CUSTOMERS, [named('Cafe\u0301', ' vip')]).expect(200)
  const [{ id }] = (json as { _embedded: { customers: [{ id: number }] } })._embedded.customers
  expect(await tagsOf(admin, id)).toEqual(['vip', 'Caf\u00e9'])
  await admin
    .patch(`${CUSTOMERS}/${id}`, { tags_to_delete: [{ name: 'vip ' }, { name: '\u200b' }] })
    .expect(200)
  expect(await tagsOf(admin, id)).toEqual(['Caf\u00e9'])
  for (const item of [named('\u200b'), { tags_to_add: [{ name: ' ' }] }]) {
    const refused = await admin.post(CUSTOMERS, [item]).expect(400)
    expect(refused.json).toMatchObject({ 'validation-errors': [{ errors: [{ code: 'NotBlank' }] }] })
  }
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})

test('a tag that is sent with id and name is meant by its name where the id is that of no tag', async () => {
  const account = await server.newAccount()
  const { admin } = account
  const [vip, fresh] = (await addTags(admin, 'VIP', 'New')) as [Tag, Tag]
  await admin.delete(`/api/patron/v1/tags/${vip.id}`).expect(204)
  const { json } = await admin
    .post(CUSTOMERS, [{ _embedded: { tags: [vip, { ...fresh, name: 'Other' }] } }])
    .expect(200)
  const [{ id }] = (json as { _embedded: { customers: [{ id: number }] } })._embedded.customers
  expect(await tagsOf(admin, id)).toEqual(['New', 'VIP'])
  expect(await namesListed(admin, '')).toEqual(['New', 'VIP'])
  await admin.patch(`${CUSTOMERS}/${id}`, { tags_to_delete: [vip] }).expect(200)
  expect(await tagsOf(admin, id)).toEqual(['New'])
  await admin
    .patch(`${CUSTOMERS}/${id}`, { tags_to_add: [vip], tags_to_delete: [{ id: 9, name: 'nobody' }] })
    .expect(200)
  expect(await tagsOf(admin, id)).toEqual(['New', 'VIP'])
  await admin.patch(`${CUSTOMERS}/${id}`, { tags_to_add: [{ id: vip.id }] }).expect(400)
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})

test('of tags whose names were one in several spellings before, a name means the oldest', async () => {
  const account = await server.newAccount()
  const { admin } = account
  await addTags(admin, 'a', 'b')
  await server.deps.db.query(
    `update tags set name = case id when 1001 then $2 else $3 end, name_key = $3 where account_id = $1`,
    [account.id, 'cafe\u0301', 'caf\u00e9'],
  )
  expect(await addTags(admin, 'caf\u00e9')).toMatchObject([{ id: 1001, name: 'cafe\u0301' }])
  expect(await namesListed(admin, 'filter[name]=caf\u00e9')).toHaveLength(2)
  const twins: TwinNames[] = []
  const { differences } = await check(
    server.deps,
    account.id,
    () => undefined,
    (found) => twins.push(found),
  )
  expect(differences).toBe(0)
  expect(twins).toEqual([
    { account: account.id, what: 'tags of customers', name: 'caf\u00e9', ids: [1001, 1002] },
  ])
  expect(twins.map(renderTwins)).toEqual([
    `account ${account.id}: note: the tags of customers 1001, 1002 share the name "caf\u00e9", which means 1001`,
  ])
})

test('requests at the same moment that name one new tag all get it', async () => {
  const { admin } = await server.newAccount()
  const answers = await Promise.all(Array.from({ length: 6 }, () => addTags(admin, 'a', 'b', 'c')))
  expect(new Set(answers.map((tags) => tags.map((tag) => tag.id).join())).size).toBe(1)
  expect(await namesListed(admin, 'order[id]=asc')).toHaveLength(3)
})

test('one bad name refuses the batch and every violation is named', async () => {
  const { admin } = await server.newAccount()
  const { json } = await admin
    .post(PATH, [
      { name: 'good' },
      { name: '' },
      { request_id: 'mine' },
      { name: 5 },
      { name: 'я'.repeat(256) },
    ])
    .expect(400)
  expect(json).toMatchObject({
    'validation-errors': [
      { request_id: '1', errors: [{ code: 'NotBlank', path: 'name' }] },
      { request_id: 'mine', errors: [{ code: 'FieldMissing', path: 'name' }] },
      { request_id: '3', errors: [{ code: 'InvalidType', path: 'name' }] },
      { request_id: '4', errors: [{ code: 'TooLong', path: 'name' }] },
    ],
  })
  await admin.post(PATH, []).expect(400)
  await admin
    .post(
      PATH,
      Array.from({ length: 251 }, (_, i) => ({ name: `${i}` })),
    )
    .expect(422)
  await admin.get(PATH).expect(204)
})

test('a tag that a customer was given by name is the tag of that name', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer({ _embedded: { tags: [{ name: 'regular' }] } })
  const [tag] = await addTags(account.admin, 'regular')
  expect((await account.admin.get(`/api/v4/customers/${id}`).expect(200)).json).toMatchObject({
    _embedded: { tags: [{ id: tag?.id, name: 'regular', color: null }] },
  })
})

test('the list is paged and its links keep the search', async () => {
  const { admin } = await server.newAccount()
  await addTags(admin, 'tag 1', 'other', 'tag 2', 'tag 3')
  const { json } = await admin.get(`${PATH}?query=tag&limit=2`).expect(200)
  const href = (page: number) => ({ href: `http://localhost:80${PATH}?query=tag&page=${page}&limit=2` })
  expect(json).toEqual({
    _page: 1,
    _links: { self: href(1), next: { href: expect.stringContaining(`${href(2).href}&cursor=`) as string } },
    _embedded: {
      tags: [
        { id: 1001, name: 'tag 1', color: null },
        { id: 1003, name: 'tag 2', color: null },
      ],
    },
  })
  const second = await admin.get(`${PATH}?query=tag&page=2&limit=2`).expect(200)
  expect(second.json).toMatchObject({ _links: { self: href(2), first: href(1), prev: href(1) } })
  expect((second.json as { _links: object })._links).not.toHaveProperty('next')
  expect(embedded(second.json).map((tag) => tag.name)).toEqual(['tag 3'])
  await admin.get(`${PATH}?query=tag&page=3&limit=2`).expect(204)
  expect(await namesListed(admin, 'page=2&limit=3')).toEqual(['tag 3'])
})

test.each([
  ['query=ПОСТОЯННЫЙ', ['Постоянный клиент', 'непостоянный']],
  ['query=ёлк', ['ЁЛКА']],
  ['query=strasse', ['Straße']],
  ['query=+клиент+', ['Постоянный клиент']],
  ['query=%25', ['50%']],
  ['query=_', []],
  ['query=', ['Постоянный клиент', 'непостоянный', 'ЁЛКА', 'Straße', '50%']],
  ['filter[name]=ЁЛКА', ['ЁЛКА']],
  ['filter[name]=ёлка', []],
  ['filter[id][]=1002&filter[id][]=1003', ['непостоянный', 'ЁЛКА']],
  ['filter[id]=1002&query=постоянный', ['непостоянный']],
  ['filter[id]=1002&filter[name]=ЁЛКА', []],
  ['filter[color]=x&order[name]=desc', ['Постоянный клиент', 'непостоянный', 'ЁЛКА', 'Straße', '50%']],
])('%s lists %s', async (query, names) => {
  const { admin } = await server.newAccount()
  await addTags(admin, 'Постоянный клиент', 'непостоянный', 'ЁЛКА', 'Straße', '50%')
  const encoded = query.replace(/[^\x20-\x7f]+/g, encodeURIComponent)
  expect(await namesListed(admin, encoded)).toEqual(names)
})

test('a filter that is no id is 400, and strict requests hear of unknown filters and of the total', async () => {
  const { admin } = await server.newAccount()
  await addTags(admin, 'a', 'b', 'AB')
  await admin.get(`${PATH}?filter[id][]=x`).expect(400)
  await admin.get(`${PATH}?filter[color]=x`, STRICT).expect(400)
  expect((await admin.get(`${PATH}?limit=1`, STRICT).expect(200)).json).toMatchObject({ _total_items: 3 })
  expect((await admin.get(`${PATH}?limit=1&query=B`, STRICT).expect(200)).json).toMatchObject({
    _total_items: 2,
  })
  expect((await admin.get(`${PATH}?filter[name]=a`, STRICT).expect(200)).json).toMatchObject({
    _total_items: 1,
  })
})

test('an account sees no tags of another', async () => {
  const [one, other] = [await server.newAccount(), await server.newAccount()]
  const [tag] = await addTags(one.admin, 'mine')
  await other.admin.get(PATH).expect(204)
  await other.admin.get(`${PATH}?filter[id][]=${tag?.id}`).expect(204)
  await other.admin.get(`${PATH}?query=mine`).expect(204)
})

test('a search looks through thousands of tags', async () => {
  const { admin } = await server.newAccount()
  for (let batch = 0; batch < 9; batch++)
    await addTags(admin, ...Array.from({ length: 250 }, (_, i) => `tag ${batch * 250 + i}`))
  expect(await namesListed(admin, 'query=TAG+2249')).toEqual(['tag 2249'])
  expect(await namesListed(admin, 'query=tag&page=9&limit=250')).toHaveLength(250)
  await admin.get(`${PATH}?query=tag&page=10&limit=250`).expect(204)
})
