import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../test/helpers/client.ts'
import { withoutCursor } from '../../test/helpers/cursor.ts'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { check } from '../check/service.ts'
import type { TwinNames } from '../check/names.ts'
import { FIELD_TYPE_NAMES } from '../core/field-types/field-type.ts'
import { readEvents } from '../events/read.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const CUSTOMERS = '/api/v4/customers/custom_fields'
const SEGMENTS = '/api/v4/customers/segments/custom_fields'
const PATHS = [CUSTOMERS, SEGMENTS]
const STRICT = { 'x-patron-strict': '1' }

type Option = { id: number; value: string; sort: number; code: string | null }
type Field = { id: number; name: string; sort: number; enums: Option[] | null; [key: string]: unknown }
type Problem = {
  'validation-errors': { request_id?: string; errors: { code: string; path: string }[] }[]
}

function embedded(json: unknown): Field[] {
  return (json as { _embedded: { custom_fields: Field[] } })._embedded.custom_fields
}

async function addFields(client: Client, path: string, ...fields: object[]): Promise<Field[]> {
  return embedded((await client.post(path, fields).expect(200)).json)
}

async function addField(client: Client, field: object, path = CUSTOMERS): Promise<Field> {
  const [added] = await addFields(client, path, { name: 'Field', type: 'text', ...field })
  return added as Field
}

/** Adds a field and reads it back: without the `request_id` of the write's answer. */
async function addBareField(client: Client, field: object, path = CUSTOMERS): Promise<Field> {
  const { id } = await addField(client, field, path)
  return (await client.get(`${path}/${id}`).expect(200)).json as Field
}

function addList(client: Client, ...values: string[]): Promise<Field> {
  return addField(client, { name: 'Size', type: 'select', enums: values.map((value) => ({ value })) })
}

/** Every violation as `request_id path code`. */
function violations(json: unknown): string[] {
  return (json as Problem)['validation-errors'].flatMap(({ request_id, errors }) =>
    errors.map(({ code, path }) => `${request_id ?? '-'} ${path} ${code}`),
  )
}

function optionsOf(field: Field | undefined): Option[] {
  return field?.enums ?? []
}

async function customersFound(account: TestAccount, text: string): Promise<number[]> {
  const { status, json } = await account.admin.get(`/api/v4/customers?query=${encodeURIComponent(text)}`)
  if (status === 204) return []
  return (json as { _embedded: { customers: { id: number }[] } })._embedded.customers.map(({ id }) => id)
}

async function valuesOf(account: TestAccount, id: number): Promise<unknown> {
  const { json } = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
  return (json as { custom_fields_values: unknown }).custom_fields_values
}

function chosen(fieldId: number, ...options: object[]): object {
  return { custom_fields_values: [{ field_id: fieldId, values: options }] }
}

