import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../helpers/client.ts'
import { startTestServer, type TestServer } from '../helpers/server.ts'
import { digester } from './digest.ts'
import { CUSTOMER, FIELD, OPTION, SEGMENT, SEGMENT_FIELD, TAG, UNKNOWN, USER } from './ids.ts'
import { buildShop, type Shop } from './shop.ts'

let server: TestServer
let shop: Shop
let digest: Awaited<ReturnType<typeof digester>>
beforeAll(async () => {
  server = await startTestServer()
  shop = await buildShop(server)
  digest = await digester(server.deps.db)
})
afterAll(() => server.close())

/** A batch of 250 that changes much, and what makes the item at one place a bad one. */
type Batch = {
  readonly what: string
  readonly method: 'POST' | 'PATCH'
  readonly url: string
  readonly mode?: 'periodicity'
  readonly as?: 'seller'
  /** The item at a place; with `of`, about the entity at that place of a list. */
  readonly item: (i: number, id: number) => object
  readonly of?: string
  readonly size?: number
  readonly bad: object
  readonly status: number
  /** Tables that the batch changes once it is good. */
  readonly changes: readonly string[]
}

const values = (i: number) => [
  { field_id: FIELD.text, values: [{ value: `text ${i}` }] },
  { field_id: FIELD.select, values: [{ enum_id: OPTION.select }] },
]
const full = (i: number) => ({
  name: `Customer ${i}`,
  next_date: 1_800_000_000 + i,
  custom_fields_values: values(i),
  _embedded: { tags: [{ name: `new tag ${i}` }, { id: TAG.vip }], segments: [{ id: SEGMENT.gold }] },
})
const CUSTOMERS = ['customers', 'entity_search', 'entity_tags', 'events', 'event_batches', 'stays', 'tags']

