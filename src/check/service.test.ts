import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { fillDemo } from '../demo/service.ts'
import { moveEverythingDue } from '../engine/worker.ts'
import { keepHouse } from '../../test/helpers/house.ts'
import { type Difference, renderDifference } from './difference.ts'
import { check } from './service.ts'

const DAY = 86_400

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

async function found({ id }: TestAccount): Promise<string[]> {
  const differences: Difference[] = []
  const checked = await check(server.deps, id, (difference) => differences.push(difference))
  expect(checked).toMatchObject({ accounts: 1, differences: differences.length, at: server.clock.now })
  return differences.map(renderDifference)
}

/** An absent exit is the rule `null`. */
async function setRules(
  { admin }: TestAccount,
  id: number,
  trees: { entry?: object; exit?: object },
): Promise<void> {
  await admin
    .put(`/api/patron/v1/segments/${id}/conditions`, { entry: null, exit: null, ...trees })
    .expect(200)
}

type Segments = { _embedded: { segments: { id: number }[] } }
type Customers = { _embedded: { customers: { id: number }[] } }

/** Lets time pass by so many days, and then finds the account in order before the worker comes and after it. */
async function expectSoundAfterDays(account: TestAccount, days: number): Promise<void> {
  server.clock.now += days * DAY + 3 * 3600 + 17
  expect(await found(account)).toEqual([])
  await moveEverythingDue(server.deps)
  expect(await found(account)).toEqual([])
}

test('a shop whose segments follow rules is sound through writes, hands, changes of rules, time and the other mode', async () => {
  const account = await server.newAccount({ timezone: 'America/New_York' })
  const { admin } = account
  await fillDemo(server.deps, account.id)
  expect(await found(account)).toEqual([])
  const { json } = await admin.get('/api/v4/customers/segments?limit=250').expect(200)
  const [big, recent, loyal, unloyal, mixed] = (json as Segments)._embedded.segments.map(({ id }) => id) as [
    number,
    number,
    number,
    number,
    number,
  ]
  await setRules(account, big, { entry: { ltv: { gte: 400 } }, exit: { ltv: { lt: 200 } } })
  await setRules(account, recent, { entry: { purchases: { count: { gte: 2 }, in_last: 30 } } })
  await setRules(account, loyal, {
    entry: { all: [{ segment: { all: [big, recent] } }, { last_purchase: { in_last: 20 } }] },
    exit: { last_purchase: { older_than: 45 } },
  })
  await setRules(account, unloyal, {
    entry: { all: [{ segment: { any: [big] } }, { not: { segment: { any: [loyal] } } }] },
  })
  await setRules(account, mixed, {
    entry: { any: [{ after_today: 5 }, { purchases: { sum: { gte: 300 }, in_last: 90 } }] },
    exit: { all: [{ created_at: { older_than: 400 } }, { purchases: { count: { eq: 0 }, in_last: 60 } }] },
  })
  expect(await found(account)).toEqual([])

  const { json: page } = await admin.get('/api/v4/customers?limit=40&page=2').expect(200)
  const ids = (page as Customers)._embedded.customers.map(({ id }) => id)
  for (const [i, id] of ids.entries()) {
    const segments_to_add = [{ id: [loyal, unloyal, mixed][i % 3] }]
    await admin.patch(`/api/v4/customers/${id}`, { segments_to_add }).expect(200)
    await admin
      .post(`/api/v4/customers/${id}/transactions`, [{ price: 40 * i, completed_at: TEST_NOW - i * DAY }])
      .expect(200)
  }
  for (const id of ids.slice(0, 10)) await admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
  await admin.post(`/api/patron/v1/customers/${ids[0]}/restore`).expect(200)
  expect(await found(account)).toEqual([])

  await expectSoundAfterDays(account, 1)
  await expectSoundAfterDays(account, 12)
  await admin.post(`/api/patron/v1/customers/${ids[1]}/restore`).expect(200)
  await setRules(account, big, { entry: { ltv: { gte: 300 } } })
  await admin.delete(`/api/v4/customers/segments/${recent}?force=1`).expect(204)
  expect(await found(account)).toEqual([])
  await expectSoundAfterDays(account, 40)
  await keepHouse(server.deps)
  expect(await found(account), 'the deleted are thrown away').toEqual([])

  await account.switchTo('periodicity')
  await expectSoundAfterDays(account, 3)
  await account.switchTo('segments', false)
  await expectSoundAfterDays(account, 3)
  await account.switchTo('segments')
  await admin.patch('/api/patron/v1/account', { timezone: 'Asia/Kathmandu' }).expect(200)
  await expectSoundAfterDays(account, 30)
})

