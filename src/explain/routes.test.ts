import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addSegment } from '../../test/helpers/rules.ts'
import { startTestServer, type TestAccount, TEST_NOW, type TestServer } from '../../test/helpers/server.ts'

const DAY = 86_400
/** The midnight before the test's moment, in UTC. */
const MIDNIGHT = TEST_NOW - DAY / 2

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

type Leaf = { holds: boolean; condition: object; seen: object; aloud: string }
type Explanation = {
  holds: boolean
  by_hand: boolean
  applied: boolean
  rules: Record<string, object | null>
  nearest_miss: Leaf[] | null
  next_change_at: number | null
  verdict: { name: string; reason: string; conditions: object | null }
}

async function explain(
  account: TestAccount,
  customer: number,
  query: string,
  headers: Record<string, string> = {},
): Promise<Explanation> {
  const url = `/api/patron/v1/customers/${customer}/explain?${query}`
  const { json } = await account.admin.get(url, headers).expect(200)
  return json as Explanation
}

async function buy(account: TestAccount, customer: number, price: number): Promise<void> {
  await account.admin.post(`/api/v4/customers/${customer}/transactions`, [{ price }]).expect(200)
}

function missed({ nearest_miss }: Explanation): object[] | undefined {
  return nearest_miss?.map(({ condition }) => condition)
}

