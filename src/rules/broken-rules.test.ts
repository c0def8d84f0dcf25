import { afterAll, beforeAll, expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const V4 = '/api/v4/customers'
const OWN = '/api/patron/v1'

async function addSegment(account: TestAccount, name: string, entry: unknown = null): Promise<number> {
  const { json } = await account.admin.post(`${V4}/segments`, { name }).expect(200)
  const { id } = json as { id: number }
  if (entry !== null)
    await account.admin.put(`${OWN}/segments/${id}/conditions`, { entry, exit: null }).expect(200)
  return id
}

async function addField(
  account: TestAccount,
  field: object,
): Promise<{ id: number; enums: { id: number }[] }> {
  const { json } = await account.admin.post(`${V4}/custom_fields`, [{ name: 'F', ...field }]).expect(200)
  const { custom_fields: fields } = (json as { _embedded: { custom_fields: unknown[] } })._embedded
  return fields[0] as { id: number; enums: { id: number }[] }
}

async function segmentsOf(account: TestAccount, id: number): Promise<number[]> {
  const { json } = await account.admin.get(`${V4}/${id}`).expect(200)
  return (json as { _embedded: { segments: { id: number }[] } })._embedded.segments.map((each) => each.id)
}

async function brokenOf(account: TestAccount, id: number): Promise<unknown> {
  const { json } = await account.admin.get(`${OWN}/segments/${id}/conditions`).expect(200)
  return (json as { broken: unknown }).broken
}

const consistent = async (account: TestAccount) =>
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])

test('a segment that others ask for is deleted only by force: then nobody is in it, and the rules say where they are broken', async () => {
  const account = await server.newAccount()
  const ann = await account.addCustomer({ name: 'Ann' })
  const bob = await account.addCustomer({ name: 'Bob' })
  const required = await addSegment(account, 'Asked', { name: { equals: 'Ann' } })
  const any = await addSegment(account, 'Any', { all: [{ segment: { any: ['Asked'] } }] })
  const none = await addSegment(account, 'None', { segment: { none: ['Asked'] } })
  expect([await segmentsOf(account, ann), await segmentsOf(account, bob)]).toEqual([[required, any], [none]])

  const rules = [
    { kind: 'segment', id: any, name: 'Any', path: 'entry.all.0.segment.any.0' },
    { kind: 'segment', id: none, name: 'None', path: 'entry.segment.none.0' },
  ]
  const detail = 'Rules use it: segment "Any", segment "None". With force=1 it is deleted nevertheless'
  const published = await account.admin.delete(`${V4}/segments/${required}`).expect(400)
  expect(published.json).toMatchObject({ title: 'Bad Request', detail, rules })
  const own = await account.admin.delete(`${OWN}/segments/${required}?force=0`).expect(409)
  expect(own.json).toMatchObject({ title: 'Conflict', detail, rules })
  expect(await segmentsOf(account, ann)).toEqual([required, any])

  await account.admin.delete(`${V4}/segments/${required}?force=1`).expect(204)
  expect([await segmentsOf(account, ann), await segmentsOf(account, bob)]).toEqual([[none], [none]])
  expect(await brokenOf(account, any)).toEqual([
    { path: 'entry.all.0.segment.any.0', thing: 'segment', id: required },
  ])
  expect(await brokenOf(account, none)).toEqual([
    { path: 'entry.segment.none.0', thing: 'segment', id: required },
  ])
  await consistent(account)
})

test('a broken rule that is written as it stands is no error, and one that is changed has to be mended', async () => {
  const account = await server.newAccount()
  const required = await addSegment(account, 'Asked')
  const id = await addSegment(account, 'Asking', { segment: { any: [required] } })
  await account.admin.delete(`${OWN}/segments/${required}?force=1`).expect(204)
  const url = `${OWN}/segments/${id}/conditions`
  const entry = { segment: { any: [required] } }
  expect((await account.admin.put(url, { entry, exit: null }).expect(200)).json).toMatchObject({ version: 1 })
  expect((await account.admin.put(url, { entry, exit: { ltv: { gte: 1 } } }).expect(200)).json).toMatchObject(
    {
      version: 2,
      entry,
    },
  )
  await account.admin.put(url, { entry: { not: entry }, exit: null }).expect(400)
  // What stands in one tree does not excuse the other.
  await account.admin.put(url, { entry, exit: entry }).expect(400)
})