describe.each(PATHS)('on %s', (path) => {
  test('no token is answered 401', async () => {
    await server.client(undefined).get(path).expect(401)
    await server
      .client(undefined)
      .post(path, [{ name: 'A', type: 'text' }])
      .expect(401)
  })

  test('who is no administrator may read fields and not write them', async () => {
    const account = await server.newAccount()
    const field = await addField(account.admin, {}, path)
    const { client } = await account.newUser()
    await client.get(path).expect(200)
    await client.get(`${path}/${field.id}`).expect(200)
    await client.post(path, [{ name: 'A', type: 'text' }]).expect(403)
    await client.patch(path, [{ id: field.id, name: 'A' }]).expect(403)
    await client.patch(`${path}/${field.id}`, { name: 'A' }).expect(403)
    await client.delete(`${path}/${field.id}`).expect(403)
    expect((await client.get(path).expect(200)).json).toMatchObject({ _total_items: 1 })
  })

  test('switched-off customers refuse every method with 422', async () => {
    const account = await server.newAccount()
    const field = await addField(account.admin, {}, path)
    await account.switchTo('segments', false)
    for (const answer of [
      account.admin.get(path),
      account.admin.get(`${path}/${field.id}`),
      account.admin.post(path, [{ name: 'A', type: 'text' }]),
      account.admin.patch(path, [{ id: field.id, name: 'A' }]),
      account.admin.patch(`${path}/${field.id}`, { name: 'A' }),
      account.admin.delete(`${path}/${field.id}`),
    ])
      expect((await answer.expect(422)).json).toMatchObject({ detail: 'Customers disabled' })
  })

  test('the fields are there in either mode', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    await addField(account.admin, {}, path)
    await account.admin.get(path).expect(200)
  })

  test('an added field is answered as the full model, and read back the same', async () => {
    const account = await server.newAccount()
    const { json } = await account.admin
      .post(path, [
        { name: 'Цвет', type: 'select', code: 'COLOR', request_id: 'a', enums: [{ value: 'Red' }] },
      ])
      .expect(200)
    const model = {
      id: 1001,
      name: 'Цвет',
      type: 'select',
      account_id: account.id,
      code: 'COLOR',
      sort: 10,
      is_api_only: false,
      enums: [{ id: 1001, value: 'Red', sort: 10, code: null }],
      group_id: null,
      required_statuses: [],
      is_deletable: true,
      is_predefined: false,
      entity_type: path === CUSTOMERS ? 'customers' : 'segments',
      tracking_callback: null,
      remind: null,
      triggers: [],
      currency: null,
      hidden_statuses: [],
      chained_lists: null,
      _links: { self: { href: `http://localhost:80${path}/1001` } },
    }
    expect(json).toEqual({ _total_items: 1, _embedded: { custom_fields: [{ ...model, request_id: 'a' }] } })
    expect((await account.admin.get(`${path}/1001`).expect(200)).json).toEqual(model)
  })

  test('the list is paged, and its links keep the filters', async () => {
    const { admin } = await server.newAccount()
    await admin.get(path).expect(204)
    await addFields(admin, path, ...[30, 10, 20].map((sort) => ({ name: `F${sort}`, type: 'text', sort })), {
      name: 'Other',
      type: 'numeric',
      sort: 5,
    })
    const url = `${path}?filter[type][]=text&order[sort]=asc&limit=2`
    const { json } = await admin.get(url).expect(200)
    expect(embedded(json).map((field) => field.name)).toEqual(['F10', 'F20'])
    const href = (page: number) => ({
      href: `http://localhost:80${path}?filter%5Btype%5D%5B0%5D=text&order%5Bsort%5D=asc&page=${page}&limit=2`,
    })
    expect(json).toMatchObject({ _total_items: 3, _page: 1, _page_count: 2 })
    const { _links: links } = json as { _links: { next: { href: string } } }
    expect({ ...links, next: { href: withoutCursor(links.next.href) } }).toEqual({
      self: href(1),
      next: href(2),
      last: href(2),
    })
    const second = (await admin.get(href(2).href.replace('http://localhost:80', '')).expect(200)).json
    expect(embedded(second).map((field) => field.name)).toEqual(['F30'])
    expect((second as { _links: unknown })._links).toEqual({
      self: href(2),
      first: href(1),
      prev: href(1),
      last: href(2),
    })
    await admin.get(`${path}?page=3&limit=2`).expect(204)
  })

  test.each([
    ['', ['A', 'B', 'C']],
    ['order[sort]=asc', ['C', 'A', 'B']],
    ['order[sort]=desc', ['B', 'A', 'C']],
    ['order[sort]=desc&order[id]=desc', ['B', 'A', 'C']],
    ['order[id]=desc', ['C', 'B', 'A']],
    ['order[name]=desc&order[id]=sideways', ['A', 'B', 'C']],
    ['filter[id][]=1001&filter[id][]=1003', ['A', 'C']],
    ['filter[id]=1002', ['B']],
    ['filter[type]=numeric', ['B']],
    ['filter[type][0]=numeric&filter[type][1]=text', ['A', 'B', 'C']],
    ['filter[name]=A', ['A', 'B', 'C']],
  ])('the query %s lists %s', async (query, names) => {
    const { admin } = await server.newAccount()
    await addFields(
      admin,
      path,
      { name: 'A', type: 'text', sort: 20 },
      { name: 'B', type: 'numeric', sort: 20 + 1 },
      { name: 'C', type: 'text', sort: 10 },
    )
    expect(embedded((await admin.get(`${path}?${query}`).expect(200)).json).map(({ name }) => name)).toEqual(
      names,
    )
  })

  test('a filter that matches nothing is 204, one that is no id is 400, and strict requests hear of unknown ones', async () => {
    const { admin } = await server.newAccount()
    await addField(admin, {}, path)
    await admin.get(`${path}?filter[id][]=999`).expect(204)
    await admin.get(`${path}?filter[type][]=nonsense`).expect(204)
    expect(violations((await admin.get(`${path}?filter[id][]=x`).expect(400)).json)).toEqual([
      '- filter.id InvalidType',
    ])
    await admin.get(`${path}?filter[id][]=1001&order[id]=asc`, STRICT).expect(200)
    const { json } = await admin.get(`${path}?filter[name]=A&order[name]=asc`, STRICT).expect(400)
    expect(violations(json)).toEqual(['- filter.name UnknownParameter', '- order.name UnknownParameter'])
  })

  test('a missing field is 204, 404 when strict, and 404 to be changed or deleted', async () => {
    const { admin } = await server.newAccount()
    await admin.get(`${path}/1001`).expect(204)
    await admin.get(`${path}/1001`, STRICT).expect(404)
    await admin.patch(`${path}/1001`, { name: 'A' }).expect(404)
    await admin.delete(`${path}/1001`).expect(404)
  })

  test('a deleted field is gone, and its id is not given again', async () => {
    const { admin } = await server.newAccount()
    const { id } = await addField(admin, {}, path)
    const { text } = await admin.delete(`${path}/${id}`, []).expect(204)
    expect(text).toBe('')
    await admin.get(`${path}/${id}`).expect(204)
    await admin.delete(`${path}/${id}`).expect(404)
    expect((await addField(admin, {}, path)).id).toBeGreaterThan(id)
  })

  test('one bad item refuses the batch and every violation is named', async () => {
    const { admin } = await server.newAccount()
    const { json } = await admin
      .post(path, [
        { name: 'Good', type: 'text' },
        { name: 'A', type: 'select', request_id: 'mine' },
        { name: 'B', type: 'select', enums: [], code: 'X' },
        { name: 'C', type: 'radiobutton', code: 'X', enums: [{ value: 'a' }, { value: 'a' }, { sort: 1 }] },
        { name: 'D', type: 'text', enums: [{ value: 'a' }] },
        { name: 'E', type: 'smart_address' },
      ])
      .expect(400)
    expect(violations(json).sort()).toEqual([
      '2 enums TooFewItems',
      '3 code NotSupportedChoice',
      '3 enums.1.value Duplicate',
      '3 enums.2.value FieldMissing',
      '4 enums NotSupportedChoice',
      '5 type NotSupportedChoice',
      'mine enums FieldMissing',
    ])
    await admin.get(path).expect(204)
  })

  test('what the schema refuses is named too', async () => {
    const { admin } = await server.newAccount()
    const { json } = await admin
      .post(path, [
        {},
        { name: '', type: 5 },
        { name: 'я'.repeat(256), type: 'text', sort: 1.5, code: 'c'.repeat(256) },
        { name: 'A', type: 'select', enums: 'a' },
        { name: 'A', type: 'select', enums: [{ value: 1 }] },
        { name: 'A', type: 'select', enums: Array.from({ length: 1001 }, (_, i) => ({ value: `${i}` })) },
        { name: 'A', type: 'text', sort: 2 ** 31 },
      ])
      .expect(400)
    expect(violations(json).sort()).toEqual([
      '0 name FieldMissing',
      '0 type FieldMissing',
      '1 name NotBlank',
      '1 type InvalidType',
      '2 code TooLong',
      '2 name TooLong',
      '2 sort InvalidType',
      '3 enums InvalidType',
      '4 enums.0.value InvalidType',
      '5 enums TooManyItems',
      '6 sort OutOfRange',
    ])
    await admin.post(path, []).expect(400)
    await admin
      .post(
        path,
        Array.from({ length: 251 }, () => ({ name: 'A', type: 'text' })),
      )
      .expect(422)
    await admin.get(path).expect(204)
  })

  test('a batch changes what it names; unknown and repeated ids refuse it', async () => {
    const { admin } = await server.newAccount()
    const [a, b] = await addFields(admin, path, { name: 'A', type: 'text' }, { name: 'B', type: 'text' })
    const refused = await admin
      .patch(path, [{ id: a?.id, name: 'New' }, { id: 999 }, { id: a?.id, name: 'Newer' }, { name: 'X' }])
      .expect(400)
    expect(violations(refused.json)).toEqual([
      '1 id NotSupportedChoice',
      '2 id Duplicate',
      '3 id FieldMissing',
    ])
    expect((await admin.get(`${path}/${a?.id}`).expect(200)).json).toEqual({ ...a, request_id: undefined })
    const { json } = await admin
      .patch(path, [
        { id: b?.id, sort: 5, request_id: 7 },
        { id: a?.id, name: 'New', is_api_only: true },
      ])
      .expect(200)
    expect(json).toEqual({
      _total_items: 2,
      _embedded: {
        custom_fields: [
          { ...b, sort: 5, request_id: '7' },
          { ...a, name: 'New', is_api_only: true, request_id: '1' },
        ],
      },
    })
  })

  test('a single change answers the bare model', async () => {
    const { admin } = await server.newAccount()
    const field = await addBareField(admin, { name: 'A' }, path)
    const { json } = await admin.patch(`${path}/${field.id}`, { name: 'B' }).expect(200)
    expect(json).toEqual({ ...field, name: 'B' })
    expect((await admin.get(`${path}/${field.id}`).expect(200)).json).toEqual({ ...field, name: 'B' })
  })

  test('an account sees no fields of another, and may use the same codes', async () => {
    const [one, other] = [await server.newAccount(), await server.newAccount()]
    const field = await addField(one.admin, { code: 'SAME' }, path)
    await other.admin.get(path).expect(204)
    await other.admin.patch(`${path}/${field.id}`, { name: 'Stolen' }).expect(404)
    await other.admin.delete(`${path}/${field.id}`).expect(404)
    await addField(other.admin, { code: 'SAME' }, path)
    expect((await one.admin.get(`${path}/${field.id}`).expect(200)).json).toMatchObject({ name: 'Field' })
  })
})

