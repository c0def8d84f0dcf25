import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../test/helpers/client.ts'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { addSegment } from '../../test/helpers/rules.ts'
import { startTestServer, type TestAccount, TEST_NOW, type TestServer } from '../../test/helpers/server.ts'
import { moveEverythingDue } from '../engine/worker.ts'
import { readEvents } from '../events/read.ts'
import type { Event } from '../events/types.ts'

const DAY = 86_400

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** Whom every rule below takes in, unless it asks for something else. */
const ANN = { name: { equals: 'Ann' } }

async function shop(rules: { entry?: object; exit?: object } = { entry: ANN }) {
  server.clock.now = TEST_NOW
  const account = await server.newAccount()
  const segment = await addSegment(account, 'Marked', rules)
  const customer = await account.addCustomer({ name: 'Ann' })
  return { account, admin: account.admin, segment, customer }
}

function mark(client: Client, customer: number, segment: number, hand: unknown) {
  return client.put(`/api/patron/v1/customers/${customer}/segments/${segment}`, { hand })
}

function write({ admin }: TestAccount, customer: number, body: object) {
  return admin.patch(`/api/v4/customers/${customer}`, body).expect(200)
}

async function versionOf({ admin }: TestAccount, customer: number): Promise<string | undefined> {
  const { headers } = await admin.get(`/api/v4/customers/${customer}`).expect(200)
  return headers['etag'] as string | undefined
}

type Hands = {
  _embedded: {
    segments: { id: number; hand?: string | null; by_hand: boolean }[]
    kept_out?: { id: number; name: string }[]
  }
}

/** The segments that a customer is in with their hand marks, and those that it is kept out of. */
async function handsOf({ admin }: TestAccount, customer: number) {
  const { json } = await admin.get(`/api/patron/v1/customers/${customer}/segments`).expect(200)
  const { segments, kept_out = [] } = (json as Hands)._embedded
  return { in: segments.map(({ id, hand }) => [id, hand]), out: kept_out.map(({ id }) => id) }
}

async function explained({ admin }: TestAccount, customer: number, segment: number): Promise<object> {
  const { json } = await admin
    .get(`/api/patron/v1/customers/${customer}/explain?segment=${segment}`)
    .expect(200)
  return json as object
}

async function moveOf({ admin }: TestAccount, customer: number): Promise<object | undefined> {
  const { json } = await admin.get(`/api/patron/v1/customers/${customer}/moves?limit=1`).expect(200)
  return (json as { _embedded: { moves: object[] } })._embedded.moves[0]
}

async function eventsOf(account: TestAccount, customer: number): Promise<Event[]> {
  const { events } = await readEvents(server.deps.db, account.id, 0, 1000)
  return events.filter(({ entity_type, entity_id }) => entity_type === 'customer' && entity_id === customer)
}

