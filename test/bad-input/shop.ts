import { expect } from 'vitest'
import { systemActor } from '../../src/core/actor.ts'
import { changeDefinitions } from '../../src/account/scope.ts'
import { switchUser } from '../../src/users/service.ts'
import type { Client } from '../helpers/client.ts'
import { TEST_NOW, type TestAccount, type TestServer } from '../helpers/server.ts'
import {
  BULK,
  CUSTOMER,
  FIELD,
  FOREIGN,
  OPTION,
  PURCHASE,
  SEGMENT,
  SEGMENT_FIELD,
  STAGE,
  TAG,
  USER,
  VIEW,
} from './ids.ts'

/** Two accounts that hold the same, one in each mode; a third one holds what is foreign to both. */
export type Shop = Readonly<Record<'segments' | 'periodicity', ShopAccount>>
export type ShopAccount = {
  readonly account: TestAccount
  readonly admin: Client
  /** Sees everything, and may change only customers of its own. */
  readonly seller: Client
}

/** Makes the shop, with the ids that `ids.ts` names. */
export async function buildShop(server: TestServer): Promise<Shop> {
  const segments = await fillAccount(await server.newAccount())
  const periodicity = await fillAccount(await server.newAccount())
  await segments.account.switchTo('segments')
  await buildForeign(await server.newAccount())
  return { segments, periodicity }
}

const OPTIONS = [{ value: 'Red' }, { value: 'Blue' }]
const hasOptions = (type: string) => ['select', 'radiobutton', 'multiselect'].includes(type)
const fieldsOf = (types: object) =>
  Object.keys(types).map((type) => ({
    name: type,
    type,
    code: type,
    ...(hasOptions(type) && { enums: OPTIONS }),
  }))

/** Fills a new account with what `ids.ts` names; it is in periodicity mode then. */
export async function fillAccount(account: TestAccount): Promise<ShopAccount> {
  const { admin } = account
  const retired = await account.newUser()
  const seller = await account.newUser({ rights: { edit: 'M', add: 'M', delete: 'M' } })
  await changeDefinitions(account.server.deps, systemActor(account.id, 'en'), (scope) =>
    switchUser(scope, retired.id, false),
  )
  const ids: unknown[] = [account.adminId, retired.id, seller.id]
  ids.push(...(await added(admin, 'custom_fields', '/api/v4/customers/custom_fields', fieldsOf(FIELD))))
  const ofSegments = '/api/v4/customers/segments/custom_fields'
  ids.push(...(await added(admin, 'custom_fields', ofSegments, fieldsOf(SEGMENT_FIELD))))
  const { json: segment } = await admin.post('/api/v4/customers/segments', { name: 'Gold' }).expect(200)
  ids.push((segment as { id: number }).id)
  ids.push(...(await added(admin, 'tags', '/api/v4/customers/tags', [{ name: 'VIP' }, { name: 'VIPs' }])))
  ids.push(await addedView(admin))
  const values = [
    { field_id: FIELD.text, values: [{ value: 'Text' }] },
    { field_id: FIELD.select, values: [{ enum_id: OPTION.select }] },
  ]
  const embedded = { tags: [{ id: TAG.vip }], segments: [{ id: SEGMENT.gold }] }
  const customers = ['plain', 'rich', 'deleted', 'foreignToSeller'].map((name) => ({
    name,
    next_date: TEST_NOW,
    custom_fields_values: values,
    _embedded: embedded,
  }))
  ids.push(...(await added(admin, 'customers', '/api/v4/customers', customers)))
  const purchase = async (customer: number, price: number) =>
    added(admin, 'transactions', `/api/v4/customers/${customer}/transactions`, [{ price }])
  ids.push(...(await purchase(CUSTOMER.plain, 100)))
  ids.push(...(await purchase(CUSTOMER.rich, 90_071_992_547_399)))
  ids.push(...(await purchase(CUSTOMER.plain, 100)))
  await admin.delete(`/api/v4/customers/transactions/${PURCHASE.deleted}`).expect(204)
  await admin.delete(`/api/patron/v1/customers/${CUSTOMER.deleted}`).expect(204)
  ids.push(await addedBulk(admin, CUSTOMER.rich))
  await account.switchTo('periodicity')
  ids.push(...(await added(admin, 'statuses', '/api/v4/customers/statuses', [{ name: 'Own', sort: 3 }])))
  const named = [USER, FIELD, SEGMENT_FIELD, SEGMENT, TAG, VIEW, CUSTOMER, PURCHASE, BULK, { own: STAGE.own }]
  expect(ids).toEqual(named.flatMap((kind) => Object.values<number>(kind)))
  return { account, admin, seller: seller.client }
}