describe('a segment', () => {
  test('is explained leaf by leaf, with what each saw and the nearest miss', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const segment = await addSegment(account, 'Loyal', {
      entry: {
        any: [
          { all: [{ ltv: { gte: 100 } }, { purchases: { count: { gte: 3 }, in_last: 90 } }] },
          { all: [{ ltv: { gte: 1000 } }, { not: { tag: { any: ['blocked'] } } }] },
        ],
      },
      exit: { last_purchase: { older_than: 365 } },
    })
    const id = await account.addCustomer()
    await buy(account, id, 250)
    const explained = await explain(account, id, `segment=${segment}`)
    const count = {
      holds: false,
      condition: { purchases: { count: { gte: 3 }, in_last: 90 } },
      seen: { count: 1 },
      seen_text: { count: '1' },
      aloud: 'the number of purchases of today and the 90 days before is less than 3',
    }
    expect(explained).toMatchObject({
      kind: 'segment',
      customer_id: id,
      at: TEST_NOW,
      id: segment,
      name: 'Loyal',
      holds: false,
      by_hand: false,
      applied: true,
      rules: {
        entry: {
          holds: false,
          any: [
            {
              holds: false,
              all: [{ holds: true, condition: { ltv: { gte: 100 } }, seen: { ltv: 250 } }, count],
            },
            { holds: false, all: [{ holds: false }, { holds: true, not: { holds: false } }] },
          ],
        },
        exit: { holds: false, seen: { last_purchase_at: TEST_NOW } },
      },
      nearest_miss: [count],
      next_change_at: null,
    })
  })

  test('tells when the customer will go by itself, past moments at which nothing changes', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const segment = await addSegment(account, 'Buyers of late', {
      entry: { any: [{ last_purchase: { in_last: 2 } }, { last_purchase: { in_last: 9 } }] },
    })
    await addSegment(account, 'Buyers of today', { entry: { last_purchase: { in_last: 0 } } })
    const id = await account.addCustomer()
    await buy(account, id, 5)
    const explained = await explain(account, id, `segment=${segment}`)
    expect(explained).toMatchObject({ holds: true, next_change_at: MIDNIGHT + 10 * DAY })
    expect(missed(explained)).toHaveLength(2)
    server.clock.now = MIDNIGHT + 10 * DAY
    expect(await explain(account, id, `segment=${segment}`)).toMatchObject({
      holds: false,
      next_change_at: null,
    })
  })

  test('tells it however often other segments change before, and follows those that it asks for', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    // Each holds every other day, for one after the other of three times a hundred days.
    const everyOtherDay = (i: number) =>
      Array.from({ length: 50 }, (_, k) => 2 * (50 * i + k)).map((days) => ({
        all: [{ next_date: { in_next: days + 1 } }, { not: { next_date: { in_next: days } } }],
      }))
    const segments = [
      ...[0, 1, 2].map((i) => ({ name: `S${i}`, entry: { any: everyOtherDay(i) } })),
      { name: 'Late', entry: { next_date: { older_than: 5 } } },
      { name: 'Later', entry: { all: [{ segment: { any: ['Late'] } }, { next_date: { older_than: 6 } }] } },
    ]
    await account.admin.put('/api/patron/v1/rules', { version: 1, segments }).expect(200)
    const { json } = await account.admin.get('/api/v4/customers/segments?limit=250').expect(200)
    const { _embedded } = json as { _embedded: { segments: { id: number; name: string }[] } }
    const idOf = (name: string) => _embedded.segments.find((each) => each.name === name)?.id
    const id = await account.addCustomer({ next_date: MIDNIGHT + 300 * DAY })
    const changeOf = async (name: string) =>
      (await explain(account, id, `segment=${idOf(name)}`)).next_change_at
    expect(await changeOf('Late')).toBe(MIDNIGHT + 306 * DAY)
    expect(await changeOf('Later')).toBe(MIDNIGHT + 307 * DAY)
  })

  test('says whether a hand holds the customer in it, and what would let it go', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const rules = { entry: { ltv: { gte: 100 } }, exit: { name: { equals: 'Gone' } } }
    const segment = await addSegment(account, 'Invited', rules)
    const id = await account.addCustomer({ _embedded: { segments: [{ id: segment }] } })
    const explained = await explain(account, id, `segment=${segment}`)
    expect(explained).toMatchObject({ holds: true, by_hand: true, rules: { entry: { holds: false } } })
    expect(missed(explained)).toEqual([rules.exit])
  })

  test('misses by a leaf that changes something: one that stands in entry and exit changes in both', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const [rich, named] = [{ ltv: { gte: 100 } }, { name: { equals: 'Ann' } }]
    const segment = await addSegment(account, 'Poor Anns', {
      entry: { any: [rich, { all: [named, { periodicity: { gte: 5 } }] }] },
      exit: rich,
    })
    const id = await account.addCustomer()
    expect(missed(await explain(account, id, `segment=${segment}`))).toEqual([
      named,
      { periodicity: { gte: 5 } },
    ])
  })

  test('without rules can be entered by hand only', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const segment = await addSegment(account, 'By hand')
    expect(await explain(account, await account.addCustomer(), `segment=${segment}`)).toMatchObject({
      holds: false,
      rules: { entry: null, exit: null },
      nearest_miss: null,
      next_change_at: null,
    })
  })

  test('is a sentence in Russian, and sleeps in periodicity mode', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const segment = await addSegment(account, 'VIP', {
      entry: { purchases: { count: { gte: 1 }, in_last: 3 } },
    })
    const id = await account.addCustomer()
    await buy(account, id, 5)
    await account.switchTo('periodicity')
    const russian = await explain(account, id, `segment=${segment}`, { 'accept-language': 'ru' })
    expect(russian).toMatchObject({
      holds: true,
      applied: false,
      next_change_at: null,
      nearest_miss: [{ aloud: 'число покупок за сегодня и 3 дня до того — не меньше 1' }],
    })
  })
})

