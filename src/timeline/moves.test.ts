import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addSegment } from '../../test/helpers/rules.ts'
import type { Client } from '../../test/helpers/client.ts'
import { startTestServer, type TestAccount, TEST_NOW, type TestServer } from '../../test/helpers/server.ts'
import { moveEverythingDue } from '../engine/worker.ts'

const DAY = 86_400
const HOUR = 3600

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

type Move = {
  at: number
  kind: string
  place_id: number
  place_name: string | null
  customer_id: number
  entered: boolean
  cause: string
  cause_id: number | null
  actor_id: number
  by_hand: boolean
  decided_by: { condition: object; holds: boolean; seen: object; seen_text: object; aloud: string } | null
}
type MovePage = { next_cursor: string | null; _embedded: { moves: Move[] } }

async function movesAt(client: Client, url: string, headers: Record<string, string> = {}): Promise<Move[]> {
  const { json } = await client.get(`/api/patron/v1/${url}`, headers).expect(200)
  return (json as MovePage)._embedded.moves
}

async function* pagesOf(client: Client, url: string, limit: number): AsyncGenerator<Move[]> {
  let cursor: string | null | undefined
  while (cursor !== null) {
    const parameter: string = cursor === undefined ? '' : `&cursor=${cursor}`
    const { json } = await client.get(`/api/patron/v1/${url}?limit=${limit}${parameter}`).expect(200)
    const { next_cursor, _embedded } = json as MovePage
    yield _embedded.moves
    cursor = next_cursor
  }
}

async function closedStage({ admin }: TestAccount): Promise<number> {
  const { json } = await admin.get('/api/v4/customers/statuses').expect(200)
  const { statuses } = (json as { _embedded: { statuses: { id: number; type: number }[] } })._embedded
  return statuses.find(({ type }) => type === 3)?.id as number
}

async function addPurchase(account: TestAccount, customer: number, price: number): Promise<number> {
  const { json } = await account.admin
    .post(`/api/v4/customers/${customer}/transactions`, [{ price }])
    .expect(200)
  return (json as { _embedded: { transactions: { id: number }[] } })._embedded.transactions[0]?.id as number
}