test('a shop in periodicity mode is sound through hands, purchases, other stages and time', async () => {
  const account = await server.newAccount({ mode: 'periodicity', timezone: 'Europe/Berlin' })
  const { admin } = account
  await fillDemo(server.deps, account.id)
  expect(await found(account)).toEqual([])
  const { json } = await admin.post('/api/v4/customers/statuses', [{ name: 'Mine', sort: 3 }]).expect(200)
  const [{ id: mine }] = (json as { _embedded: { statuses: [{ id: number }] } })._embedded.statuses
  const { json: page } = await admin.get('/api/v4/customers?limit=60').expect(200)
  const ids = (page as Customers)._embedded.customers.map(({ id }) => id)
  for (const [i, id] of ids.entries()) {
    await admin.patch(`/api/v4/customers/${id}`, { status_id: mine }).expect(200)
    if (i % 3 === 0) await admin.post(`/api/v4/customers/${id}/transactions`, [{ price: 40 * i }]).expect(200)
    if (i % 10 === 0) await admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
    if (i % 20 === 0) await admin.post(`/api/patron/v1/customers/${id}/restore`).expect(200)
  }
  await expectSoundAfterDays(account, 1)
  await expectSoundAfterDays(account, 20)
  await admin.patch(`/api/v4/customers/statuses/${mine}`, { name: 'Mine', sort: 90 }).expect(200)
  await expectSoundAfterDays(account, 20)
  await admin.delete(`/api/v4/customers/statuses/${mine}`).expect(204)
  await expectSoundAfterDays(account, 70)
})

/** A small account in segments mode, with the ids that damages need. */
type Damaged = {
  account: number
  customer: number
  segment: number
  other: number
  kept: number
  tag: number
  purchase: number
}