test('the fields of customers are not those of segments, and may have the same code', async () => {
  const { admin } = await server.newAccount()
  const field = await addField(admin, { code: 'SAME' }, CUSTOMERS)
  await addField(admin, { code: 'SAME' }, SEGMENTS)
  await admin.get(`${SEGMENTS}/${field.id}`).expect(204)
  await admin.patch(`${SEGMENTS}/${field.id}`, { name: 'A' }).expect(404)
  await admin.delete(`${SEGMENTS}/${field.id}`).expect(404)
  expect((await admin.get(CUSTOMERS).expect(200)).json).toMatchObject({ _total_items: 1 })
})

test('customers have fields of every type, segments not of all', async () => {
  const { admin } = await server.newAccount()
  const field = (type: string) => ({
    name: type,
    type,
    ...(['select', 'multiselect', 'radiobutton'].includes(type) && { enums: [{ value: 'a' }] }),
  })
  await addFields(admin, CUSTOMERS, ...FIELD_TYPE_NAMES.map(field))
  const { json } = await admin.post(SEGMENTS, FIELD_TYPE_NAMES.map(field)).expect(400)
  const refused = FIELD_TYPE_NAMES.flatMap((type, i) =>
    ['monetary', 'chained_list', 'file'].includes(type) ? `${i} type NotSupportedChoice` : [],
  )
  expect(violations(json)).toEqual(refused)
})

