import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../test/helpers/client.ts'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { keepHouse } from '../../test/helpers/house.ts'
import { addSegment } from '../../test/helpers/rules.ts'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../../test/helpers/server.ts'

const URL = '/api/patron/v1/customers/bulk'
const PLAN = `${URL}/plan`
const DAY = 86_400
const ALL = { conditions: { all: [] } }

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

type Counts = { matched: number; changed: number; unchanged: number; not_yours: number; not_found: number }
type Bulk = Counts & { id: number; state: string; left: { customer_id: number; why: string }[] }
type Customer = {
  responsible_user_id: number
  status_id: number
  custom_fields_values: { field_id: number; values: { value: unknown }[] }[] | null
  _embedded: { tags: { name: string }[]; segments: { id: number }[] }
}

async function change(client: Client, body: object): Promise<Bulk> {
  return (await client.post(URL, body).expect(200)).json as Bulk
}

async function undo(client: Client, id: number): Promise<Bulk> {
  return (await client.post(`${URL}/${id}/undo`).expect(200)).json as Bulk
}

async function customerOf({ admin }: TestAccount, id: number): Promise<Customer> {
  return (await admin.get(`/api/v4/customers/${id}`).expect(200)).json as Customer
}

async function tagsOf(account: TestAccount, id: number): Promise<string[]> {
  return (await customerOf(account, id))._embedded.tags.map(({ name }) => name)
}

async function addField({ admin }: TestAccount, field: object): Promise<number> {
  const { json } = await admin.post('/api/v4/customers/custom_fields', [field]).expect(200)
  return (json as { _embedded: { custom_fields: { id: number }[] } })._embedded.custom_fields[0]?.id as number
}

async function expectConsistent(account: TestAccount): Promise<void> {
  const { db, entities, now } = server.deps
  expect(await inconsistenciesOf({ db, entities, now }, account.id)).toEqual([])
}

test('a bulk change without a token is refused', async () => {
  await server
    .client(undefined)
    .post(URL, { ...ALL, change: { delete: true } })
    .expect(401)
  await server
    .client(undefined)
    .post(PLAN, { ...ALL, change: { delete: true } })
    .expect(401)
})