describe('the moves of a customer', () => {
  test('tell when it came and went, why, and what the deciding leaf saw', async () => {
    const account = await server.newAccount()
    const fresh = await addSegment(account, 'Fresh', { entry: { last_purchase: { in_last: 2 } } })
    server.clock.now = TEST_NOW
    const id = await account.addCustomer()
    const purchase = await addPurchase(account, id, 150)
    server.clock.now = TEST_NOW + 5 * DAY
    const moves = await movesAt(account.admin, `customers/${id}/moves`)
    const midnight = TEST_NOW - 12 * HOUR + 3 * DAY
    expect(moves.map(({ at, place_id, entered }) => [at, place_id, entered])).toEqual([
      [midnight, fresh, false],
      [TEST_NOW, fresh, true],
      [TEST_NOW, expect.any(Number), true],
    ])
    expect(moves[0]).toMatchObject({ place_name: 'Fresh', cause: 'time', cause_id: null, actor_id: 0 })
    expect(moves[1]).toEqual({
      at: TEST_NOW,
      kind: 'segment',
      place_id: fresh,
      place_name: 'Fresh',
      customer_id: id,
      entered: true,
      cause: 'purchase_added',
      cause_id: purchase,
      actor_id: account.adminId,
      by_hand: false,
      decided_by: {
        condition: { last_purchase: { in_last: 2 } },
        holds: true,
        seen: { last_purchase_at: TEST_NOW },
        seen_text: { last_purchase_at: new Date(TEST_NOW * 1000).toISOString().slice(0, 10) },
        aloud: 'the last purchase was today or in the last 2 days',
      },
    })
    expect(moves[0]?.decided_by).toMatchObject({
      holds: false,
      aloud: 'there was no purchase today or in the last 2 days',
    })
  })

  test('into a segment by a negation say that the leaf did not hold, as a person would', async () => {
    const account = await server.newAccount()
    await addSegment(account, 'Quiet', { entry: { not: { last_purchase: { in_last: 30 } } } })
    const id = await account.addCustomer()
    const [english] = await movesAt(account.admin, `customers/${id}/moves`)
    expect(english).toMatchObject({
      entered: true,
      decided_by: {
        holds: false,
        seen: { last_purchase_at: null },
        seen_text: { last_purchase_at: 'none' },
        aloud: 'there was no purchase today or in the last 30 days',
      },
    })
    const [russian] = await movesAt(account.admin, `customers/${id}/moves`, { 'accept-language': 'ru' })
    expect(russian?.decided_by).toMatchObject({
      seen_text: { last_purchase_at: 'нет' },
      aloud: 'сегодня и за последние 30 дней покупок не было',
    })
  })

  test('name the tags that the deciding leaf saw', async () => {
    const account = await server.newAccount()
    await addSegment(account, 'Gold', { entry: { tag: { any: ['gold'] } } })
    const id = await account.addCustomer({ _embedded: { tags: [{ name: 'gold' }, { name: 'new' }] } })
    const [move] = await movesAt(account.admin, `customers/${id}/moves`)
    expect(move?.decided_by).toMatchObject({ seen_text: { tag_ids: 'gold and new' } })
  })

  test('are sentences in the language that the request asks for', async () => {
    const account = await server.newAccount()
    await addSegment(account, 'VIP', { entry: { ltv: { gte: 100 } } })
    const id = await account.addCustomer()
    await addPurchase(account, id, 150)
    const [move] = await movesAt(account.admin, `customers/${id}/moves`, { 'accept-language': 'ru' })
    expect(move?.decided_by?.aloud).toBe('сумма покупок — не меньше 100')
  })

  test('tell a hand from a rule, and name no place that is gone', async () => {
    const account = await server.newAccount()
    const segment = await addSegment(account, 'Invited')
    const id = await account.addCustomer({ _embedded: { segments: [{ id: segment }] } })
    await account.admin.delete(`/api/v4/customers/segments/${segment}`).expect(204)
    const [went, came] = await movesAt(account.admin, `customers/${id}/moves`)
    expect(came).toMatchObject({ entered: true, cause: 'customer_added', by_hand: true, decided_by: null })
    expect(went).toMatchObject({
      entered: false,
      cause: 'segment_deleted',
      cause_id: segment,
      place_id: segment,
      place_name: null,
    })
  })

  test('name the leaf that another time zone has changed', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount({ timezone: 'Pacific/Kiritimati' })
    const today = { next_date: { in_last: 0 } }
    await addSegment(account, 'Today', { entry: { any: [{ name: { equals: 'zz' } }, today] } })
    const id = await account.addCustomer({ next_date: TEST_NOW - 1.5 * HOUR })
    await account.admin.patch('/api/patron/v1/account', { timezone: 'Pacific/Pago_Pago' }).expect(200)
    const [went] = await movesAt(account.admin, `customers/${id}/moves`)
    expect(went).toMatchObject({
      entered: false,
      cause: 'timezone_changed',
      decided_by: { condition: today },
    })
  })

  test('name the leaf that an option which left its list has changed', async () => {
    const account = await server.newAccount()
    const enums = [{ value: 'Dark' }, { value: 'Light' }]
    const { json } = await account.admin
      .post('/api/v4/customers/custom_fields', [{ name: 'Roast', type: 'select', enums }])
      .expect(200)
    const [field] = (json as { _embedded: { custom_fields: { id: number; enums: { id: number }[] }[] } })
      ._embedded.custom_fields
    const [dark, light] = field?.enums ?? []
    const likesDark = { custom_field: { field: field?.id, any: [dark?.id] } }
    await addSegment(account, 'Dark', { entry: { any: [{ name: { equals: 'zz' } }, likesDark] } })
    const id = await account.addCustomer({
      custom_fields_values: [{ field_id: field?.id, values: [{ enum_id: dark?.id }] }],
    })
    await account.admin
      .patch(`/api/v4/customers/custom_fields/${field?.id}?force=1`, {
        enums: [{ id: light?.id, value: 'Light' }],
      })
      .expect(200)
    const [went] = await movesAt(account.admin, `customers/${id}/moves`)
    expect(went).toMatchObject({
      entered: false,
      cause: 'field_changed',
      decided_by: { condition: { custom_field: { field: field?.id } } },
    })
  })

  test('name no leaf when a purchase takes a customer out of where a hand has put it', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await account.addCustomer({ next_date: TEST_NOW + 90 * DAY })
    await account.admin
      .patch(`/api/v4/customers/${id}`, { status_id: await closedStage(account) })
      .expect(200)
    server.clock.now = TEST_NOW + HOUR
    await addPurchase(account, id, 10)
    const [came, went] = await movesAt(account.admin, `customers/${id}/moves`)
    expect([came, went]).toMatchObject([
      { place_name: 'Recently purchased', entered: true, cause: 'purchase_added', decided_by: null },
      { place_name: 'Closed', entered: false, cause: 'purchase_added', decided_by: null },
    ])
  })

  test('a stage whose rule asked for purchases is left for another rule that asks for none', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const { json } = await account.admin
      .post('/api/v4/customers/statuses', [{ name: 'Buyers', sort: 100 }])
      .expect(200)
    const [stage] = (json as { _embedded: { statuses: { id: number }[] } })._embedded.statuses
    const rule = (conditions: object) =>
      account.admin.put(`/api/patron/v1/stages/${stage?.id}/conditions`, { conditions }).expect(200)
    await rule({ purchases: { count: { gte: 1 }, in_last: 30 } })
    const id = await account.addCustomer({ next_date: TEST_NOW + DAY })
    await addPurchase(account, id, 10)
    await rule({ next_price: { gte: 1000 } })
    const [entered, left] = await movesAt(account.admin, `customers/${id}/moves?limit=2`)
    const decided_by = { condition: { next_price: { gte: 1000 } } }
    expect(left).toMatchObject({
      place_id: stage?.id,
      entered: false,
      cause: 'stage_rules_changed',
      decided_by,
    })
    expect(entered).toMatchObject({ entered: true, cause: 'stage_rules_changed', decided_by })
  })

  test('into a fallback name the leaf of the stage left that holds no more', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await account.addCustomer({ next_date: TEST_NOW - 5 * DAY })
    server.clock.now = TEST_NOW + HOUR
    await addPurchase(account, id, 10)
    const moves = await movesAt(account.admin, `customers/${id}/moves`)
    expect(moves.slice(0, 2)).toMatchObject([
      { place_name: 'Recently purchased', decided_by: { condition: { after_today: 1 } } },
      { place_name: 'Did not purchase', decided_by: { condition: { after_today: 1 } } },
    ])
  })

  test('name the leaf that asks for purchases when one is made or deleted', async () => {
    const account = await server.newAccount()
    const bought = { purchases: { count: { gte: 1 }, in_last: 30 } }
    await addSegment(account, 'Both', { entry: { all: [{ name: { contains: 'customer' } }, bought] } })
    await addSegment(account, 'Either', { entry: { any: [{ name: { equals: 'zz' } }, bought] } })
    const id = await account.addCustomer()
    const purchase = await addPurchase(account, id, 10)
    await account.admin.delete(`/api/v4/customers/transactions/${purchase}`).expect(204)
    const moves = await movesAt(account.admin, `customers/${id}/moves`)
    expect(moves.slice(0, 4)).toMatchObject(
      ['purchase_deleted', 'purchase_deleted', 'purchase_added', 'purchase_added'].map((cause) => ({
        cause,
        decided_by: { condition: bought },
      })),
    )
  })

  test('out of a stage that asks for purchases name that leaf, too', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const conditions = { purchases: { count: { lt: 2 }, in_last: 30 } }
    await account.admin
      .put(`/api/patron/v1/stages/${await closedStage(account)}/conditions`, { conditions })
      .expect(200)
    const id = await account.addCustomer({ next_date: server.clock.now + 90 * DAY })
    await addPurchase(account, id, 10)
    await addPurchase(account, id, 10)
    const [came] = await movesAt(account.admin, `customers/${id}/moves`)
    expect(came).toMatchObject({
      place_name: 'Recently purchased',
      decided_by: { condition: conditions },
    })
  })

  test('into a fallback name the leaf of changed rules of the stage left', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await account.addCustomer({ next_date: TEST_NOW + 90 * DAY })
    await account.admin
      .put(`/api/patron/v1/stages/${await closedStage(account)}/conditions`, {
        conditions: { periodicity: { eq: 0 } },
      })
      .expect(200)
    server.clock.now = TEST_NOW + HOUR
    await account.admin
      .put(`/api/patron/v1/stages/${await closedStage(account)}/conditions`, {
        conditions: { periodicity: { eq: 7 } },
      })
      .expect(200)
    const [came] = await movesAt(account.admin, `customers/${id}/moves`)
    expect(came).toMatchObject({
      cause: 'stage_rules_changed',
      decided_by: { condition: { periodicity: { eq: 7 } }, seen: { periodicity: 0 } },
    })
  })

  test('of one moment are told in the order in which they happened', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await account.addCustomer({ next_date: TEST_NOW - DAY })
    await addPurchase(account, id, 10)
    const moves = await movesAt(account.admin, `customers/${id}/moves`)
    expect(moves.map(({ place_name, entered }) => [place_name, entered])).toEqual([
      ['Recently purchased', true],
      ['Did not purchase', false],
      ['Did not purchase', true],
    ])
  })

  test('of one moment over many writes are told in the order in which they happened, by pages of any size', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const a = await addSegment(account, 'A', { entry: { tag: { any: ['a'] } } })
    const b = await addSegment(account, 'B', { entry: { tag: { any: ['b'] } } })
    const id = await account.addCustomer()
    for (const names of [['a'], ['b'], ['a', 'b'], []]) {
      const tags = names.map((name) => ({ name }))
      await account.admin.patch(`/api/v4/customers/${id}`, { _embedded: { tags } }).expect(200)
    }
    const all = await movesAt(account.admin, `customers/${id}/moves`)
    expect(
      all
        .filter(({ kind }) => kind === 'segment')
        .map(({ place_id, entered }) => [place_id, entered])
        .reverse(),
    ).toEqual([
      [a, true],
      [a, false],
      [b, true],
      [a, true],
      [a, false],
      [b, false],
    ])
    for (const limit of [1, 2, 3]) {
      const rendered: Move[] = []
      for await (const page of pagesOf(account.admin, `customers/${id}/moves`, limit)) rendered.push(...page)
      expect(rendered).toEqual(all)
    }
  })

  test('of a customer who does not exist, is deleted or may not be seen are absent', async () => {
    const account = await server.newAccount()
    const { client } = await account.newUser({ rights: { view: 'M' } })
    const id = await account.addCustomer()
    await client.get(`/api/patron/v1/customers/${id}/moves`).expect(204)
    await client.get(`/api/patron/v1/customers/${id}/moves`, { 'x-patron-strict': '1' }).expect(404)
    await account.admin.get('/api/patron/v1/customers/999999/moves').expect(204)
    await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
    await account.admin.get(`/api/patron/v1/customers/${id}/moves`).expect(204)
  })

  test('without a token, or while customers are off, are refused', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer()
    await server.client(undefined).get(`/api/patron/v1/customers/${id}/moves`).expect(401)
    await account.switchTo('segments', false)
    await account.admin.get(`/api/patron/v1/customers/${id}/moves`).expect(400)
  })
})