describe('defaults', () => {
  test('a field without sort comes behind all others at the next ten', async () => {
    const { admin } = await server.newAccount()
    const sorts = (
      await addFields(
        admin,
        CUSTOMERS,
        { name: 'A', type: 'text' },
        { name: 'B', type: 'text', sort: 505 },
        { name: 'C', type: 'text', sort: null },
        { name: 'D', type: 'text', sort: 1 },
        { name: 'E', type: 'text' },
      )
    ).map((field) => field.sort)
    expect(sorts).toEqual([10, 505, 510, 1, 520])
    expect((await addField(admin, {})).sort).toBe(530)
  })

  test('the largest sort has nothing behind it and is given twice', async () => {
    const { admin } = await server.newAccount()
    await addField(admin, { sort: 2 ** 31 - 1 })
    expect((await addField(admin, {})).sort).toBe(2 ** 31 - 1)
  })

  test('a monetary field has the currency of the account unless it names one', async () => {
    const { admin } = await server.newAccount()
    const [own, named] = await addFields(
      admin,
      CUSTOMERS,
      { name: 'A', type: 'monetary' },
      { name: 'B', type: 'monetary', currency: 'EUR' },
    )
    expect([own?.['currency'], named?.['currency']]).toEqual(['USD', 'EUR'])
    const { json } = await admin.patch(`${CUSTOMERS}/${named?.id}`, { currency: 'euro' }).expect(400)
    expect(violations(json)).toEqual(['- currency InvalidFormat'])
    await admin.patch(`${CUSTOMERS}/${named?.id}`, { currency: 'RUB' }).expect(200)
    expect((await admin.get(`${CUSTOMERS}/${named?.id}`).expect(200)).json).toMatchObject({ currency: 'RUB' })
    expect((await addField(admin, { type: 'text', currency: 'anything' }))['currency']).toBeNull()
  })
})

describe('what the official SDK sends', () => {
  test('a field that was read and is saved whole changes nothing', async () => {
    const { admin, id } = await server.newAccount()
    const field = await addBareField(admin, {
      type: 'multiselect',
      code: 'MANY',
      enums: [
        { value: 'b', sort: 20 },
        { value: 'a', sort: 10, code: 'A' },
      ],
    })
    const before = await server.deps.db.query(`select count(*) from events where account_id = $1`, [id])
    const { json } = await admin.patch(`${CUSTOMERS}/${field.id}`, field).expect(200)
    expect(json).toEqual(field)
    expect(await server.deps.db.query(`select count(*) from events where account_id = $1`, [id])).toEqual(
      before,
    )
  })

  test('a list with gaps arrives as an object and is a list', async () => {
    const { admin } = await server.newAccount()
    const field = await addList(admin, 'a', 'b', 'c')
    const [a, , c] = optionsOf(field)
    await admin.patch(`${CUSTOMERS}/${field.id}`, { type: 'select', enums: { 0: a, 2: c } }).expect(200)
    const { json } = await admin.get(`${CUSTOMERS}/${field.id}`).expect(200)
    expect(optionsOf(json as Field)).toEqual([a, c])
    const refused = await admin
      .patch(`${CUSTOMERS}/${field.id}`, { enums: { 0: a, 2: { ...c, id: 9 } } })
      .expect(400)
    expect(violations(refused.json)).toEqual(['- enums.2.id NotSupportedChoice'])
  })

  test('chained lists arrive under the ids of their lists', async () => {
    const { admin } = await server.newAccount()
    const field = await addField(admin, {
      type: 'chained_list',
      chained_lists: {
        1001: { catalog_id: 1001, parent_catalog_id: null, title: 'Make' },
        1002: { catalog_id: 1002, parent_catalog_id: 1001, title: 'Model', other: 1 },
      },
    })
    expect(field['chained_lists']).toEqual([
      { catalog_id: 1001, parent_catalog_id: null, title: 'Make' },
      { catalog_id: 1002, parent_catalog_id: 1001, title: 'Model' },
    ])
    const { json } = await admin
      .patch(`${CUSTOMERS}/${field.id}`, { chained_lists: [{ catalog_id: 'x' }] })
      .expect(400)
    expect(violations(json)).toEqual(['- chained_lists.0.catalog_id InvalidType'])
  })

  test('what is unset comes as null and changes nothing', async () => {
    const { admin } = await server.newAccount()
    const unset = {
      type: null,
      sort: null,
      is_api_only: null,
      enums: null,
      currency: null,
      chained_lists: null,
      request_id: null,
      remind: null,
      required_statuses: null,
    }
    const field = await addBareField(admin, {
      ...unset,
      type: 'select',
      enums: [{ id: 77, value: 'a', sort: null, code: null }],
    })
    expect(field.enums).toEqual([{ id: 1001, value: 'a', sort: 10, code: null }])
    expect((await admin.patch(`${CUSTOMERS}/${field.id}`, unset).expect(200)).json).toEqual(field)
  })

  test('types without a list ignore an empty one', async () => {
    const { admin } = await server.newAccount()
    const field = await addField(admin, { enums: [] })
    await admin.patch(`${CUSTOMERS}/${field.id}`, { enums: null }).expect(200)
    const { json } = await admin.patch(`${CUSTOMERS}/${field.id}`, { enums: [{ value: 'a' }] }).expect(400)
    expect(violations(json)).toEqual(['- enums NotSupportedChoice'])
  })
})

