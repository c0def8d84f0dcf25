import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { addSegment } from '../../test/helpers/rules.ts'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { addTags } from '../../test/helpers/tags.ts'

const URL = '/api/patron/v1/customers/bulk'
const CUSTOMERS = [0, 1, 2, 3]
const TAGS = [0, 1, 2]

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** An account with customers, tags, a text field, a segment and two users. */
type Shop = {
  readonly account: TestAccount
  readonly customers: readonly number[]
  readonly tags: readonly number[]
  readonly users: readonly number[]
  readonly field: number
  readonly segment: number
}

async function openShop(): Promise<Shop> {
  const account = await server.newAccount()
  const { admin } = account
  const fields = await admin
    .post('/api/v4/customers/custom_fields', [{ name: 'City', type: 'text' }])
    .expect(200)
  const [field] = (fields.json as { _embedded: { custom_fields: { id: number }[] } })._embedded.custom_fields
  return {
    account,
    customers: await Promise.all(CUSTOMERS.map(() => account.addCustomer())),
    tags: await addTags(account, ...TAGS.map((i) => `tag ${i}`)),
    users: [account.adminId, (await account.newUser()).id],
    field: field?.id as number,
    segment: await addSegment(account, 'Tagged', { entry: { tag: { any: ['tag 0'] } } }),
  }
}

/** Properties of a customer by their names in the answer of a bulk change, as far as one can change them. */
type State = Readonly<Record<string, unknown>> & { readonly deleted_at: number | null }

async function statesOf({ account, tags, field, segment }: Shop): Promise<Map<number, State>> {
  const rows = await server.deps.db.query<{
    id: number
    tag_ids: number[]
    fields: Record<string, unknown>
    responsible_user_id: number
    hand: 'in' | 'out' | null
    deleted_at: number | null
  }>(
    `select c.id, tag_ids, c.fields, responsible_user_id, deleted_at,
       case when c.hand_segments_low >> s.slot::int & 1 = 1 then 'in' when c.out_segments_low >> s.slot::int & 1 = 1 then 'out' end as hand
     from customers c, segments s where c.account_id = $1 and s.account_id = $1 and s.id = $2`,
    [account.id, segment],
  )
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...Object.fromEntries(tags.map((id) => [`tags.${id}`, row.tag_ids.includes(id)])),
        [`custom_fields_values.${field}`]: JSON.stringify(row.fields[field] ?? null),
        [`segments.${segment}`]: row.hand,
        responsible_user_id: row.responsible_user_id,
        deleted_at: row.deleted_at,
      },
    ]),
  )
}

const tag = fc.constantFrom(...TAGS)
const city = fc.constantFrom('Bonn', 'Rome', null)
const user = fc.constantFrom(0, 1)
const hand = fc.constantFrom('in', 'out', null)

const patch = fc.record(
  {
    add: fc.uniqueArray(tag, { minLength: 1 }),
    remove: fc.uniqueArray(tag, { minLength: 1 }),
    city,
    user,
    hand,
  },
  { requiredKeys: [] },
)
type Patch = Partial<{
  add: number[]
  remove: number[]
  city: string | null
  user: number
  hand: 'in' | 'out' | null
}>

const bulkChange = fc.oneof(
  { weight: 5, arbitrary: patch.filter((each) => Object.keys(each).length > 0) },
  { weight: 1, arbitrary: fc.constant('delete' as const) },
)
const edit = fc.oneof(
  { weight: 5, arbitrary: fc.record({ customer: fc.constantFrom(...CUSTOMERS), patch }) },
  {
    weight: 2,
    arbitrary: fc.record({
      customer: fc.constantFrom(...CUSTOMERS),
      is: fc.constantFrom('delete', 'restore', 'purchase'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ rename: tag }) },
  { weight: 1, arbitrary: fc.record({ merge: tag, into: tag }) },
)
type Edit =
  | { readonly customer: number; readonly patch: Patch }
  | { readonly customer: number; readonly is: string }
  | { readonly rename: number }
  | { readonly merge: number; readonly into: number }

function patchBody({ tags, users, field }: Shop, { add, remove, city: value, user: owner }: Patch): object {
  return {
    ...(add && { tags_to_add: add.map((i) => ({ id: tags[i] })) }),
    ...(remove && { tags_to_delete: remove.map((i) => ({ id: tags[i] })) }),
    ...(value !== undefined && {
      custom_fields_values: [{ field_id: field, values: value === null ? null : [{ value }] }],
    }),
    ...(owner !== undefined && { responsible_user_id: users[owner] }),
  }
}

/** Makes an edit, which may be refused where it makes no sense any more. Notes who had a tag that was merged into another. */
async function make(shop: Shop, each: Edit, merges: Merge[]): Promise<void> {
  const { admin } = shop.account
  if ('rename' in each) {
    await admin.patch(`/api/patron/v1/tags/${shop.tags[each.rename]}`, {
      name: `renamed ${crypto.randomUUID()}`,
    })
  } else if ('merge' in each) {
    const [from, into] = [shop.tags[each.merge] as number, shop.tags[each.into] as number]
    const before = await statesOf(shop)
    const { status } = await admin.post(`/api/patron/v1/tags/${from}/merge`, { into })
    const holders = [...before].flatMap(([id, state]) => (state[`tags.${from}`] === true ? id : []))
    if (status === 200) merges.push({ from, into, holders })
  } else {
    const id = shop.customers[each.customer] as number
    if ('patch' in each) {
      await admin.patch(`/api/v4/customers/${id}`, patchBody(shop, each.patch))
      if (each.patch.hand !== undefined)
        await admin.put(`/api/patron/v1/customers/${id}/segments/${shop.segment}`, { hand: each.patch.hand })
    } else if (each.is === 'delete') await admin.delete(`/api/patron/v1/customers/${id}`)
    else if (each.is === 'restore') await admin.post(`/api/patron/v1/customers/${id}/restore`)
    else await admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 1 }])
  }
}