describe('the moves of a segment', () => {
  test('leave out customers whom the user may not see, and keep those who were deleted', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const segment = await addSegment(account, 'Everybody', { entry: { all: [] } })
    const { id: userId, client } = await account.newUser({ rights: { view: 'M' } })
    const own = await account.addCustomer({ responsible_user_id: userId })
    const others = await account.addCustomer()
    await account.admin.delete(`/api/patron/v1/customers/${others}`).expect(204)
    const seen = await movesAt(account.admin, `segments/${segment}/moves`)
    expect(seen.map((move) => [move.customer_id, move.cause])).toEqual([
      [others, 'customer_deleted'],
      [others, 'customer_added'],
      [own, 'customer_added'],
    ])
    const seenByUser = await movesAt(client, `segments/${segment}/moves`)
    expect(seenByUser.map((move) => move.customer_id)).toEqual([own])
  })

  test('go on where a page ended while new moves arrive', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const segment = await addSegment(account, 'Buyers', { entry: { last_purchase: { in_last: 0 } } })
    for (let day = 0; day < 3; day++) {
      server.clock.now = TEST_NOW + day * DAY
      for (let i = 0; i < 4; i++) await addPurchase(account, await account.addCustomer(), 5)
    }
    await moveEverythingDue(server.deps)
    const url = `segments/${segment}/moves`
    const all = await movesAt(account.admin, url)
    expect(all).toHaveLength(20)
    const rendered: Move[] = []
    for await (const page of pagesOf(account.admin, url, 3)) {
      rendered.push(...page)
      await addPurchase(account, await account.addCustomer(), 5)
    }
    expect(rendered).toEqual(all)
  })

  test('of one who came and went in the same second are told once each, by pages of one', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const segment = await addSegment(account, 'Marked')
    const id = await account.addCustomer({ _embedded: { segments: [{ id: segment }] } })
    for (const segments of [[], [{ id: segment }]])
      await account.admin.patch(`/api/v4/customers/${id}`, { _embedded: { segments } }).expect(200)
    const rendered: boolean[] = []
    for await (const page of pagesOf(account.admin, `segments/${segment}/moves`, 1))
      rendered.push(...page.map((move) => move.entered))
    expect(rendered).toEqual([true, false, true])
  })

  test('of several who came and went in one second are told in the order in which they happened', async () => {
    server.clock.now = TEST_NOW
    const account = await server.newAccount()
    const segment = await addSegment(account, 'Marked')
    const [first, second] = [await account.addCustomer(), await account.addCustomer()]
    const happened: [number, boolean][] = [
      [first, true],
      [second, true],
      [first, false],
      [second, false],
      [first, true],
    ]
    for (const [id, isIn] of happened)
      await account.admin
        .patch(`/api/v4/customers/${id}`, { _embedded: { segments: isIn ? [{ id: segment }] : [] } })
        .expect(200)
    const rendered: Move[] = []
    for await (const page of pagesOf(account.admin, `segments/${segment}/moves`, 1)) rendered.push(...page)
    expect(rendered.map(({ customer_id, entered }) => [customer_id, entered]).reverse()).toEqual(happened)
  })

  test('of one that never was are absent, of one that nobody was in are none', async () => {
    const account = await server.newAccount()
    const strict = { 'x-patron-strict': '1' }
    const segment = await addSegment(account, 'Nobody')
    await account.admin.get(`/api/patron/v1/segments/${segment}/moves`, strict).expect(204)
    await account.admin.get('/api/patron/v1/segments/999999/moves', strict).expect(404)
    await account.admin.get('/api/patron/v1/segments/999999/moves').expect(204)
  })

  test.each(['=x', '=', '=MTIz', '[]=MTIz'])('with the cursor %j are refused', async (cursor) => {
    const account = await server.newAccount()
    const { json } = await account.admin.get(`/api/patron/v1/segments/1001/moves?cursor${cursor}`).expect(400)
    expect(json).toMatchObject({
      'validation-errors': [{ errors: [{ code: 'BrokenCursor', path: 'cursor' }] }],
    })
  })
})