test('the type of a field cannot be changed', async () => {
  const { admin } = await server.newAccount()
  const { id } = await addField(admin, { type: 'text' })
  await admin.patch(`${CUSTOMERS}/${id}`, { type: 'text' }).expect(200)
  for (const type of ['numeric', 'nonsense'])
    expect(violations((await admin.patch(`${CUSTOMERS}/${id}`, { type }).expect(400)).json)).toEqual([
      '- type ReadOnly',
    ])
})

describe('a code', () => {
  test('is unique among the fields of an entity, also within a batch', async () => {
    const { admin } = await server.newAccount()
    const [a, b] = await addFields(
      admin,
      CUSTOMERS,
      { name: 'A', type: 'text', code: 'A' },
      { name: 'B', type: 'text', code: 'B' },
      { name: 'C', type: 'text', code: '' },
      { name: 'D', type: 'text' },
    )
    expect(
      violations((await admin.post(CUSTOMERS, [{ name: 'X', type: 'text', code: 'A' }]).expect(400)).json),
    ).toEqual(['0 code NotSupportedChoice'])
    const { json } = await admin.patch(`${CUSTOMERS}/${b?.id}`, { code: 'A' }).expect(400)
    expect(violations(json)).toEqual(['- code NotSupportedChoice'])
    await admin.patch(`${CUSTOMERS}/${a?.id}`, { code: 'A' }).expect(200)
    await admin.patch(`${CUSTOMERS}/${a?.id}`, { code: 'a' }).expect(200)
    await admin.patch(`${CUSTOMERS}/${b?.id}`, { code: 'A' }).expect(200)
  })

  test('is handed over within a batch, and blamed on the item that takes it', async () => {
    const { admin } = await server.newAccount()
    const [a, b, c] = await addFields(
      admin,
      CUSTOMERS,
      { name: 'A', type: 'text', code: 'A' },
      { name: 'B', type: 'text', code: 'B' },
      { name: 'C', type: 'text', code: 'C' },
    )
    const swapped = await admin
      .patch(CUSTOMERS, [
        { id: a?.id, code: 'B' },
        { id: b?.id, code: 'A' },
        { id: c?.id, code: null },
      ])
      .expect(200)
    expect(embedded(swapped.json).map((field) => field['code'])).toEqual(['B', 'A', null])
    const { json } = await admin
      .patch(CUSTOMERS, [
        { id: a?.id, code: 'A' },
        { id: b?.id, name: 'keeps A' },
      ])
      .expect(400)
    expect(violations(json)).toEqual(['0 code NotSupportedChoice'])
  })
})