describe('PUT /customers/{id}/segments/{segment}', () => {
  test('needs a token, the right to edit the customer, and a customer and a segment that there are', async () => {
    const { account, admin, segment, customer } = await shop()
    const own = await account.newUser({ rights: { view: 'M' } })
    const reader = await account.newUser({ rights: { edit: 'D' } })
    await mark(server.client(undefined), customer, segment, 'out').expect(401)
    await mark(own.client, customer, segment, 'out').expect(404)
    await mark(reader.client, customer, segment, 'out').expect(403)
    await mark(admin, 999_999, segment, 'out').expect(404)
    await mark(admin, customer, 999_999, 'out').expect(404)
    await admin.delete(`/api/patron/v1/customers/${customer}`).expect(204)
    await mark(admin, customer, segment, 'out').expect(404)
  })

  test.each([
    [{}, 'FieldMissing'],
    [{ hand: 'away' }, 'NotSupportedChoice'],
  ])('refuses the body %j', async (body, code) => {
    const { admin, segment, customer } = await shop()
    const { json } = await admin
      .put(`/api/patron/v1/customers/${customer}/segments/${segment}`, body)
      .expect(400)
    expect(json).toMatchObject({ 'validation-errors': [{ errors: [{ code, path: 'hand' }] }] })
  })

  test('is refused in periodicity mode, as writes of segments are, and while customers are off', async () => {
    const { account, admin, segment, customer } = await shop()
    await account.switchTo('periodicity')
    const { json } = await mark(admin, customer, segment, 'out').expect(422)
    expect(json).toMatchObject({ detail: 'The mode "segments" of customers is not enabled' })
    await account.switchTo('segments', false)
    await mark(admin, customer, segment, 'out').expect(400)
  })

  test('is done once for an Idempotency-Key, and refused for another version than that of If-Match', async () => {
    const { account, admin, segment, customer } = await shop()
    const put = (hand: string | null, headers: Record<string, string>) =>
      admin.put(`/api/patron/v1/customers/${customer}/segments/${segment}`, { hand }, headers)
    const first = await versionOf(account, customer)
    await put('out', { 'if-match': first as string }).expect(200)
    await put('in', { 'if-match': first as string }).expect(412)
    const key = { 'idempotency-key': 'once' }
    const { json } = await put('in', key).expect(200)
    await mark(admin, customer, segment, 'out').expect(200)
    expect((await put('in', key).expect(200)).json).toEqual(json)
    await put(null, key).expect(409)
    expect(await handsOf(account, customer)).toEqual({ in: [], out: [segment] })
  })

  test('that repeats the mark changes nothing', async () => {
    const { account, admin, segment, customer } = await shop()
    for (const hand of ['out', 'in', null]) {
      const { json } = await mark(admin, customer, segment, hand).expect(200)
      const [version, events] = [await versionOf(account, customer), await eventsOf(account, customer)]
      expect((await mark(admin, customer, segment, hand).expect(200)).json).toEqual(json)
      expect(await versionOf(account, customer)).toBe(version)
      expect(await eventsOf(account, customer)).toEqual(events)
    }
  })

  test('out takes the customer out whatever the rules say, until null leaves it to them again', async () => {
    const { account, admin, segment, customer } = await shop()
    const answer = (holds: boolean, hand: string | null) => ({
      customer_id: customer,
      id: segment,
      name: 'Marked',
      holds,
      hand,
    })
    expect((await mark(admin, customer, segment, 'out').expect(200)).json).toEqual(answer(false, 'out'))
    expect(await moveOf(account, customer)).toMatchObject({
      entered: false,
      cause: 'customer_changed',
      actor_id: account.adminId,
      by_hand: true,
      decided_by: null,
    })
    await write(account, customer, { name: 'Bob' })
    await write(account, customer, { name: 'Ann' })
    for (const entry of [{ all: [] }, ANN])
      await admin.put(`/api/patron/v1/segments/${segment}/conditions`, { entry, exit: null }).expect(200)
    server.clock.now += 40 * DAY
    await moveEverythingDue(server.deps)
    expect(await handsOf(account, customer)).toEqual({ in: [], out: [segment] })
    expect((await mark(admin, customer, segment, null).expect(200)).json).toEqual(answer(true, null))
    expect(await moveOf(account, customer)).toMatchObject({
      entered: true,
      by_hand: false,
      decided_by: { condition: ANN },
    })
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('out of a customer who is in no member keeps it out once the rules would take it in', async () => {
    const { account, admin, segment, customer } = await shop()
    await write(account, customer, { name: 'Bob' })
    await mark(admin, customer, segment, 'out').expect(200)
    await write(account, customer, { name: 'Ann' })
    expect(await handsOf(account, customer)).toEqual({ in: [], out: [segment] })
  })

  test('in takes the customer in, ends that it is kept out, and is ended by the exit', async () => {
    const { account, admin, segment, customer } = await shop({ exit: { name: { equals: 'Bob' } } })
    await mark(admin, customer, segment, 'out').expect(200)
    expect((await mark(admin, customer, segment, 'in').expect(200)).json).toMatchObject({
      holds: true,
      hand: 'in',
    })
    expect(await handsOf(account, customer)).toEqual({ in: [[segment, 'in']], out: [] })
    await write(account, customer, { name: 'Bob' })
    expect(await handsOf(account, customer)).toEqual({ in: [], out: [] })
    expect((await mark(admin, customer, segment, 'in').expect(200)).json).toMatchObject({
      holds: false,
      hand: null,
    })
  })

  test('is told by events: the mark before and after, and that a hand moved the customer', async () => {
    const { account, admin, segment, customer } = await shop()
    for (const hand of ['in', 'out', null]) await mark(admin, customer, segment, hand).expect(200)
    const named = { id: segment, name: 'Marked' }
    const events = await eventsOf(account, customer)
    expect(events.slice(2).map(({ type, version, data }) => ({ type, version, data }))).toMatchObject([
      { type: 'customer_hand_mark_changed', version: 2, data: { segment: named, mark: [null, 'in'] } },
      { type: 'customer_hand_mark_changed', version: 3, data: { segment: named, mark: ['in', 'out'] } },
      { type: 'customer_left_segment', version: 3, data: { segment: named, by_hand: true } },
      { type: 'customer_hand_mark_changed', version: 4, data: { segment: named, mark: ['out', null] } },
      { type: 'customer_entered_segment', version: 4, data: { segment: named, by_hand: false, leaf: ANN } },
    ])
  })
})

describe('segments_to_delete', () => {
  test('keeps out a member by rule, and takes the mark of a member by hand', async () => {
    const { account, segment, customer } = await shop()
    const byHand = await addSegment(account, 'By hand')
    await write(account, customer, { segments_to_add: [{ id: byHand }] })
    await write(account, customer, { segments_to_delete: [{ id: segment }, { id: byHand }] })
    expect(await handsOf(account, customer)).toEqual({ in: [], out: [segment] })
    const lastMoves = (await eventsOf(account, customer)).slice(-2)
    expect(lastMoves).toMatchObject([
      { type: 'customer_left_segment', data: { by_hand: true } },
      { type: 'customer_left_segment', data: { by_hand: true } },
    ])
  })

  test('keeps out a member whom only the absence of the exit keeps', async () => {
    const { account, admin, segment, customer } = await shop({
      entry: ANN,
      exit: { name: { equals: 'Bob' } },
    })
    await write(account, customer, { name: 'Carl' })
    expect(await handsOf(account, customer)).toEqual({ in: [[segment, null]], out: [] })
    await write(account, customer, { segments_to_delete: [{ id: segment }] })
    expect(await moveOf(account, customer)).toMatchObject({ entered: false, by_hand: true })
    expect(await handsOf(account, customer)).toEqual({ in: [], out: [segment] })
    await mark(admin, customer, segment, null).expect(200)
    expect(await handsOf(account, customer)).toEqual({ in: [], out: [] })
  })

  test('of nobody whom the rules would have changes nothing, and asks them about the data of the same write', async () => {
    const { account, segment, customer } = await shop()
    await write(account, customer, { name: 'Bob' })
    const version = await versionOf(account, customer)
    await write(account, customer, { segments_to_delete: [{ id: segment }] })
    expect(await versionOf(account, customer)).toBe(version)
    await write(account, customer, { name: 'Ann', segments_to_delete: [{ id: segment }] })
    expect(await handsOf(account, customer)).toEqual({ in: [], out: [segment] })
    const added = await account.addCustomer({ name: 'Ann', segments_to_delete: [{ id: segment }] })
    expect(await handsOf(account, added)).toEqual({ in: [], out: [segment] })
    await write(account, customer, { name: 'Bob', segments_to_delete: [{ id: segment }] })
    expect(await handsOf(account, customer)).toEqual({ in: [], out: [segment] })
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('is a write of the customer: it bears the moment and the writer', async () => {
    const { account, admin, segment, customer } = await shop()
    const { id, client } = await account.newUser()
    server.clock.now += 60
    await client.patch(`/api/v4/customers/${customer}`, { segments_to_delete: [{ id: segment }] }).expect(200)
    const { json } = await admin.get(`/api/v4/customers/${customer}`).expect(200)
    expect(json).toMatchObject({ updated_by: id, updated_at: TEST_NOW + 60, _embedded: { segments: [] } })
  })
})

describe('segments_to_add', () => {
  test('gives a member by rule a mark, which outlives the rule', async () => {
    const { account, segment, customer } = await shop()
    await write(account, customer, { segments_to_add: [{ id: segment }] })
    expect(await handsOf(account, customer)).toEqual({ in: [[segment, 'in']], out: [] })
    await write(account, customer, { name: 'Bob' })
    expect(await handsOf(account, customer)).toEqual({ in: [[segment, 'in']], out: [] })
  })

  test('ends that the customer is kept out', async () => {
    const { account, admin, segment, customer } = await shop()
    await mark(admin, customer, segment, 'out').expect(200)
    await write(account, customer, { segments_to_add: [{ id: segment }] })
    expect(await handsOf(account, customer)).toEqual({ in: [[segment, 'in']], out: [] })
  })
})

describe('_embedded.segments', () => {
  test('keeps nobody out and lets nobody in who is kept out: it may be a stale copy', async () => {
    const { account, admin, segment, customer } = await shop()
    await write(account, customer, { _embedded: { segments: [] } })
    expect(await handsOf(account, customer)).toEqual({ in: [[segment, null]], out: [] })
    await write(account, customer, { _embedded: { segments: [{ id: segment }] } })
    expect(await handsOf(account, customer)).toEqual({ in: [[segment, null]], out: [] })
    await mark(admin, customer, segment, 'out').expect(200)
    const version = await versionOf(account, customer)
    await write(account, customer, { _embedded: { segments: [{ id: segment }] } })
    await write(account, customer, { _embedded: { segments: [] } })
    expect(await versionOf(account, customer)).toBe(version)
    expect(await handsOf(account, customer)).toEqual({ in: [], out: [segment] })
  })

  test('an id that is absent takes the mark, and the customer stays in a segment until its exit holds', async () => {
    const { account, segment, customer } = await shop({ exit: { name: { equals: 'Bob' } } })
    await write(account, customer, { _embedded: { segments: [{ id: segment }] } })
    await write(account, customer, { _embedded: { segments: [] } })
    expect(await handsOf(account, customer)).toEqual({ in: [[segment, null]], out: [] })
    await write(account, customer, { name: 'Bob' })
    expect(await handsOf(account, customer)).toEqual({ in: [], out: [] })
  })
})

describe('a customer who is kept out', () => {
  test('is explained: a hand does it, and no leaf could change it, nor time', async () => {
    const { account, admin, segment, customer } = await shop({ entry: { next_date: { in_next: 3 } } })
    expect(await explained(account, customer, segment)).toMatchObject({
      holds: true,
      by_hand: false,
      hand: null,
    })
    await mark(admin, customer, segment, 'out').expect(200)
    expect(await explained(account, customer, segment)).toMatchObject({
      holds: false,
      by_hand: true,
      hand: 'out',
      rules: { entry: { holds: true } },
      nearest_miss: null,
      next_change_at: null,
    })
  })

  test('is none of those whom rules of other segments find there', async () => {
    const { account, admin, segment, customer } = await shop()
    const others = await addSegment(account, 'Others', { entry: { segment: { none: [segment] } } })
    expect(await handsOf(account, customer)).toEqual({ in: [[segment, null]], out: [] })
    await mark(admin, customer, segment, 'out').expect(200)
    expect(await handsOf(account, customer)).toEqual({ in: [[others, null]], out: [segment] })
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('does not enter by a plan, nor by the rules once they are saved', async () => {
    const { account, admin, segment, customer } = await shop({})
    await mark(admin, customer, segment, 'out').expect(200)
    const other = await account.addCustomer({ name: 'Ann' })
    const rules = { entry: ANN, exit: null }
    const { json } = await admin.post(`/api/patron/v1/segments/${segment}/plan`, rules).expect(200)
    expect(json).toMatchObject({ enter: 1, leave: 0, sample: { enter: [other] } })
    const saved = await admin.put(`/api/patron/v1/segments/${segment}/conditions`, rules).expect(200)
    expect(saved.json).toMatchObject({ entered: 1 })
    const { json: counted } = await admin.get(`/api/v4/customers/segments/${segment}`).expect(200)
    expect(counted).toMatchObject({ customers_count: 1 })
  })

  test('is kept out after it was deleted and restored, and after the other mode', async () => {
    const { account, admin, segment, customer } = await shop()
    await mark(admin, customer, segment, 'out').expect(200)
    await admin.delete(`/api/patron/v1/customers/${customer}`).expect(204)
    await account.switchTo('periodicity')
    await account.switchTo('segments')
    await admin.post(`/api/patron/v1/customers/${customer}/restore`).expect(200)
    expect(await handsOf(account, customer)).toEqual({ in: [], out: [segment] })
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('is kept out of nothing once the segment is deleted: its slot serves another one', async () => {
    const { account, admin, segment, customer } = await shop()
    const deleted = await account.addCustomer({ name: 'Ann' })
    for (const id of [customer, deleted]) await mark(admin, id, segment, 'out').expect(200)
    await admin.delete(`/api/patron/v1/customers/${deleted}`).expect(204)
    await admin.delete(`/api/v4/customers/segments/${segment}`).expect(204)
    expect((await eventsOf(account, customer)).at(-1)).toMatchObject({
      type: 'customer_hand_mark_changed',
      data: { mark: ['out', null], cause: 'segment_deleted' },
    })
    const next = await addSegment(account, 'In its slot', { entry: ANN })
    await admin.post(`/api/patron/v1/customers/${deleted}/restore`).expect(200)
    for (const id of [customer, deleted])
      expect(await handsOf(account, id)).toEqual({ in: [[next, null]], out: [] })
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })
})

test('the segments of a customer at a moment of the past tell nothing of hand marks, which have no history', async () => {
  const { admin, segment, customer } = await shop()
  server.clock.now += 60
  await mark(admin, customer, segment, 'out').expect(200)
  server.clock.now += 60
  const { json } = await admin.get(`/api/patron/v1/customers/${customer}/segments?at=${TEST_NOW}`).expect(200)
  expect(json).toEqual({
    at: TEST_NOW,
    _embedded: { segments: [expect.not.objectContaining({ hand: expect.anything() as unknown })] },
  })
})