test('a field that rules ask for is deleted only by force: then nobody has a value of it', async () => {
  const account = await server.newAccount()
  const { id: field } = await addField(account, { type: 'numeric' })
  const customer = await account.addCustomer({
    custom_fields_values: [{ field_id: field, values: [{ value: 5 }] }],
  })
  const filled = await addSegment(account, 'Filled', { custom_field: { field, gte: 1 } })
  const empty = await addSegment(account, 'Empty', { custom_field: { field, empty: true } })
  expect(await segmentsOf(account, customer)).toEqual([filled])
  const { json } = await account.admin.delete(`${OWN}/custom_fields/${field}`).expect(409)
  expect((json as { rules: { path: string }[] }).rules.map(({ path }) => path)).toEqual([
    'entry.custom_field.field',
    'entry.custom_field.field',
  ])
  await account.admin.delete(`${V4}/custom_fields/${field}`).expect(400)
  await account.admin.delete(`${V4}/custom_fields/${field}?force=1`).expect(204)
  expect(await segmentsOf(account, customer)).toEqual([empty])
  expect(await brokenOf(account, filled)).toEqual([
    { path: 'entry.custom_field.field', thing: 'custom_field', id: field },
  ])
  await consistent(account)
})

test('an option that rules ask for leaves its list only by force: then nobody has it, until it comes back', async () => {
  const account = await server.newAccount()
  const { id: field, enums } = await addField(account, {
    type: 'multiselect',
    enums: [{ value: 'Dark' }, { value: 'Light' }],
  })
  const [dark, light] = enums.map((option) => option.id) as [number, number]
  const values = [{ field_id: field, values: [{ enum_id: dark }, { enum_id: light }] }]
  const customer = await account.addCustomer({ custom_fields_values: values })
  const any = await addSegment(account, 'Any', { custom_field: { field, any: ['Dark'] } })
  const both = await addSegment(account, 'Both', { custom_field: { field, all: ['Dark', 'Light'] } })
  const none = await addSegment(account, 'None', { custom_field: { field, none: ['Dark'] } })
  expect(await segmentsOf(account, customer)).toEqual([any, both])

  const without = { enums: [{ id: light, value: 'Light' }] }
  const { json } = await account.admin.patch(`${V4}/custom_fields/${field}`, without).expect(400)
  expect((json as { rules: { path: string }[] }).rules.map(({ path }) => path)).toEqual([
    'entry.custom_field.any.0',
    'entry.custom_field.all.0',
    'entry.custom_field.none.0',
  ])
  await account.admin.patch(`${V4}/custom_fields`, [{ id: field, ...without }]).expect(400)
  await account.admin.patch(`${V4}/custom_fields/${field}?force=1`, without).expect(200)
  expect(await segmentsOf(account, customer)).toEqual([none])
  expect(await brokenOf(account, any)).toEqual([
    { path: 'entry.custom_field.any.0', thing: 'option', id: dark },
  ])
  await consistent(account)

  await account.admin
    .patch(`${V4}/custom_fields/${field}`, { enums: [{ value: 'Light' }, { value: 'Dark' }] })
    .expect(200)
  expect(await segmentsOf(account, customer)).toEqual([any, both])
  expect(await brokenOf(account, any)).toEqual([])
  await consistent(account)
})

test('our API deletes a segment in the other mode, too', async () => {
  const account = await server.newAccount()
  await account.addCustomer({ name: 'Ann' })
  const id = await addSegment(account, 'A', { name: { equals: 'Ann' } })
  await account.switchTo('periodicity')
  await account.admin.delete(`${V4}/segments/${id}`).expect(422)
  await account.admin.delete(`${OWN}/segments/${id}`).expect(204)
  await account.admin.delete(`${OWN}/segments/${id}`).expect(404)
  await consistent(account)
  await account.switchTo('segments')
  await consistent(account)
})

test('what no rule asks for is deleted without being forced, and its rule goes with a segment', async () => {
  const account = await server.newAccount()
  const { id: field, enums } = await addField(account, {
    type: 'select',
    enums: [{ value: 'A' }, { value: 'B' }],
  })
  const id = await addSegment(account, 'S', { custom_field: { field, any: ['A'] } })
  await account.admin
    .patch(`${V4}/custom_fields/${field}`, { enums: [{ id: enums[0]?.id, value: 'A' }] })
    .expect(200)
  await account.admin.delete(`${V4}/segments/${id}`).expect(204)
  await account.admin.delete(`${V4}/custom_fields/${field}`).expect(204)
})