describe('the options of a list', () => {
  test('are kept and renamed by id, added without one, and removed by being left out', async () => {
    const { admin } = await server.newAccount()
    const field = await addList(admin, 'Small', 'Middle', 'Large')
    const [small, , large] = optionsOf(field)
    const { json } = await admin
      .patch(`${CUSTOMERS}/${field.id}`, {
        enums: [
          { id: large?.id, sort: 5 },
          { value: 'Huge', code: 'XXL' },
          { id: small?.id, value: 'Tiny' },
        ],
      })
      .expect(200)
    expect(optionsOf(json as Field)).toEqual([
      { id: large?.id, value: 'Large', sort: 5, code: null },
      { id: small?.id, value: 'Tiny', sort: 10, code: null },
      { id: 1004, value: 'Huge', sort: 10, code: 'XXL' },
    ])
  })

  test('are refused when they are unknown, doubled or none are left', async () => {
    const { admin } = await server.newAccount()
    const field = await addList(admin, 'a', 'b')
    const other = await addList(admin, 'c')
    const [a, b] = optionsOf(field)
    const foreign = optionsOf(other)[0]
    const patch = async (enums: unknown) =>
      violations((await admin.patch(`${CUSTOMERS}/${field.id}`, { enums }).expect(400)).json)
    expect(await patch([a, { ...b, id: foreign?.id }])).toEqual(['- enums.1.id NotSupportedChoice'])
    expect(await patch([a, { ...a, value: 'x' }])).toEqual(['- enums.1.id Duplicate'])
    expect(await patch([{ ...a, value: 'b' }, b])).toEqual(['- enums.1.value Duplicate'])
    expect(
      await patch([
        { ...a, code: 'X' },
        { ...b, code: 'X' },
      ]),
    ).toEqual(['- enums.1.code Duplicate'])
    expect(await patch([])).toEqual(['- enums TooFewItems'])
    expect((await admin.get(`${CUSTOMERS}/${field.id}`).expect(200)).json).toMatchObject({ enums: [a, b] })
  })

  test('have one form of their texts, and are known by it', async () => {
    const { admin } = await server.newAccount()
    const field = await addList(admin, ' Caf\u00e9 ', 'tea')
    const [coffee, tea] = optionsOf(field)
    expect(coffee?.value).toBe('Caf\u00e9')
    const url = `${CUSTOMERS}/${field.id}`
    const again = await admin
      .patch(url, { enums: [{ value: 'tea\u00a0' }, { value: 'Cafe\u0301' }] })
      .expect(200)
    expect(optionsOf(again.json as Field).map(({ id, value }) => [id, value])).toEqual([
      [coffee?.id, 'Caf\u00e9'],
      [tea?.id, 'tea'],
    ])
    const refused = await admin
      .patch(url, {
        enums: [
          coffee,
          { value: 'cafe\u0301' },
          { ...tea, value: 'CAF\u00c9' },
          { value: 'Cafe\u0301' },
          { value: '\u200b' },
        ],
      })
      .expect(400)
    expect(violations(refused.json)).toEqual(['- enums.3.value Duplicate', '- enums.4.value NotBlank'])
  })

  test('that had one text in two spellings before keep them', async () => {
    const account = await server.newAccount()
    const { admin } = account
    const field = await addList(admin, 'a', 'b')
    const [a, b] = optionsOf(field)
    await server.deps.db.query(
      `update custom_fields set enums = replace(enums::text, '"b"', '"a "')::jsonb where account_id = $1`,
      [account.id],
    )
    await server.deps.db.query(
      `update accounts set definitions_version = definitions_version + 1 where id = $1`,
      [account.id],
    )
    const twin = { ...b, value: 'a ' }
    const url = `${CUSTOMERS}/${field.id}`
    const kept = await admin.patch(url, { name: 'Kept', enums: [a, twin] }).expect(200)
    expect(optionsOf(kept.json as Field)).toEqual([a, twin])
    const customer = await account.addCustomer({
      custom_fields_values: [{ field_id: field.id, values: [{ value: 'a ' }] }],
    })
    const { json } = await admin.get(`/api/v4/customers/${customer}`).expect(200)
    expect(json).toMatchObject({ custom_fields_values: [{ values: [{ enum_id: a?.id }] }] })
    const twins: TwinNames[] = []
    await check(
      server.deps,
      account.id,
      () => undefined,
      (found) => twins.push(found),
    )
    expect(twins).toEqual([
      { account: account.id, what: `options of custom field ${field.id}`, name: 'a', ids: [a?.id, b?.id] },
    ])
  })

  test('may swap their texts', async () => {
    const { admin } = await server.newAccount()
    const field = await addList(admin, 'a', 'b')
    const [a, b] = optionsOf(field)
    const enums = [
      { ...a, value: 'b' },
      { ...b, value: 'a' },
    ]
    expect((await admin.patch(`${CUSTOMERS}/${field.id}`, { enums }).expect(200)).json).toMatchObject({
      enums,
    })
  })

  test('sent by their texts alone stay the options they are', async () => {
    const { admin } = await server.newAccount()
    const field = await addList(admin, 'a', 'b')
    const send = async (...values: string[]) =>
      optionsOf(
        (
          await admin
            .patch(`${CUSTOMERS}/${field.id}`, { enums: values.map((value) => ({ value })) })
            .expect(200)
        ).json as Field,
      ).map(({ id, value }) => `${id} ${value}`)
    expect(await send('a', 'b', 'c')).toEqual(['1001 a', '1002 b', '1003 c'])
    expect(await send('a', 'b', 'c')).toEqual(['1001 a', '1002 b', '1003 c'])
    expect(await send('a')).toEqual(['1001 a'])
    expect(await send('c', 'a')).toEqual(['1001 a', '1003 c'])
  })

  test('that were removed stand on customers that have them, and on no others, until they come back', async () => {
    const account = await server.newAccount()
    const { admin } = account
    const field = await addList(admin, 'Small', 'Large')
    const [small, large] = optionsOf(field)
    const holder = await account.addCustomer(chosen(field.id, { enum_id: large?.id }))
    const other = await account.addCustomer(chosen(field.id, { enum_id: small?.id }))
    await admin.patch(`${CUSTOMERS}/${field.id}`, { enums: [small] }).expect(200)
    const shown = [{ value: 'Large', enum_id: large?.id, enum_code: null }]
    expect(await valuesOf(account, holder)).toMatchObject([{ field_id: field.id, values: shown }])
    expect(await customersFound(account, 'large')).toEqual([holder])
    const give = chosen(field.id, { enum_id: large?.id })
    await admin.patch(`/api/v4/customers/${holder}`, give).expect(200)
    await admin.patch(`/api/v4/customers/${other}`, give).expect(400)
    await admin.patch(`${CUSTOMERS}/${field.id}`, { enums: [small, large] }).expect(200)
    await admin.patch(`/api/v4/customers/${other}`, give).expect(200)
  })

  test('are found by their new text at once after a rename, and no more by the old one', async () => {
    const account = await server.newAccount()
    const { admin } = account
    const field = await addField(admin, {
      type: 'multiselect',
      enums: [{ value: 'Синий' }, { value: 'Red' }],
    })
    const [blue, red] = optionsOf(field)
    const both = await account.addCustomer(chosen(field.id, { enum_id: blue?.id }, { enum_id: red?.id }))
    const one = await account.addCustomer(chosen(field.id, { enum_id: red?.id }))
    const deleted = await account.addCustomer(chosen(field.id, { enum_id: blue?.id }))
    await admin.delete(`/api/patron/v1/customers/${deleted}`).expect(204)
    await admin.patch(CUSTOMERS, [{ id: field.id, enums: [{ ...blue, value: 'Голубой' }, red] }]).expect(200)
    expect(await customersFound(account, 'синий')).toEqual([])
    expect(await customersFound(account, 'ГОЛУБОЙ')).toEqual([both])
    expect(await customersFound(account, 'red')).toEqual([both, one])
    expect(await valuesOf(account, both)).toMatchObject([
      { values: [{ value: 'Голубой' }, { value: 'Red' }] },
    ])
    await admin.post(`/api/patron/v1/customers/${deleted}/restore`).expect(200)
    expect(await customersFound(account, 'голубой')).toEqual([both, deleted])
  })

  test('are found by their new text on every customer of a large base', async () => {
    const account = await server.newAccount()
    const { admin } = account
    const field = await addList(admin, 'Old text', 'Other')
    const [old, other] = optionsOf(field)
    const customers = Array.from({ length: 250 }, (_, i) => ({
      name: `C${i}`,
      ...chosen(field.id, { enum_id: i % 50 === 0 ? other?.id : old?.id }),
    }))
    for (let batch = 0; batch < 5; batch++) await admin.post('/api/v4/customers', customers).expect(200)
    await admin.patch(`${CUSTOMERS}/${field.id}`, { enums: [{ ...old, value: 'Fresh' }, other] }).expect(200)
    await admin.get('/api/v4/customers?query=old+text').expect(204)
    const { json } = await admin.get('/api/v4/customers?query=fresh&limit=1', STRICT).expect(200)
    expect(json).toMatchObject({ _total_items: 5 * 245 })
  })
})