/** More of everything than the shop has, so that ids beyond those of the shop are there. */
async function buildForeign(account: TestAccount): Promise<void> {
  const { admin } = account
  const forty = <T>(make: (i: number) => T) => Array.from({ length: 40 }, (_, i) => make(i))
  const ids: Record<keyof typeof FOREIGN, number | undefined> = {
    user: undefined,
    customer: (
      await added(
        admin,
        'customers',
        '/api/v4/customers',
        forty(() => ({})),
      )
    ).at(-1),
    stage: undefined,
    segment: undefined,
    tag: (
      await added(
        admin,
        'tags',
        '/api/v4/customers/tags',
        forty((i) => ({ name: `tag ${i}` })),
      )
    ).at(-1),
    purchase: (
      await added(
        admin,
        'transactions',
        '/api/v4/customers/1001/transactions',
        forty(() => ({ price: 1 })),
      )
    ).at(-1),
    field: (
      await added(
        admin,
        'custom_fields',
        '/api/v4/customers/custom_fields',
        forty((i) => ({ name: `field ${i}`, type: 'text' })),
      )
    ).at(-1),
    option: FOREIGN.option,
    view: undefined,
    bulk: undefined,
  }
  const many = { name: 'options', type: 'select', enums: forty((i) => ({ value: `option ${i}` })) }
  const { json } = await admin.post('/api/v4/customers/custom_fields', [many]).expect(200)
  expect(json).toMatchObject({
    _embedded: {
      custom_fields: [
        { enums: expect.arrayContaining([expect.objectContaining({ id: FOREIGN.option })]) as unknown },
      ],
    },
  })
  while (ids.user === undefined || ids.user < FOREIGN.user) ids.user = (await account.newUser()).id
  while (ids.segment === undefined || ids.segment < FOREIGN.segment) {
    const { json: segment } = await admin.post('/api/v4/customers/segments', { name: 'S' }).expect(200)
    ids.segment = (segment as { id: number }).id
  }
  while (ids.view === undefined || ids.view < FOREIGN.view) ids.view = await addedView(admin)
  while (ids.bulk === undefined || ids.bulk < FOREIGN.bulk) ids.bulk = await addedBulk(admin, 1001)
  await account.switchTo('periodicity')
  const stages = Array.from({ length: 5 }, (_, i) => ({ name: `stage ${i}`, sort: i }))
  ids.stage = (await added(admin, 'statuses', '/api/v4/customers/statuses', stages)).at(-1)
  expect(ids).toEqual(FOREIGN)
}

async function addedView(admin: Client): Promise<number> {
  const { json } = await admin.post('/api/patron/v1/views', { name: 'View', question: {} }).expect(200)
  return (json as { id: number }).id
}

async function addedBulk(admin: Client, customer: number): Promise<number> {
  const body = { ids: [customer], change: { custom_fields_values: [], tags_to_add: [{ name: 'bulk' }] } }
  const { json } = await admin.post('/api/patron/v1/customers/bulk', body).expect(200)
  return (json as { id: number }).id
}

/** The ids of what a batch has added. */
async function added(admin: Client, key: string, url: string, items: readonly object[]): Promise<number[]> {
  const { json } = await admin.post(url, items).expect(200)
  const { _embedded } = json as { _embedded: Record<string, { id: number }[]> }
  return (_embedded[key] ?? []).map((item) => item.id)
}