const BATCHES: readonly Batch[] = [
  {
    what: 'new customers, one with a wrong value of a field',
    method: 'POST',
    url: '/api/v4/customers',
    item: full,
    bad: { custom_fields_values: [{ field_id: FIELD.numeric, values: [{ value: 'many' }] }] },
    status: 400,
    changes: [...CUSTOMERS, 'segment_members', 'segment_counts'],
  },
  {
    what: 'new customers, one that does not fit the schema',
    method: 'POST',
    url: '/api/v4/customers',
    item: (i) => full(i + 1000),
    bad: { next_price: '1' },
    status: 400,
    changes: [...CUSTOMERS, 'segment_members', 'segment_counts'],
  },
  {
    what: 'new customers in periodicity mode, one in an unknown stage',
    method: 'POST',
    url: '/api/v4/customers',
    mode: 'periodicity',
    item: full,
    bad: { status_id: UNKNOWN },
    status: 400,
    changes: CUSTOMERS,
  },
  {
    what: 'new customers of a seller, one for somebody else',
    method: 'POST',
    url: '/api/v4/customers',
    as: 'seller',
    item: (i) => ({ ...full(i + 2000), responsible_user_id: USER.seller }),
    bad: { responsible_user_id: USER.admin },
    status: 403,
    changes: [...CUSTOMERS, 'segment_members', 'segment_counts'],
  },
  {
    what: 'changes of customers, one of an unknown one',
    method: 'PATCH',
    url: '/api/v4/customers',
    of: '/api/v4/customers?order[id]=desc&limit=250',
    item: (i, id) => ({
      id,
      name: `Changed ${i}`,
      tags_to_add: [{ name: `other tag ${i}` }],
      tags_to_delete: [{ id: TAG.vip }],
      segments_to_delete: [{ id: SEGMENT.gold }],
    }),
    bad: { id: UNKNOWN },
    status: 400,
    changes: [...CUSTOMERS, 'segment_members', 'segment_counts'],
  },
  {
    what: 'purchases, the last of which passes the largest sum',
    method: 'POST',
    url: `/api/v4/customers/${CUSTOMER.rich}/transactions`,
    item: () => ({ price: 0, next_price: 7, next_date: 1_900_000_000 }),
    bad: { price: 11 },
    status: 400,
    changes: ['transactions', 'customers', 'events', 'event_batches'],
  },
  {
    what: 'tags, one without a name',
    method: 'POST',
    url: '/api/v4/customers/tags',
    item: (i) => ({ name: `a tag of its own ${i}` }),
    bad: { name: '' },
    status: 400,
    changes: ['tags', 'events', 'event_batches'],
  },
  {
    what: 'new fields, one with a code that is taken',
    method: 'POST',
    url: '/api/v4/customers/custom_fields',
    item: (i) => ({ name: `Field ${i}`, type: 'select', code: `CODE_${i}`, enums: [{ value: 'A' }] }),
    bad: { code: 'numeric' },
    status: 400,
    changes: ['custom_fields', 'accounts', 'events', 'event_batches'],
  },
  {
    what: 'changes of fields, one of a field of segments',
    method: 'PATCH',
    url: '/api/v4/customers/custom_fields',
    of: '/api/v4/customers/custom_fields?filter[type]=select&order[id]=desc&limit=250',
    item: (i, id) => ({ id, name: `Renamed ${i}`, enums: [{ value: 'B' }] }),
    bad: { id: SEGMENT_FIELD.text },
    status: 400,
    changes: ['custom_fields', 'accounts', 'events', 'event_batches'],
  },
  {
    what: 'stages, one in an unknown colour',
    method: 'POST',
    url: '/api/v4/customers/statuses',
    mode: 'periodicity',
    item: (i) => ({ name: `Stage ${i}`, sort: 10 + i }),
    size: 24,
    bad: { color: 'red' },
    status: 400,
    changes: ['stages', 'accounts', 'events', 'event_batches'],
  },
  {
    what: 'fields of segments, one of a type that only customers have',
    method: 'POST',
    url: '/api/v4/customers/segments/custom_fields',
    item: (i) => ({ name: `Field ${i}`, type: 'text' }),
    size: 24,
    bad: { type: 'monetary' },
    status: 400,
    changes: ['custom_fields', 'accounts', 'events', 'event_batches'],
  },
]

describe.each(BATCHES)('$what', (batch) => {
  const { what, method, url, item, bad, status, mode = 'segments', as = 'admin', size = 250, changes } = batch
  const good = async () => {
    const ids = batch.of === undefined ? [] : await idsIn(shop[mode][as], batch.of)
    return Array.from({ length: size }, (_, i) => item(i, ids[i] ?? 0))
  }

  test.each([0, Math.floor(size / 2), size - 1])(
    'as item %i leaves nothing behind of the others',
    async (index) => {
      const before = await digest()
      const body = (await good()).map((each, i) => (i === index ? { ...each, ...bad } : each))
      for (const headers of [{}, { 'idempotency-key': `${what}, item ${index}` }])
        await shop[mode][as].send(method, url, body, headers).expect(status)
      expect(await digest()).toEqual(before)
    },
  )

  test('the same without it is taken as if there had been no try', async () => {
    const before = (await digest()) ?? {}
    const key = { 'idempotency-key': `${what}, item 0` }
    const body = await good()
    const { text } = await shop[mode][as].send(method, url, body, key).expect(200)
    const after = (await digest()) ?? {}
    const changed = Object.keys(after).filter((table) => after[table] !== before[table])
    expect(changed.sort()).toEqual([...changes, 'idempotency_keys'].sort())
    expect((await shop[mode][as].send(method, url, body, key).expect(200)).text).toBe(text)
    expect(await digest()).toEqual(after)
  })
})

/** The ids in a list, in its order. */
async function idsIn(client: Client, url: string): Promise<number[]> {
  const { json } = await client.get(url).expect(200)
  const [entities = []] = Object.values((json as { _embedded: Record<string, { id: number }[]> })._embedded)
  return entities.map((entity) => entity.id)
}