test('a renamed field shows its new name on customers, which are not touched', async () => {
  const account = await server.newAccount()
  const field = await addField(account.admin, { name: 'Old' })
  const id = await account.addCustomer(chosen(field.id, { value: 'x' }))
  const before = (await account.admin.get(`/api/v4/customers/${id}`).expect(200)).headers['etag']
  await account.admin.patch(`${CUSTOMERS}/${field.id}`, { name: 'New' }).expect(200)
  const { json, headers } = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
  expect(json).toMatchObject({ custom_fields_values: [{ field_name: 'New' }] })
  expect(headers['etag']).toBe(before)
})

test('a deleted field leaves every customer that had it, and what the search found by it', async () => {
  const account = await server.newAccount()
  const { admin } = account
  const [gone, kept] = await addFields(
    admin,
    CUSTOMERS,
    { name: 'Gone', type: 'text', code: 'GONE' },
    { name: 'Kept', type: 'text' },
  )
  const values = {
    custom_fields_values: [
      { field_id: gone?.id, values: [{ value: 'needle' }] },
      { field_id: kept?.id, values: [{ value: 'hay' }] },
    ],
  }
  const holder = await account.addCustomer(values)
  const stranger = await account.addCustomer({ name: 'Other' })
  const deleted = await account.addCustomer(values)
  await admin.delete(`/api/patron/v1/customers/${deleted}`).expect(204)
  await admin.delete(`${CUSTOMERS}/${gone?.id}`).expect(204)
  expect(await valuesOf(account, holder)).toMatchObject([{ field_id: kept?.id }])
  expect(await valuesOf(account, stranger)).toBeNull()
  expect(await customersFound(account, 'needle')).toEqual([])
  expect(await customersFound(account, 'hay')).toEqual([holder])
  const stored = await server.deps.db.query(
    `select id from customers where account_id = $1 and deleted_at is null and fields ? $2::text`,
    [account.id, String(gone?.id)],
  )
  expect(stored).toEqual([])
  await admin.patch(`/api/v4/customers/${holder}`, chosen(gone?.id as number, { value: 'x' })).expect(400)
  await admin.post(`/api/patron/v1/customers/${deleted}/restore`).expect(200)
  expect(await customersFound(account, 'needle')).toEqual([])
  expect(await valuesOf(account, deleted)).toMatchObject([{ field_id: kept?.id }])
  await addField(admin, { name: 'Again', code: 'GONE' })
})