/** What is damaged, and a part of the line that tells of it. */
const DAMAGES: readonly [sort: string, sql: (ids: Damaged) => string, expected: (ids: Damaged) => string][] =
  [
    ['a total', of(`update customers set ltv_minor = 7`), () => 'ltv_minor is 7 and should be 10000'],
    ['a number of purchases', of(`update customers set purchases_count = 7`), () => 'purchases_count is 7'],
    [
      'the oldest purchase',
      of(`update customers set first_purchase_at = 7`),
      () => `first_purchase_at is 7 and should be ${TEST_NOW}`,
    ],
    [
      'the newest purchase',
      of(`update customers set last_purchase_at = 7`),
      () => `last_purchase_at is 7 and should be ${TEST_NOW}`,
    ],
    [
      'the value that a hand has written of the next date',
      of(`update customers set base_next_date = 7`),
      () => `next_date is ${TEST_NOW + DAY} and should be 7`,
    ],
    [
      'the value that a hand has written of the next price',
      of(`update customers set base_next_price_minor = 7`),
      () => 'next_price_minor is 0 and should be 7',
    ],
    [
      'the number of the last recorded purchase',
      of(`update customers set purchases_recorded = 7`),
      () => 'purchases_recorded is 7 and should be 1',
    ],
    [
      'what a purchase says of the next one',
      ({ account, purchase }) =>
        `update transactions set given_next_date = 7 where account_id = ${account} and id = ${purchase}`,
      () => `next_date is ${TEST_NOW + DAY} and should be 7`,
    ],
    [
      'a purchase',
      ({ account, purchase }) =>
        `update transactions set is_deleted = true where account_id = ${account} and id = ${purchase}`,
      ({ purchase }) => `events of transaction ${purchase} [added, deleted] is [1,0] and should be [1,1]`,
    ],
    [
      'a mask',
      of(`update customers set segments_low = 0`),
      ({ segment }) => `segments is [] and should be [${segment}]`,
    ],
    [
      'a segment that no rule gives',
      of(`update customers set segments_low = 3`),
      ({ segment, other }) => `segments is [${segment},${other}] and should be [${segment}]`,
    ],
    [
      'a slot without a segment',
      of(`update customers set hand_segments_high = 4`),
      () => 'marks of segments that are none is ["slot 52"]',
    ],
    [
      'a segment that a hand keeps out of and that has the customer all the same',
      of(`update customers set out_segments_low = 1`),
      ({ segment }) =>
        `segments that it is in, or put in by hand, and kept out of is [${segment}] and should be []`,
    ],
    [
      'a slot without a segment that a hand keeps out of',
      of(`update customers set out_segments_high = 4`),
      () => 'marks of segments that are none is ["slot 52"]',
    ],
    [
      'a hand mark',
      of(`update customers set out_segments_low = 0`),
      ({ kept }) => `hand mark in segment ${kept}, by the last event is "out" and should be null`,
    ],
    [
      'a member row that is missing',
      ({ account }) => `delete from segment_members where account_id = ${account}`,
      ({ segment }) => `rows of segment_members is [] and should be [${segment}]`,
    ],
    [
      'a member row too many',
      ({ account, customer, other }) =>
        `insert into segment_members (account_id, segment_id, customer_id) values (${account}, ${other}, ${customer})`,
      ({ segment, other }) => `rows of segment_members is [${segment},${other}] and should be [${segment}]`,
    ],
    [
      'a member row of nobody',
      ({ account, segment }) =>
        `insert into segment_members (account_id, segment_id, customer_id) values (${account}, ${segment}, 5)`,
      () => 'customer 5: rows of segment_members is "there"',
    ],
    [
      'a count',
      ({ account }) => `update segment_counts set customers = customers + 1 where account_id = ${account}`,
      ({ segment }) => `count of segment ${segment} is 2 and should be 1`,
    ],
    [
      'a count of a segment that is none',
      ({ account }) =>
        `insert into segment_counts (account_id, segment_id, customers) values (${account}, 5, 3)`,
      () => 'count of segment 5, which is none is 3 and should be 0',
    ],
    [
      'tags',
      of(`update customers set tag_ids = '{}'`),
      ({ tag }) => `rows of entity_tags is [${tag}] and should be []`,
    ],
    [
      'a row of a tag',
      ({ account }) => `delete from entity_tags where account_id = ${account}`,
      ({ tag }) => `rows of entity_tags is [] and should be [${tag}]`,
    ],
    [
      'a row of a tag of nobody',
      ({ account, tag }) =>
        `insert into entity_tags (account_id, tag_id, entity_id) values (${account}, ${tag}, 99999)`,
      () => 'customer 99999: rows of entity_tags is "there"',
    ],
    [
      'a tag that is none',
      of(`update customers set tag_ids = tag_ids || 5::bigint`),
      () => 'tag_ids that are no tags is [5]',
    ],
    [
      'a name',
      of(`update customers set name = 'Bob'`),
      () => 'entity_search.name_folded is "ann" and should be "bob"',
    ],
    [
      'words',
      ({ account }) => `update entity_search set words = 'x' where account_id = ${account}`,
      () => 'entity_search.words is ["x"] and should be ["ann",',
    ],
    [
      'tokens',
      ({ account }) => `update entity_search set tokens = '{x}' where account_id = ${account}`,
      () => 'entity_search.tokens is ["x"] and should be [',
    ],
    [
      'a row of the search',
      ({ account }) => `delete from entity_search where account_id = ${account}`,
      () => 'row of entity_search is absent',
    ],
    [
      'a stage',
      of(`update customers set status_id = 5`),
      () => 'status_id is 5 and should be "a stage of the account"',
    ],
    [
      'a stay that has ended',
      ({ account }) =>
        `update stays set to_at = from_at, went = came where account_id = ${account} and kind = 'segment'`,
      ({ segment }) => `and should be ["segment ${segment}",`,
    ],
    [
      'a stay that ends before it begins',
      ({ account }) =>
        `update stays set to_at = from_at - 1, went = came where account_id = ${account} and kind = 'segment'`,
      ({ segment }) => `stays that end before they begin is ["segment ${segment}"] and should be []`,
    ],
    [
      'a stay with half an end',
      ({ account }) => `update stays set went = came where account_id = ${account} and kind = 'segment'`,
      ({ segment }) => `stays with half an end is ["segment ${segment}"]`,
    ],
    [
      'two open stays in one segment',
      ({ account }) =>
        `insert into stays select account_id, customer_id, gen_random_uuid(), kind, place_id, from_at + 1, null, came, null
       from stays where account_id = ${account} and kind = 'segment'`,
      ({ segment }) => `stays that begin before the one before has ended is ["segment ${segment}"]`,
    ],
    [
      'two stages at once',
      ({ account }) =>
        `insert into stays select account_id, customer_id, gen_random_uuid(), kind, place_id + 1, from_at - 10, from_at + 10, came, came
       from stays where account_id = ${account} and kind = 'stage'`,
      () => `stays that begin before the one before has ended is ["stage `,
    ],
    [
      'a stay of nobody',
      ({ account }) =>
        `insert into stays select account_id, 5, gen_random_uuid(), kind, place_id, from_at, null, came, null
       from stays where account_id = ${account}`,
      () => 'customer 5: stays is "there"',
    ],
    [
      'no moment of being due',
      of(`update customers set due_at = null`),
      () => 'due_at is null and should be 177',
    ],
    [
      'a moment of being due that is too late',
      of(`update customers set due_at = due_at + 1`),
      () => 'due_at is 177',
    ],
    [
      'a version',
      of(`update customers set version = version + 1`),
      () => 'version of the last event is 3 and should be 4',
    ],
    [
      'an event',
      ({ account, customer }) =>
        `delete from events where account_id = ${account} and entity_id = ${customer} and version = 1`,
      () => 'first event is "customer_changed" and should be "customer_added"',
    ],
    [
      'a row of a batch',
      ({ account, customer }) =>
        `delete from events where account_id = ${account} and entity_id = ${customer} and version = 2`,
      () => `events of batch `,
    ],
    [
      'a number of a batch',
      ({ account }) =>
        `with numbered as (
           select id, events, row_number() over (order by made_at, id) as n, sum(events) over (order by made_at, id) - events + 1 as first_number
           from event_batches where account_id = ${account}
         ) update event_batches b set first_number = n.first_number + (n.n > 1)::int
           from numbered n where b.account_id = ${account} and b.id = n.id`,
      () => `first number of batch `,
    ],
    [
      'the last number of the account',
      ({ account }) =>
        `with head as (
           insert into event_heads values (${account}, 7)
         ) update event_batches set first_number = 1
           where account_id = ${account} and id = (select id from event_batches where account_id = ${account} order by events desc, id limit 1)`,
      () => `last number of events is 7 and should be `,
    ],
    [
      'an event with a mask',
      ({ account, customer }) =>
        `update events set data = data || '{"segments": [{"low": 0}, {"low": 1}]}'
         where account_id = ${account} and entity_id = ${customer} and version = 2`,
      () => 'masks or slots in customer_',
    ],
    [
      'what an event tells',
      ({ account, customer }) =>
        `update events set data = jsonb_set(data, '{ltv,1}', '7') where account_id = ${account} and entity_id = ${customer} and version = 2`,
      () => 'ltv after the last event is 7 and should be 100',
    ],
    [
      'an event of nobody',
      ({ account, customer }) =>
        `update events set entity_id = 99999 where account_id = ${account} and entity_id = ${customer}`,
      () => 'customer 99999: events is "there"',
    ],
    [
      'an id that is to be handed out',
      ({ account }) =>
        `update id_blocks set next_id = 1001 where account_id = ${account} and kind = 'transactions'`,
      ({ purchase }) => `id of transactions is ${purchase} and should be "below 1001`,
    ],
    [
      'a moment of being due of somebody who is deleted',
      of(`update customers set deleted_at = ${TEST_NOW}`),
      () => 'due_at of a deleted customer is 177',
    ],
    [
      'a rule',
      ({ account, other }) =>
        `update segments set entry = '{"ltv": {"gte": 50}}' where account_id = ${account} and id = ${other}`,
      ({ segment, other }) => `segments is [${segment}] and should be [${segment},${other}]`,
    ],
  ]

