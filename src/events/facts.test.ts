import { afterAll, beforeAll, expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { moveEverythingDue } from '../engine/worker.ts'
import { readEvents } from './read.ts'
import type { Event, Named } from './types.ts'

let server: TestServer
beforeAll(async () => (server = await startTestServer()))
afterAll(() => server.close())

const DAY = 86_400

/** The events after a number. */
async function eventsAfter(account: TestAccount, after: number): Promise<readonly Event[]> {
  const { events } = await readEvents(server.deps.db, account.id, after, 1000)
  return events
}

async function numberNow(account: TestAccount): Promise<number> {
  return (await eventsAfter(account, 0)).at(-1)?.number ?? 0
}

async function addSegment(account: TestAccount, name: string): Promise<number> {
  const { json } = await account.admin.post('/api/v4/customers/segments', { name }).expect(200)
  return (json as { id: number }).id
}

async function addField(
  account: TestAccount,
  field: object,
): Promise<{ id: number; enums?: { id: number }[] }> {
  const { json } = await account.admin.post('/api/v4/customers/custom_fields', [field]).expect(200)
  const [added] = (json as { _embedded: { custom_fields: { id: number; enums?: { id: number }[] }[] } })
    ._embedded.custom_fields
  return added as { id: number; enums?: { id: number }[] }
}

/** Adds a purchase of 100 and returns its id. */
async function buy(account: TestAccount, customer: number): Promise<number> {
  const { json } = await account.admin
    .post(`/api/v4/customers/${customer}/transactions`, [{ price: 100 }])
    .expect(200)
  const [purchase] = (json as { _embedded: { transactions: { id: number }[] } })._embedded.transactions
  return purchase?.id as number
}

async function stagesOf(account: TestAccount): Promise<{ id: number; name: string }[]> {
  const { json } = await account.admin.get('/api/v4/customers/statuses').expect(200)
  return (json as { _embedded: { statuses: { id: number; name: string }[] } })._embedded.statuses
}

test('a customer who is added is an event with the names of its user, stage and tags, and the segments it enters after it', async () => {
  const account = await server.newAccount()
  const segment = await addSegment(account, 'Named')
  const entry = { name: { starts_with: 'A' } }
  await account.admin.put(`/api/patron/v1/segments/${segment}/conditions`, { entry, exit: null }).expect(200)
  const before = await numberNow(account)
  const id = await account.addCustomer({
    name: 'Ann',
    responsible_user_id: account.adminId,
    _embedded: { tags: [{ name: 'VIP' }] },
  })
  const [stage] = (
    await server.deps.db.query<{ id: number; name: string }>(
      `select s.id, s.name from stages s join customers c on c.account_id = s.account_id and c.status_id = s.id
       where c.account_id = $1 and c.id = $2`,
      [account.id, id],
    )
  ).map((row) => ({ ...row }))
  const [tag, added, entered, ...others] = await eventsAfter(account, before)
  expect(others).toEqual([])
  expect(tag).toMatchObject({ type: 'tag_added', number: before + 1, data: { name: 'VIP' } })
  expect(added).toEqual({
    number: before + 2,
    type: 'customer_added',
    entity_type: 'customer',
    entity_id: id,
    version: 1,
    created_by: account.adminId,
    created_at: server.clock.now,
    data: {
      name: 'Ann',
      responsible_user: { id: account.adminId, name: expect.any(String) as string },
      stage,
      next_date: expect.any(Number) as number,
      next_price: 0,
      tags: [{ id: tag?.entity_id, name: 'VIP' }],
    },
  })
  expect(entered).toMatchObject({
    number: before + 3,
    type: 'customer_entered_segment',
    version: 1,
    data: {
      segment: { id: segment, name: 'Named' },
      by_hand: false,
      at: server.clock.now,
      cause: 'customer_added',
      leaf: entry,
      holds: true,
      seen: { name: 'Ann' },
    },
  })
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})

test('a write is an event with the properties that it changed, with names of fields, options, tags and users', async () => {
  const account = await server.newAccount()
  const city = await addField(account, { name: 'City', type: 'text' })
  const roast = await addField(account, {
    name: 'Roast',
    type: 'select',
    enums: [
      { value: 'Light', sort: 1 },
      { value: 'Dark', sort: 2 },
    ],
  })
  const user = await account.newUser()
  const id = await account.addCustomer({
    name: 'Ann',
    _embedded: { tags: [{ name: 'Old' }, { name: 'Kept' }] },
  })
  const before = await numberNow(account)
  const dark = roast.enums?.[1]?.id
  await account.admin
    .patch(`/api/v4/customers/${id}`, {
      name: 'Anna',
      responsible_user_id: user.id,
      custom_fields_values: [
        { field_id: city.id, values: [{ value: 'Riga' }] },
        { field_id: roast.id, values: [{ enum_id: dark }] },
      ],
      tags_to_add: [{ name: 'New' }],
      tags_to_delete: [{ name: 'Old' }],
    })
    .expect(200)
  const events = await eventsAfter(account, before)
  expect(events.map(({ type }) => type)).toEqual(['tag_added', 'customer_changed'])
  expect(events[1]?.data).toEqual({
    name: ['Ann', 'Anna'],
    responsible_user: [
      { id: expect.any(Number) as number, name: expect.anything() as string | null },
      { id: user.id, name: 'User' },
    ],
    [`fields.${city.id}`]: { name: 'City', change: [null, 'Riga'] },
    [`fields.${roast.id}`]: { name: 'Roast', change: [null, dark], options: [{ id: dark, name: 'Dark' }] },
    tags_added: [{ id: expect.any(Number) as number, name: 'New' }],
    tags_removed: [{ id: expect.any(Number) as number, name: 'Old' }],
  })
})

test('a move by time is the only event of its version, at the moment of its transition, with the leaf and the values that decided', async () => {
  const account = await server.newAccount()
  const segment = await addSegment(account, 'Bought lately')
  const entry = { last_purchase: { in_last: 3 } }
  await account.admin.put(`/api/patron/v1/segments/${segment}/conditions`, { entry, exit: null }).expect(200)
  const id = await account.addCustomer()
  await account.admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 5 }]).expect(200)
  const before = await numberNow(account)
  const noon = server.clock.now
  server.clock.now += 10 * DAY
  await moveEverythingDue(server.deps)
  expect(await eventsAfter(account, before)).toEqual([
    {
      number: before + 1,
      type: 'customer_left_segment',
      entity_type: 'customer',
      entity_id: id,
      version: 3,
      created_by: 0,
      created_at: server.clock.now,
      data: {
        segment: { id: segment, name: 'Bought lately' },
        by_hand: false,
        at: noon - (noon % DAY) + 4 * DAY,
        cause: 'time',
        leaf: entry,
        holds: false,
        seen: expect.any(Object) as object,
      },
    },
  ])
  server.clock.now = noon
})