test('the moves of a stage are those of everybody who came or went', async () => {
  server.clock.now = TEST_NOW
  const account = await server.newAccount({ mode: 'periodicity' })
  const id = await account.addCustomer({ next_date: TEST_NOW + DAY })
  const [entry] = await movesAt(account.admin, `customers/${id}/moves`)
  server.clock.now = TEST_NOW + DAY
  await moveEverythingDue(server.deps)
  const moves = await movesAt(account.admin, `stages/${entry?.place_id}/moves`)
  expect(moves.map(({ entered, cause }) => [entered, cause])).toEqual([
    [false, 'time'],
    [true, 'customer_added'],
  ])
})

describe('whoever is restored comes back by what keeps it', () => {
  async function restored(account: TestAccount, id: number): Promise<Move[]> {
    await account.admin.delete(`/api/patron/v1/customers/${id}`).expect(204)
    await account.admin.post(`/api/patron/v1/customers/${id}/restore`).expect(200)
    const moves = await movesAt(account.admin, `customers/${id}/moves`)
    return moves.filter(({ cause }) => cause === 'customer_restored')
  }

  test('a hand, also while the engine of stages sleeps', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await account.addCustomer()
    const closed = await closedStage(account)
    await account.admin.patch(`/api/v4/customers/${id}`, { status_id: closed }).expect(200)
    const awake = { kind: 'stage', place_id: closed, entered: true, by_hand: true }
    expect(await restored(account, id)).toMatchObject([awake])
    await account.switchTo('segments')
    expect(await restored(account, id)).toMatchObject([awake, awake])
  })

  test('a hand mark, also while the engine of segments sleeps, and no hand where only the exit keeps it', async () => {
    const account = await server.newAccount()
    const exit = { ltv: { gte: 1000 } }
    const kept = await addSegment(account, 'Kept', { entry: { name: { equals: 'In' } }, exit })
    const marked = await addSegment(account, 'Marked', { exit })
    const id = await account.addCustomer({ name: 'In', segments_to_add: [{ id: marked }] })
    await account.admin.patch(`/api/v4/customers/${id}`, { name: 'Out' }).expect(200)
    const back = (moves: readonly Move[]) =>
      new Map(moves.filter(({ kind }) => kind === 'segment').map((move) => [move.place_id, move.by_hand]))
    const expected = new Map([
      [kept, false],
      [marked, true],
    ])
    expect(back(await restored(account, id))).toEqual(expected)
    await account.switchTo('periodicity')
    expect(back(await restored(account, id))).toEqual(expected)
  })
})