describe('the act does what the plan said', () => {
  test('of tags, a field and the owner; customers that are so already are unchanged', async () => {
    const account = await server.newAccount()
    const field = await addField(account, { name: 'City', type: 'text', code: 'CITY' })
    const owner = await account.newUser()
    const values = [{ field_id: field, values: [{ value: 'Bonn' }] }]
    const wanted = { custom_fields_values: values, responsible_user_id: owner.id }
    const [a, b, done] = [
      await account.addCustomer({ tags_to_add: [{ name: 'old' }] }),
      await account.addCustomer(),
      await account.addCustomer({ ...wanted, tags_to_add: [{ name: 'vip' }] }),
    ]
    const body = {
      ...ALL,
      change: {
        tags_to_add: [{ name: 'vip' }],
        tags_to_delete: [{ name: 'old' }],
        custom_fields_values: [{ field_code: 'CITY', values: [{ value: 'Bonn' }] }],
        responsible_user_id: owner.id,
      },
    }
    const { json: plan } = await account.admin.post(PLAN, body).expect(200)
    expect(plan).toEqual({
      ...{ matched: 3, will_change: 2, unchanged: 1, not_yours: 0, not_found: 0, warnings: [] },
      sample: { will_change: [a, b], not_yours: [] },
    })
    const bulk = await change(account.admin, body)
    expect(bulk).toMatchObject({
      ...{
        state: 'ended',
        matched: 3,
        done: 3,
        changed: 2,
        unchanged: 1,
        not_yours: 0,
        not_found: 0,
        left: [],
      },
      ...{ change: body.change, created_by: account.adminId, undo_of: null, undone_by: null },
    })
    for (const id of [a, b, done]) {
      expect(await customerOf(account, id)).toMatchObject({
        responsible_user_id: owner.id,
        custom_fields_values: [expect.objectContaining(values[0])],
      })
      expect(await tagsOf(account, id)).toEqual(['vip'])
    }
    expect((await account.admin.post(PLAN, body).expect(200)).json).toMatchObject({
      will_change: 0,
      unchanged: 3,
    })
    await expectConsistent(account)
  })

  test('of hand marks: in, out and none, and the segments that follow are there at the answer', async () => {
    const account = await server.newAccount()
    const [gold, silver] = [
      await addSegment(account, 'Gold', { exit: { name: { equals: 'Leaving' } } }),
      await addSegment(account, 'Silver', { entry: { name: { equals: 'Ann' } } }),
    ]
    const [ann, bob, leaving] = [
      await account.addCustomer({ name: 'Ann' }),
      await account.addCustomer({ name: 'Bob' }),
      await account.addCustomer({ name: 'Leaving' }),
    ]
    const body = {
      ...ALL,
      change: {
        segments: [
          { id: gold, hand: 'in' },
          { id: silver, hand: 'out' },
        ],
      },
    }
    const only = { ids: [leaving], change: { segments: [{ id: gold, hand: 'in' }] } }
    // The exit holds, so that the mark is gone as soon as it is set.
    expect((await account.admin.post(PLAN, only).expect(200)).json).toMatchObject({ unchanged: 1 })
    expect(await change(account.admin, only)).toMatchObject({ changed: 0, unchanged: 1 })
    expect((await account.admin.post(PLAN, body).expect(200)).json).toMatchObject({ will_change: 3 })
    expect(await change(account.admin, body)).toMatchObject({ changed: 3 })
    const segmentsOf = async (id: number) =>
      (await customerOf(account, id))._embedded.segments.map((segment) => segment.id)
    expect(await segmentsOf(ann)).toEqual([gold])
    expect(await segmentsOf(bob)).toEqual([gold])
    expect(await segmentsOf(leaving)).toEqual([])
    await change(account.admin, { ids: [ann], change: { segments: [{ id: silver, hand: null }] } })
    expect(await segmentsOf(ann)).toEqual([gold, silver])
    await expectConsistent(account)
  })

  test('of the stage, in periodicity mode', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const ids = [await account.addCustomer(), await account.addCustomer()]
    const body = { ...ALL, change: { status_id: 1001 } }
    expect((await account.admin.post(PLAN, body).expect(200)).json).toMatchObject({ will_change: 2 })
    await change(account.admin, body)
    for (const id of ids) expect(await customerOf(account, id)).toMatchObject({ status_id: 1001 })
    await expectConsistent(account)
  })

  test('of deletion', async () => {
    const account = await server.newAccount()
    const [a, b] = [await account.addCustomer({ name: 'A' }), await account.addCustomer({ name: 'B' })]
    const body = { conditions: { name: { equals: 'A' } }, change: { delete: true } }
    expect((await account.admin.post(PLAN, body).expect(200)).json).toMatchObject({
      matched: 1,
      will_change: 1,
    })
    expect(await change(account.admin, body)).toMatchObject({ matched: 1, changed: 1 })
    await account.admin.get(`/api/v4/customers/${a}`).expect(204)
    await account.admin.get(`/api/v4/customers/${b}`).expect(200)
    await expectConsistent(account)
  })

  test('of customers whose time has come meanwhile, who first move by it', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    await account.addCustomer({ next_date: TEST_NOW + DAY })
    server.clock.now += 2 * DAY
    const body = { ...ALL, change: { tags_to_add: [{ name: 'late' }] } }
    const { json } = await account.admin.post(PLAN, body).expect(200)
    expect(json).toMatchObject({ will_change: 1 })
    expect(await change(account.admin, body)).toMatchObject({ changed: 1 })
    await expectConsistent(account)
    server.clock.now = TEST_NOW
  })
})

test('a plan warns of tags that the act would create, creates none and changes nothing', async () => {
  const account = await server.newAccount()
  const id = await account.addCustomer()
  const body = { ...ALL, change: { tags_to_add: [{ name: 'new' }, { name: ' new' }] } }
  expect((await account.admin.post(PLAN, body).expect(200)).json).toMatchObject({
    will_change: 1,
    warnings: [
      {
        code: 'NewTag',
        path: 'change.tags_to_add.0.name',
        detail:
          'There is no tag "new" yet: nobody has it, and saving creates it. There is nothing to choose from yet.',
      },
    ],
  })
  await account.admin.get('/api/v4/customers/tags').expect(204)
  expect(await tagsOf(account, id)).toEqual([])
})