test('a change of stage names where the customer comes from, its cause, and whether a hand placed it there', async () => {
  const account = await server.newAccount({ mode: 'periodicity' })
  const { json } = await account.admin
    .post('/api/v4/customers/statuses', [{ name: 'Own', sort: 50 }])
    .expect(200)
  const own = (json as { _embedded: { statuses: { id: number }[] } })._embedded.statuses[0]?.id as number
  const id = await account.addCustomer({ next_date: server.clock.now + 100 * DAY })
  const { json: read } = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
  const first = (await stagesOf(account)).find(
    (stage) => stage.id === (read as { status_id: number }).status_id,
  )
  const before = await numberNow(account)
  await account.admin.patch(`/api/v4/customers/${id}`, { status_id: own }).expect(200)
  await account.admin.delete(`/api/v4/customers/statuses/${own}`).expect(204)
  const moves = (await eventsAfter(account, before)).filter(({ entity_type }) => entity_type === 'customer')
  const from = { id: first?.id, name: first?.name }
  const to = { id: own, name: 'Own' }
  const at = server.clock.now
  expect(moves.map(({ type, data }) => ({ type, data }))).toEqual([
    {
      type: 'customer_stage_changed',
      data: { from, to, by_hand: true, at, cause: 'customer_changed' },
    },
    {
      type: 'customer_stage_changed',
      data: { from: to, to: from, by_hand: false, at, cause: 'stages_changed', cause_id: own },
    },
  ])
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})

test('a hand placement that begins or ends where the customer is already is an event of its placement', async () => {
  const account = await server.newAccount({ mode: 'periodicity' })
  const [expectedStage] = (await stagesOf(account))
    .filter(({ name }) => name === 'Expected purchase')
    .map(({ id, name }) => ({ id, name }))
  const id = await account.addCustomer({ next_date: server.clock.now + 100 * DAY })
  await account.admin.patch(`/api/v4/customers/${id}`, { status_id: expectedStage?.id }).expect(200)
  const before = await numberNow(account)
  await account.admin.patch(`/api/v4/customers/${id}`, { next_date: server.clock.now }).expect(200)
  const [changed, placement, ...others] = await eventsAfter(account, before)
  expect(others).toEqual([])
  expect(changed).toMatchObject({ type: 'customer_changed' })
  expect(placement).toMatchObject({
    type: 'customer_placement_changed',
    data: { stage: expectedStage, by_hand: [true, false], cause: 'customer_changed' },
  })
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})