describe('a stage', () => {
  async function stageNamed(account: TestAccount, name: string): Promise<number> {
    const { json } = await account.admin.get('/api/v4/customers/statuses').expect(200)
    const { statuses } = (json as { _embedded: { statuses: { id: number; name: string }[] } })._embedded
    return statuses.find((status) => status.name === name)?.id as number
  }

  test('that a customer will come to tells when, and which stage the rules give until then', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount({ mode: 'periodicity' })
    const closed = await stageNamed(account, 'Closed')
    const id = await account.addCustomer({ next_date: TEST_NOW - DAY })
    const explained = await explain(account, id, `stage=${closed}`)
    expect(explained).toMatchObject({
      kind: 'stage',
      holds: false,
      by_hand: false,
      applied: true,
      rules: { conditions: { holds: false } },
      verdict: { name: 'Did not purchase', reason: 'conditions_hold', conditions: { holds: true } },
      next_change_at: MIDNIGHT + 59 * DAY,
    })
    expect(missed(explained)).toEqual([{ after_today: 60 }])
  })

  test('that a hand has chosen stands beside the verdict of the rules', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount({ mode: 'periodicity' })
    const closed = await stageNamed(account, 'Closed')
    const id = await account.addCustomer({ next_date: TEST_NOW + 9 * DAY, status_id: closed })
    expect(await explain(account, id, `stage=${closed}`)).toMatchObject({
      holds: true,
      by_hand: true,
      rules: { conditions: { holds: false } },
      verdict: { name: 'Stage 1', reason: 'first_without_conditions', conditions: null },
      next_change_at: null,
    })
  })

  test('without conditions is the one of whoever has purchased, unless the conditions of another hold', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount({ mode: 'periodicity' })
    const recent = await stageNamed(account, 'Recently purchased')
    const id = await account.addCustomer({ next_date: TEST_NOW + 9 * DAY })
    const before = await explain(account, id, `stage=${recent}`)
    expect(before).toMatchObject({ holds: false, verdict: { name: 'Stage 1' } })
    expect(missed(before)).toEqual([{ purchases_count: { gte: 1 } }])
    await buy(account, id, 5)
    expect(await explain(account, id, `stage=${recent}`)).toMatchObject({
      holds: true,
      rules: { conditions: null },
      verdict: { name: 'Recently purchased', reason: 'has_purchased' },
      next_change_at: MIDNIGHT + 9 * DAY,
    })
  })

  test('that is the last resort, too, is not left by what its own conditions ask for', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount({ mode: 'periodicity' })
    const { admin } = account
    const recent = await stageNamed(account, 'Recently purchased')
    const own = { conditions: { ltv: { gte: 100 } } }
    await admin.put(`/api/patron/v1/stages/${recent}/conditions`, own).expect(200)
    const other = { conditions: { periodicity: { gte: 5 } } }
    const regular = await stageNamed(account, 'Stage 1')
    await admin.put(`/api/patron/v1/stages/${regular}/conditions`, other).expect(200)
    const id = await account.addCustomer({ next_date: TEST_NOW + 9 * DAY })
    const explained = await explain(account, id, `stage=${recent}`)
    expect(explained).toMatchObject({ holds: true, verdict: { reason: 'none_other' } })
    expect(missed(explained)).toEqual([other.conditions])
  })

  test('is asked about after overdue moves were made', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount({ mode: 'periodicity' })
    const expected = await stageNamed(account, 'Expected purchase')
    const id = await account.addCustomer({ next_date: TEST_NOW + 2 * DAY })
    server.clock.now = TEST_NOW + 2 * DAY
    expect(await explain(account, id, `stage=${expected}`)).toMatchObject({
      holds: true,
      next_change_at: MIDNIGHT + 3 * DAY,
    })
  })
})

describe('a question', () => {
  test.each([
    ['', 'segment', 'FieldMissing'],
    ['segment=1&stage=2', 'stage', 'NotSupportedChoice'],
    ['segment=x', 'segment', 'InvalidType'],
    ['segment=999999', 'segment', 'NotSupportedChoice'],
    ['stage=999999', 'stage', 'NotSupportedChoice'],
  ])('with %j is refused', async (query, path, code) => {
    const account = await server.newAccount()
    const id = await account.addCustomer()
    const { json } = await account.admin.get(`/api/patron/v1/customers/${id}/explain?${query}`).expect(400)
    expect(json).toMatchObject({ 'validation-errors': [{ errors: [{ code, path }] }] })
  })

  test('about a customer whom the user may not see has no answer', async () => {
    const account = await server.newAccount()
    const segment = await addSegment(account, 'Any')
    const id = await account.addCustomer()
    const { client } = await account.newUser({ rights: { view: 'M' } })
    await client.get(`/api/patron/v1/customers/${id}/explain?segment=${segment}`).expect(204)
    await account.admin
      .get(`/api/patron/v1/customers/999999/explain?segment=${segment}`, { 'x-patron-strict': '1' })
      .expect(404)
  })

  test('may come from whoever may see the customer and change nothing', async () => {
    const account = await server.newAccount()
    const segment = await addSegment(account, 'Any')
    const id = await account.addCustomer()
    const { client } = await account.newUser({ rights: { edit: 'D', add: 'D', delete: 'D' } })
    await client.get(`/api/patron/v1/customers/${id}/explain?segment=${segment}`).expect(200)
  })
})