test('customers of others are counted and left, and those that are not seen are not there', async () => {
  const account = await server.newAccount()
  const foreign = await account.addCustomer()
  const seller = await account.newUser({ rights: { edit: 'M', delete: 'D' } })
  const own = await account.addCustomer({ responsible_user_id: seller.id })
  const body = { ...ALL, change: { tags_to_add: [{ name: 'a' }] } }
  expect((await seller.client.post(PLAN, body).expect(200)).json).toMatchObject({
    ...{ matched: 2, will_change: 1, not_yours: 1 },
    sample: { will_change: [own], not_yours: [foreign] },
  })
  expect(await change(seller.client, body)).toMatchObject({
    ...{ matched: 2, changed: 1, not_yours: 1 },
    left: [{ customer_id: foreign, why: 'not_yours' }],
  })
  expect([await tagsOf(account, own), await tagsOf(account, foreign)]).toEqual([['a'], []])
  expect(await change(seller.client, { ids: [own], change: { delete: true } })).toMatchObject({
    not_yours: 1,
  })

  const blind = await account.newUser({ rights: { view: 'M' } })
  const named = { ids: [own, foreign, 999_999, own], change: { tags_to_add: [{ name: 'b' }] } }
  expect((await blind.client.post(PLAN, named).expect(200)).json).toMatchObject({ matched: 0, not_found: 3 })
  expect(await change(blind.client, named)).toMatchObject({ matched: 0, not_found: 3, changed: 0 })
  // Nobody has the tag that nobody was given.
  expect((await account.admin.get('/api/v4/customers/tags').expect(200)).text).not.toContain('"b"')
})

test('the moves that follow name the bulk change', async () => {
  const account = await server.newAccount()
  await addSegment(account, 'Vips', { entry: { tag: { any: ['vip'] } } })
  await account.addCustomer()
  const { id } = await change(account.admin, { ...ALL, change: { tags_to_add: [{ name: 'vip' }] } })
  const [stay] = await server.deps.db.query<{ came: object }>(
    `select came from stays where account_id = $1 and kind = 'segment'`,
    [account.id],
  )
  expect(stay?.came).toMatchObject({ cause: 'bulk', id, actor: account.adminId })
})