test('a hand mark is an event beside that of the move that it makes', async () => {
  const account = await server.newAccount()
  const segment = { id: await addSegment(account, 'By hand') }
  const id = await account.addCustomer()
  const before = await numberNow(account)
  await account.admin.patch(`/api/v4/customers/${id}`, { segments_to_add: [segment] }).expect(200)
  await account.admin.patch(`/api/v4/customers/${id}`, { segments_to_delete: [segment] }).expect(200)
  const named = { ...segment, name: 'By hand' }
  const cause = 'customer_changed'
  const events = await eventsAfter(account, before)
  expect(events.map(({ type, data }) => ({ type, data }))).toEqual([
    { type: 'customer_hand_mark_changed', data: { segment: named, mark: [null, 'in'], cause } },
    {
      type: 'customer_entered_segment',
      data: { segment: named, by_hand: true, at: server.clock.now, cause },
    },
    { type: 'customer_hand_mark_changed', data: { segment: named, mark: ['in', null], cause } },
    { type: 'customer_left_segment', data: { segment: named, by_hand: true, at: server.clock.now, cause } },
  ])
})

test('whoever is deleted leaves its segments, and comes back to them when it is restored', async () => {
  const account = await server.newAccount()
  const segment = { id: await addSegment(account, 'Members') }
  const id = await account.addCustomer({ name: 'Ann', _embedded: { segments: [segment] } })
  const before = await numberNow(account)
  await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
  await account.admin.post(`/api/patron/v1/customers/${id}/restore`).expect(200)
  expect(await eventsAfter(account, before)).toMatchObject([
    { type: 'customer_left_segment', version: 2, data: { cause: 'customer_deleted' } },
    { type: 'customer_deleted', version: 2, data: { name: 'Ann' } },
    { type: 'customer_restored', version: 3, data: { name: 'Ann' } },
    { type: 'customer_entered_segment', version: 3, data: { cause: 'customer_restored' } },
  ])
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})

test('events keep the names of then', async () => {
  const account = await server.newAccount()
  const segment = await addSegment(account, 'Then')
  const before = await numberNow(account)
  await account.addCustomer({ _embedded: { segments: [{ id: segment }] } })
  await account.admin.patch(`/api/v4/customers/segments/${segment}`, { name: 'Now' }).expect(200)
  await account.admin.delete(`/api/v4/customers/segments/${segment}`).expect(204)
  const moves = (await eventsAfter(account, before)).flatMap(({ type, data }) =>
    'segment' in data ? [`${type} ${(data.segment as Named).name}`] : [],
  )
  expect(moves).toEqual([
    'customer_hand_mark_changed Then',
    'customer_entered_segment Then',
    'customer_hand_mark_changed Now',
    'customer_left_segment Now',
  ])
})

test('a customer who entered and left since it was last looked at has an event for each, and another version', async () => {
  const account = await server.newAccount()
  const segment = await addSegment(account, 'Expected today')
  const entry = { next_date: { in_last: 0 } }
  await account.admin.put(`/api/patron/v1/segments/${segment}/conditions`, { entry, exit: null }).expect(200)
  const noon = server.clock.now
  const id = await account.addCustomer({ next_date: noon + 2 * DAY })
  const before = await numberNow(account)
  server.clock.now += 10 * DAY
  await moveEverythingDue(server.deps)
  const midnight = noon - (noon % DAY)
  expect(await eventsAfter(account, before)).toMatchObject([
    { type: 'customer_entered_segment', entity_id: id, version: 2, data: { at: midnight + 2 * DAY } },
    { type: 'customer_left_segment', entity_id: id, version: 2, data: { at: midnight + 3 * DAY } },
  ])
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  server.clock.now = noon
})

test('a member whom only the absence of its exit keeps is restored for no reason of its own, and taken out by a hand', async () => {
  const account = await server.newAccount()
  const segment = await addSegment(account, 'Has spent')
  const rules = { entry: { ltv: { gte: 100 } }, exit: { name: { equals: 'Gone' } } }
  await account.admin.put(`/api/patron/v1/segments/${segment}/conditions`, rules).expect(200)
  const id = await account.addCustomer()
  const purchase = await buy(account, id)
  await account.admin.delete(`/api/v4/customers/transactions/${purchase}`).expect(204)
  await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
  const before = await numberNow(account)
  await account.admin.post(`/api/patron/v1/customers/${id}/restore`).expect(200)
  await account.admin.patch(`/api/v4/customers/${id}`, { segments_to_delete: [{ id: segment }] }).expect(200)
  const moves = (await eventsAfter(account, before)).filter(({ type }) => type.endsWith('_segment'))
  expect(moves).toMatchObject([
    { type: 'customer_entered_segment', data: { cause: 'customer_restored', by_hand: false } },
    { type: 'customer_left_segment', data: { cause: 'customer_changed', by_hand: true } },
  ])
  for (const { data } of moves) expect(data).not.toHaveProperty('leaf')
})

test('a deleted purchase is an event before those that follow from it', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  const purchase = await buy(account, id)
  const before = await numberNow(account)
  await account.admin.delete(`/api/v4/customers/transactions/${purchase}`).expect(204)
  const types = (await eventsAfter(account, before)).map(({ type }) => type)
  expect(types).toEqual(['transaction_deleted', 'customer_changed'])
})