test('a deleted field of segments leaves every segment that had it', async () => {
  const { admin, id: accountId } = await server.newAccount()
  const [gone, kept] = await addFields(
    admin,
    SEGMENTS,
    { name: 'Gone', type: 'text' },
    { name: 'Kept', type: 'checkbox' },
  )
  const { json } = await admin
    .post('/api/v4/customers/segments', {
      name: 'A',
      custom_fields_values: [
        { field_id: gone?.id, values: [{ value: 'x' }] },
        { field_id: kept?.id, values: [{ value: true }] },
      ],
    })
    .expect(200)
  await admin.delete(`${SEGMENTS}/${gone?.id}`).expect(204)
  const { id } = json as { id: number }
  expect((await admin.get(`/api/v4/customers/segments/${id}`).expect(200)).json).toMatchObject({
    custom_fields_values: [{ field_id: kept?.id, values: [{ value: true }] }],
  })
  const [row] = await server.deps.db.query(`select fields from segments where account_id = $1`, [accountId])
  expect(row).toEqual({ fields: { [String(kept?.id)]: true } })
})

describe('the limit of 30 fields on segments', () => {
  const fields = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `F${i}`, type: 'text' }))

  test('refuses the whole batch that would pass it', async () => {
    const { admin } = await server.newAccount()
    await admin.post(SEGMENTS, fields(29)).expect(200)
    const { json } = await admin.post(SEGMENTS, fields(2)).expect(422)
    expect(json).toMatchObject({ detail: 'No more than 30 custom fields of segments' })
    await admin.post(SEGMENTS, fields(1)).expect(200)
    await admin.post(SEGMENTS, fields(1)).expect(422)
    await admin.post(CUSTOMERS, fields(31)).expect(200)
  })

  test('holds against requests at the same moment', async () => {
    const { admin } = await server.newAccount()
    const answers = await Promise.all(Array.from({ length: 8 }, () => admin.post(SEGMENTS, fields(7))))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 422, 422, 422, 422])
    expect((await admin.get(SEGMENTS).expect(200)).json).toMatchObject({ _total_items: 28 })
  })
})

test('requests at the same moment cannot take one code twice', async () => {
  const { admin } = await server.newAccount()
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => admin.post(CUSTOMERS, [{ name: 'A', type: 'text', code: 'ONE' }])),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400])
})

test('an Idempotency-Key adds a field once', async () => {
  const { admin } = await server.newAccount()
  const key = { 'idempotency-key': 'once' }
  const first = await admin.post(CUSTOMERS, [{ name: 'A', type: 'text' }], key).expect(200)
  const second = await admin.post(CUSTOMERS, [{ name: 'A', type: 'text' }], key).expect(200)
  expect(second.json).toEqual(first.json)
  expect((await admin.get(CUSTOMERS).expect(200)).json).toMatchObject({ _total_items: 1 })
})

test('each write is told as an event, and a write that changes nothing as none', async () => {
  const account = await server.newAccount()
  const { admin, adminId } = account
  const { id } = await addField(admin, { name: 'A', code: 'X' })
  await admin.patch(`${CUSTOMERS}/${id}`, { name: 'B', sort: 7 }).expect(200)
  await admin.patch(`${CUSTOMERS}/${id}`, { name: 'B', sort: 7 }).expect(200)
  await admin.delete(`${CUSTOMERS}/${id}`).expect(204)
  const { events } = await readEvents(server.deps.db, account.id, 0, 100)
  const common = { entity_id: id, created_by: adminId, created_at: TEST_NOW }
  const field = { entity: 'customers', type: 'text', code: 'X' }
  expect(events).toMatchObject([
    { ...common, type: 'custom_field_added', data: { ...field, name: 'A' } },
    { ...common, type: 'custom_field_changed', data: { name: ['A', 'B'], sort: [10, 7] } },
    { ...common, type: 'custom_field_deleted', data: { ...field, name: 'B' } },
  ])
})