describe('a body is refused', () => {
  const problemsOf = async (body: object, client?: Client) => {
    const { admin } = client === undefined ? await server.newAccount() : { admin: client }
    for (const url of [URL, PLAN]) await admin.post(url, body).expect(400)
    const { json } = await admin.post(URL, body).expect(400)
    const [first] = (json as { 'validation-errors': { errors: object[] }[] })['validation-errors']
    return first?.errors
  }
  const tags_to_add = [{ name: 'a' }]

  test.each([
    ['that says nothing of the customers', { change: { tags_to_add } }],
    ['with nothing but words of blanks', { query: ' ', change: { tags_to_add } }],
  ])('%s: everybody is never meant by accident', async (_title, body) => {
    expect(await problemsOf(body)).toEqual([
      {
        code: 'FieldMissing',
        path: 'conditions',
        detail:
          'At least one of these is needed: "conditions", "entry", "query", "ids". For example: {"conditions": {"tag": {"any": ["regular"]}}}.',
      },
    ])
  })

  test('that asks and names ids', async () => {
    expect(
      await problemsOf({ ids: [1], conditions: { all: [] }, query: 'a', change: { tags_to_add } }),
    ).toEqual([
      {
        code: 'NotSupportedChoice',
        path: 'conditions',
        detail: 'Nothing goes with "ids". Leave it out, or everything beside it.',
      },
      expect.objectContaining({ code: 'NotSupportedChoice', path: 'query' }),
    ])
  })

  test('that deletes and changes', async () => {
    expect(await problemsOf({ ...ALL, change: { delete: true, tags_to_add } })).toEqual([
      {
        code: 'NotSupportedChoice',
        path: 'change.tags_to_add',
        detail: 'Nothing goes with "delete". Leave it out, or everything beside it.',
      },
    ])
  })

  test('for all that is wrong with its question and its change together', async () => {
    const problems = await problemsOf({
      conditions: { tag: { any: ['none'] } },
      change: {
        responsible_user_id: 999,
        segments: [{ id: 5, hand: 'in' }],
        custom_fields_values: [{ field_code: 'NONE', values: [{ value: 1 }] }],
        tags_to_add: [{ id: 999 }],
      },
    })
    expect(problems?.map((problem) => (problem as { path: string }).path).sort()).toEqual([
      'change.custom_fields_values.0.field_code',
      'change.responsible_user_id',
      'change.segments.0.id',
      'change.tags_to_add.0.id',
      'conditions.tag.any.0',
    ])
  })

  test.each([
    ['without a change', { ...ALL }, 'change'],
    ['with an empty change', { ...ALL, change: {} }, 'change'],
    ['with an unknown change', { ...ALL, change: { name: 'A' } }, 'change.name'],
    ['with delete: false', { ...ALL, change: { delete: false } }, 'change.delete'],
    [
      'with a mark that is none',
      { ...ALL, change: { segments: [{ id: 1, hand: 'on' }] } },
      'change.segments.0.hand',
    ],
    ['with no tag to add', { ...ALL, change: { tags_to_add: [] } }, 'change.tags_to_add'],
    ['with no id', { ids: [], change: { tags_to_add } }, 'ids'],
    [
      'with 10,001 ids',
      { ids: Array.from({ length: 10_001 }, (_, i) => i + 1), change: { tags_to_add } },
      'ids',
    ],
    ['with an exit alone', { exit: null, change: { tags_to_add } }, 'entry'],
    ['with an unknown key', { ...ALL, condition: null, change: { tags_to_add } }, 'condition'],
  ])('%s', async (_title, body, path) => {
    expect(await problemsOf(body)).toEqual([expect.objectContaining({ path })])
  })

  test('that changes what sleeps', async () => {
    const account = await server.newAccount()
    await account.admin.post(URL, { ...ALL, change: { status_id: 1001 } }).expect(422)
    await account.switchTo('periodicity')
    await account.admin.post(URL, { ...ALL, change: { segments: [{ id: 1, hand: 'in' }] } }).expect(422)
    await account.switchTo('segments', false)
    await account.admin.post(URL, { ...ALL, change: { tags_to_add } }).expect(422)
    await account.admin.post(PLAN, { ...ALL, change: { tags_to_add } }).expect(422)
  })
})

test('null conditions mean nobody', async () => {
  const account = await server.newAccount()
  await account.addCustomer()
  const body = { conditions: null, change: { delete: true } }
  expect(await change(account.admin, body)).toMatchObject({ state: 'ended', matched: 0, changed: 0 })
})

test('a bulk change is made once for an Idempotency-Key', async () => {
  const account = await server.newAccount()
  await account.addCustomer()
  const body = { ...ALL, change: { tags_to_add: [{ name: 'a' }] } }
  const key = { 'idempotency-key': 'k' }
  const [one, two] = await Promise.all([1, 2].map(() => account.admin.post(URL, body, key).expect(200)))
  expect(one?.json).toEqual(two?.json)
  expect(one?.json).toMatchObject({ changed: 1 })
  await account.admin.post(URL, { ...body, change: { delete: true } }, key).expect(409)
})

test('a bulk change is seen by who began it and by administrators, and by nobody of another account', async () => {
  const account = await server.newAccount()
  const [owner, other] = [await account.newUser(), await account.newUser()]
  const bulk = await change(owner.client, { ...ALL, change: { tags_to_add: [{ name: 'a' }] } })
  const url = `${URL}/${bulk.id}`
  expect((await owner.client.get(url).expect(200)).json).toEqual(bulk)
  expect((await account.admin.get(url).expect(200)).json).toEqual(bulk)
  const { admin: foreign } = await server.newAccount()
  for (const client of [other.client, foreign]) {
    await client.get(url).expect(204)
    await client.get(url, { 'x-patron-strict': '1' }).expect(404)
    await client.post(`${url}/undo`).expect(404)
  }
})