function of(update: string): (ids: Damaged) => string {
  return ({ account, customer }) => `${update} where account_id = ${account} and id = ${customer}`
}

describe('in segments mode', () => {
  beforeAll(() => {
    server.clock.now = TEST_NOW
  })

  test.each(DAMAGES)('%s that is damaged is found', async (_sort, sqlOf, expected) => {
    const { account, ids } = await smallAccount()
    expect(await found(account)).toEqual([])
    await server.deps.db.query(sqlOf(ids))
    const lines = await found(account)
    expect(lines.join('\n')).toContain(expected(ids))
    for (const line of lines) expect(line).toMatch(new RegExp(`^account ${ids.account}[:,]`))
  })

  test('what should have happened by now is found although it is overdue', async () => {
    const { account, ids } = await smallAccount()
    server.clock.now += 9 * DAY
    expect(await found(account)).toEqual([])
    await server.deps.db.query(of('update customers set segments_low = 2')(ids))
    expect((await found(account)).join('\n')).toContain(
      `segments is [${ids.other}] and should be [${ids.segment}]`,
    )
    server.clock.now = TEST_NOW
  })
})

/** One customer with a purchase, a tag and a field, who is in a segment that it leaves after a week, not in another, and kept out of one. */
async function smallAccount(): Promise<{ account: TestAccount; ids: Damaged }> {
  const account = await server.newAccount()
  const { admin } = account
  const added = async (path: string, body: object) =>
    ((await admin.post(path, body).expect(200)).json as { id: number }).id
  const segment = await added('/api/v4/customers/segments', { name: 'Lately' })
  const other = await added('/api/v4/customers/segments', { name: 'Nobody' })
  const kept = await added('/api/v4/customers/segments', { name: 'Kept out' })
  await setRules(account, segment, { entry: { last_purchase: { in_last: 7 } } })
  await setRules(account, other, { entry: { ltv: { gte: 1000 } } })
  await admin
    .post('/api/v4/customers/custom_fields', [{ name: 'City', type: 'text', code: 'CITY' }])
    .expect(200)
  const customer = await account.addCustomer({
    name: 'Ann',
    custom_fields_values: [{ field_code: 'CITY', values: [{ value: 'Oslo' }] }],
    _embedded: { tags: [{ name: 'vip' }] },
  })
  await admin.post(`/api/v4/customers/${customer}/transactions`, [{ price: 100 }]).expect(200)
  await admin.put(`/api/patron/v1/customers/${customer}/segments/${kept}`, { hand: 'out' }).expect(200)
  const [row] = await server.deps.db.query<{ tag: number; purchase: number }>(
    `select (select id from tags where account_id = $1) as tag, (select id from transactions where account_id = $1) as purchase`,
    [account.id],
  )
  return {
    account,
    ids: {
      account: account.id,
      customer,
      segment,
      other,
      kept,
      ...(row as { tag: number; purchase: number }),
    },
  }
}

describe('in periodicity mode', () => {
  test.each([
    ['the stage', 'status_id = verdict_id + 1', 'status_id is '],
    ['the verdict', 'verdict_id = verdict_id + 1', 'verdict_id is '],
    ['a hand', 'placed_at = 1, verdict_id = verdict_id + 1', 'placed_at is 1 and should be null'],
    ['the moment of being due', 'due_at = null', 'due_at is null and should be '],
  ])('%s that is damaged is found', async (_what, damage, expected) => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await account.addCustomer({ next_date: TEST_NOW - 5 * DAY })
    expect(await found(account)).toEqual([])
    await server.deps.db.query(`update customers set ${damage} where account_id = $1 and id = $2`, [
      account.id,
      id,
    ])
    expect((await found(account)).join('\n')).toContain(expected)
  })
})