type Merge = { readonly from: number; readonly into: number; readonly holders: readonly number[] }

/** What a customer is to be once a bulk change is taken back, and what of it is to be named as kept. */
function expectedOf(
  id: number,
  before: State,
  changed: State,
  present: State,
  merges: readonly Merge[],
): { readonly state: State; readonly kept: readonly string[] } {
  if (before.deleted_at !== changed.deleted_at)
    return present.deleted_at === changed.deleted_at
      ? { state: { ...present, deleted_at: null }, kept: [] }
      : { state: present, kept: [] }
  if (present.deleted_at !== null) return { state: present, kept: [] }
  const touched = Object.keys(before).filter((name) => before[name] !== changed[name])
  const isGone = (name: string) => merges.some(({ from }) => name === `tags.${from}`)
  const isAdded = (tagId: number) => before[`tags.${tagId}`] === false && changed[`tags.${tagId}`] === true
  const standsForTwo = (name: string) =>
    merges.some(
      ({ from, into, holders }) =>
        name === `tags.${into}` && isAdded(into) && !isAdded(from) && holders.includes(id),
    )
  const kept = touched.filter((name) => isGone(name) || standsForTwo(name) || present[name] !== changed[name])
  const taken = touched.filter((name) => !kept.includes(name)).map((name) => [name, before[name]])
  return { state: { ...present, ...Object.fromEntries(taken) } as State, kept }
}

test('taking a bulk change back makes what is unchanged since what it was, and names the rest', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ customer: fc.constantFrom(...CUSTOMERS), patch }), { maxLength: 4 }),
      bulkChange,
      fc.uniqueArray(fc.constantFrom(...CUSTOMERS), { minLength: 1 }),
      fc.array(edit, { maxLength: 6 }),
      async (history, wanted, which, edits) => {
        const shop = await openShop()
        const { admin, id: accountId } = shop.account
        for (const each of history) await make(shop, each, [])
        const before = await statesOf(shop)
        const change =
          wanted === 'delete'
            ? { delete: true }
            : {
                ...patchBody(shop, wanted),
                ...(wanted.hand !== undefined && { segments: [{ id: shop.segment, hand: wanted.hand }] }),
              }
        const ids = which.map((i) => shop.customers[i] as number)
        const { json } = await admin.post(URL, { ids, change }).expect(200)
        const bulk = json as { id: number; changed: number }
        const changed = await statesOf(shop)
        const merges: Merge[] = []
        for (const each of edits) {
          server.clock.now += 1
          await make(shop, each, merges)
        }
        const present = await statesOf(shop)

        const undone = (await admin.post(`${URL}/${bulk.id}/undo`).expect(200)).json as {
          matched: number
          left: { customer_id: number; why: string; properties?: string[] }[]
        }

        expect(undone.matched).toBe(bulk.changed)
        const after = await statesOf(shop)
        for (const id of shop.customers) {
          const states = [before, changed, present].map((each) => each.get(id) as State) as [
            State,
            State,
            State,
          ]
          const { state, kept } = expectedOf(id, ...states, merges)
          expect(after.get(id), `customer ${id}`).toEqual(state)
          const left = undone.left.find((each) => each.customer_id === id)
          if (kept.length > 0) expect(left?.properties?.toSorted(), `customer ${id}`).toEqual(kept.toSorted())
          else if (left !== undefined) expect(['gone', 'changed_since']).toContain(left.why)
        }
        expect(await inconsistenciesOf(server.deps, accountId)).toEqual([])
      },
    ),
    { numRuns: 30 },
  )
})

test('a tag that stands for another one since stays', async () => {
  const shop = await openShop()
  const { admin } = shop.account
  const [kept, added] = shop.tags as [number, number, number]
  const [customer, other] = shop.customers as [number, number]
  await admin.patch(`/api/v4/customers/${customer}`, { tags_to_add: [{ id: kept }] }).expect(200)
  const ids = [customer, other]
  const { json } = await admin.post(URL, { ids, change: { tags_to_add: [{ id: added }] } }).expect(200)
  await admin.post(`/api/patron/v1/tags/${kept}/merge`, { into: added }).expect(200)
  const undone = await admin.post(`${URL}/${(json as { id: number }).id}/undo`).expect(200)
  expect(undone.json).toMatchObject({
    ...{ changed: 1, changed_since: 1 },
    left: [{ customer_id: customer, why: 'changed_since', properties: [`tags.${added}`] }],
  })
  const states = await statesOf(shop)
  expect(ids.map((id) => states.get(id)?.[`tags.${added}`])).toEqual([true, false])
})