describe('taking a bulk change back', () => {
  test('makes everything what it was, and is done once', async () => {
    const account = await server.newAccount()
    const field = await addField(account, { name: 'City', type: 'text', code: 'CITY' })
    const { id: owner } = await account.newUser()
    const segment = await addSegment(account, 'Gold', { entry: { tag: { any: ['vip'] } } })
    const customer = await account.addCustomer({
      tags_to_add: [{ name: 'old' }],
      custom_fields_values: [{ field_id: field, values: [{ value: 'Rome' }] }],
    })
    const empty = await account.addCustomer()
    const before = [await customerOf(account, customer), await customerOf(account, empty)]
    const { id } = await change(account.admin, {
      ...ALL,
      change: {
        tags_to_add: [{ name: 'vip' }],
        tags_to_delete: [{ name: 'old' }],
        custom_fields_values: [{ field_id: field, values: [{ value: 'Bonn' }] }],
        responsible_user_id: owner,
        segments: [{ id: segment, hand: 'out' }],
      },
    })
    const undone = await undo(account.admin, id)
    expect(undone).toMatchObject({
      ...{ state: 'ended', undo_of: id, change: null, undo_until: null },
      ...{ matched: 2, changed: 2, partly: 0, changed_since: 0, left: [] },
    })
    expect([await customerOf(account, customer), await customerOf(account, empty)]).toEqual(before)
    expect((await account.admin.get(`${URL}/${id}`).expect(200)).json).toMatchObject({
      undone_by: undone.id,
      undo_until: null,
    })
    await account.admin.post(`${URL}/${id}/undo`).expect(409)
    await account.admin.post(`${URL}/${undone.id}/undo`).expect(409)
    await expectConsistent(account)
  })

  test('leaves what has changed since, and names it', async () => {
    const account = await server.newAccount()
    const [city, zip] = [
      await addField(account, { name: 'City', type: 'text' }),
      await addField(account, { name: 'Zip', type: 'text' }),
    ]
    const valueOf = (field: number, value: string) => ({ field_id: field, values: [{ value }] })
    const [same, part, all, gone] = [
      await account.addCustomer(),
      await account.addCustomer(),
      await account.addCustomer(),
      await account.addCustomer(),
    ]
    const { id } = await change(account.admin, {
      ...ALL,
      change: { custom_fields_values: [valueOf(city, 'Bonn'), valueOf(zip, '53111')] },
    })
    const patch = (customer: number, ...values: object[]) =>
      account.admin.patch(`/api/v4/customers/${customer}`, { custom_fields_values: values }).expect(200)
    await patch(part, valueOf(city, 'Rome'))
    await patch(all, valueOf(city, 'Rome'), valueOf(zip, '00100'))
    await account.admin.delete(`/api/patron/v1/customers/${gone}`).expect(204)
    expect(await undo(account.admin, id)).toMatchObject({
      ...{ matched: 4, changed: 2, partly: 1, changed_since: 1, gone: 1, unchanged: 0 },
      left: [
        { customer_id: part, why: 'changed_since', properties: [`custom_fields_values.${city}`] },
        {
          customer_id: all,
          why: 'changed_since',
          properties: [`custom_fields_values.${city}`, `custom_fields_values.${zip}`],
        },
        { customer_id: gone, why: 'gone' },
      ],
    })
    expect((await customerOf(account, same)).custom_fields_values).toBeNull()
    expect((await customerOf(account, part)).custom_fields_values).toEqual([
      expect.objectContaining(valueOf(city, 'Rome')),
    ])
    await expectConsistent(account)
  })

  test('of tags and fields that were deleted since leaves them', async () => {
    const account = await server.newAccount()
    const city = await addField(account, { name: 'City', type: 'text' })
    const customer = await account.addCustomer({ tags_to_add: [{ name: 'old' }] })
    const { id } = await change(account.admin, {
      ...ALL,
      change: {
        tags_to_delete: [{ name: 'old' }],
        custom_fields_values: [{ field_id: city, values: [{ value: 'Bonn' }] }],
      },
    })
    await account.admin.delete('/api/patron/v1/tags/1001').expect(204)
    await account.admin.delete(`/api/patron/v1/custom_fields/${city}`).expect(204)
    expect(await undo(account.admin, id)).toMatchObject({
      changed_since: 1,
      left: [{ customer_id: customer, properties: ['tags.1001', `custom_fields_values.${city}`] }],
    })
    await expectConsistent(account)
  })

  test('of a stage puts it back unless a purchase has moved the customer', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const [free, placed, bought] = [
      await account.addCustomer(),
      await account.addCustomer({ status_id: 1005 }),
      await account.addCustomer(),
    ]
    const before = [await customerOf(account, free), await customerOf(account, placed)]
    const { id } = await change(account.admin, { ...ALL, change: { status_id: 1004 } })
    await account.admin.post(`/api/v4/customers/${bought}/transactions`, [{ price: 1 }]).expect(200)
    expect(await undo(account.admin, id)).toMatchObject({
      ...{ changed: 2, changed_since: 1 },
      left: [{ customer_id: bought, properties: ['status_id'] }],
    })
    expect([await customerOf(account, free), await customerOf(account, placed)]).toEqual(before)
    const rows = await server.deps.db.query(
      `select placed_by_hand from customers where account_id = $1 order by id`,
      [account.id],
    )
    expect(rows).toEqual([{ placed_by_hand: false }, { placed_by_hand: true }, { placed_by_hand: false }])
    await expectConsistent(account)
  })

  test('of a deletion restores those who are still deleted by it', async () => {
    const account = await server.newAccount()
    const [a, b, c] = [await account.addCustomer(), await account.addCustomer(), await account.addCustomer()]
    const { id } = await change(account.admin, { ...ALL, change: { delete: true } })
    for (const each of [b, c])
      await account.admin.post(`/api/patron/v1/customers/${each}/restore`).expect(200)
    server.clock.now += 1
    await account.admin.delete(`/api/patron/v1/customers/${c}`).expect(204)
    expect(await undo(account.admin, id)).toMatchObject({
      ...{ matched: 3, changed: 1, changed_since: 2 },
      left: [
        { customer_id: b, why: 'changed_since' },
        { customer_id: c, why: 'changed_since', properties: ['delete'] },
      ],
    })
    await account.admin.get(`/api/v4/customers/${a}`).expect(200)
    await account.admin.get(`/api/v4/customers/${c}`).expect(204)
    await expectConsistent(account)
    server.clock.now = TEST_NOW
  })

  test('is possible for 24 hours of real time, after which nothing of it is kept', async () => {
    const account = await server.newAccount()
    await account.addCustomer()
    const { id } = await change(account.admin, { ...ALL, change: { tags_to_add: [{ name: 'a' }] } })
    const { db } = server.deps
    const rows = () =>
      db.query(
        `select 1 as row from bulk_changes where account_id = $1 union all select 2 from bulk_items where account_id = $1`,
        [account.id],
      )
    await keepHouse(server.deps)
    expect(await rows()).toHaveLength(2)
    await db.query(
      `update bulk_changes set created_at = created_at - $2::bigint, ended_at = ended_at - $2::bigint where account_id = $1`,
      [account.id, DAY],
    )
    await account.admin.post(`${URL}/${id}/undo`).expect(404)
    await keepHouse(server.deps)
    expect(await rows()).toEqual([])
    await account.admin.get(`${URL}/${id}`).expect(204)
  })

  test('changes nothing of what its user may not change any more', async () => {
    const account = await server.newAccount()
    const seller = await account.newUser({ rights: { edit: 'M' } })
    const customer = await account.addCustomer({ responsible_user_id: seller.id })
    const { id } = await change(seller.client, {
      ids: [customer],
      change: { responsible_user_id: account.adminId },
    })
    expect(await undo(seller.client, id)).toMatchObject({ changed: 0, not_yours: 1 })
    expect(await customerOf(account, customer)).toMatchObject({ responsible_user_id: account.adminId })
  })
})
