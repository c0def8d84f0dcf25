import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { Refused } from '../core/errors.ts'
import { systemActor } from '../core/actor.ts'
import { preview as previewTree } from '../query/preview.ts'
import {
  serverOfTest,
  startTestServer,
  type TestAccount,
  type TestServer,
} from '../../test/helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const OWN = '/api/patron/v1'
const DAY = 86_400

async function addSegment(account: TestAccount, name = 'Segment'): Promise<number> {
  const { json } = await account.admin.post('/api/v4/customers/segments', { name }).expect(200)
  return (json as { id: number }).id
}

function put(account: TestAccount, id: number, entry: unknown, exit: unknown = null, query = '') {
  return account.admin.put(`${OWN}/segments/${id}/conditions${query}`, { entry, exit })
}

async function membersOf(account: TestAccount, segmentId: number): Promise<number[]> {
  const { json } = await account.admin.get(`/api/v4/customers?filter[segments][]=${segmentId}`)
  const { _embedded } = (json ?? { _embedded: { customers: [] } }) as {
    _embedded: { customers: { id: number }[] }
  }
  return _embedded.customers.map((customer) => customer.id)
}

async function stageNamed(account: TestAccount, type: number): Promise<number> {
  const { json } = await account.admin.get('/api/v4/customers/statuses').expect(200)
  const { statuses } = (json as { _embedded: { statuses: { id: number; type: number }[] } })._embedded
  return statuses.find((stage) => stage.type === type)?.id as number
}

describe('the rules of a segment', () => {
  test('bring everybody up to date before they are answered, and say how many moved', async () => {
    const account = await server.newAccount()
    const tagged = await account.addCustomer({ tags_to_add: [{ name: 'vip' }] })
    const other = await account.addCustomer()
    const id = await addSegment(account)
    const { json } = await put(account, id, { tag: { any: ['vip'] } }).expect(200)
    expect(json).toMatchObject({ applied: true, entered: 1, left: 0, version: 1 })
    expect(await membersOf(account, id)).toEqual([tagged])
    const changed = await put(account, id, { not: { tag: { any: ['vip'] } } }).expect(200)
    expect(changed.json).toMatchObject({ entered: 1, left: 1, version: 2 })
    expect(await membersOf(account, id)).toEqual([other])
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('are read with their words, in the language of the request, and with every version', async () => {
    const account = await server.newAccount()
    const id = await addSegment(account)
    const url = `${OWN}/segments/${id}/conditions`
    expect((await account.admin.get(url).expect(200)).json).toEqual({
      entry: null,
      exit: null,
      aloud: { entry: null, exit: null },
      broken: [],
      version: 0,
      changed_at: null,
      changed_by: null,
      versions: [],
    })
    const first = server.clock.now
    await put(account, id, { ltv: { gte: 100 } }).expect(200)
    server.clock.now += 60
    await put(account, id, { ltv: { gte: 100 } }, { tag: { all: ['gone'] } }).expect(200)
    const { client } = await account.newUser()
    const { json } = await client.get(url, { 'accept-language': 'ru' }).expect(200)
    const exit = { tag: { all: [1001] } }
    expect(json).toEqual({
      entry: { ltv: { gte: 100 } },
      exit,
      aloud: { entry: 'сумма покупок — не меньше 100', exit: 'среди тегов есть gone' },
      broken: [],
      version: 2,
      changed_at: first + 60,
      changed_by: account.adminId,
      versions: [
        {
          version: 2,
          entry: { ltv: { gte: 100 } },
          exit,
          changed_at: first + 60,
          changed_by: account.adminId,
        },
        {
          version: 1,
          entry: { ltv: { gte: 100 } },
          exit: null,
          changed_at: first,
          changed_by: account.adminId,
        },
      ],
    })
  })

  test('list their newest versions, and older ones from there', async () => {
    const account = await server.newAccount()
    const id = await addSegment(account)
    const url = `${OWN}/segments/${id}/conditions`
    for (let ltv = 1; ltv <= 23; ltv++) await put(account, id, { ltv: { gte: ltv } }).expect(200)
    const listed = async (query: string) => {
      const { json } = await account.admin.get(`${url}${query}`).expect(200)
      const { version, versions } = json as { version: number; versions: { version: number }[] }
      expect(version).toBe(23)
      return versions.map((each) => each.version)
    }
    expect(await listed('')).toEqual(Array.from({ length: 20 }, (_, i) => 23 - i))
    expect(await listed('?versions_before=4')).toEqual([3, 2, 1])
    expect(await listed('?versions_before=1')).toEqual([])
    await account.admin.get(`${url}?versions_before=x`).expect(400)
  })

  test('list fewer versions where their trees are large, and at least one', async () => {
    const account = await server.newAccount()
    const id = await addSegment(account)
    const names = Array.from({ length: 1000 }, (_, i) => `tag ${i}`)
    const leaves = Array.from({ length: 30 }, () => ({ tag: { any: names } }))
    for (let ltv = 1; ltv <= 3; ltv++)
      await put(account, id, { any: [{ ltv: { gte: ltv } }, ...leaves] }).expect(200)
    for (const [query, version] of [
      ['', 3],
      ['?versions_before=3', 2],
    ]) {
      const { json } = await account.admin.get(`${OWN}/segments/${id}/conditions${query}`).expect(200)
      expect((json as { versions: unknown[] }).versions).toMatchObject([{ version }])
    }
  })

  test('that equal the stored ones, by ids or by names, change nothing', async () => {
    const account = await server.newAccount()
    const id = await addSegment(account)
    await put(account, id, { tag: { any: ['vip'] } }).expect(200)
    const before = await account.admin.get(`/api/v4/customers/segments/${id}`).expect(200)
    server.clock.now += 60
    for (const reference of ['vip', 1001])
      expect((await put(account, id, { tag: { any: [reference] } }).expect(200)).json).toMatchObject({
        version: 1,
        entered: 0,
        left: 0,
      })
    expect((await account.admin.get(`/api/v4/customers/segments/${id}`).expect(200)).json).toEqual(
      before.json,
    )
  })

  test('let members go when they are taken away, unless these are kept by hand marks', async () => {
    const account = await server.newAccount()
    const customer = await account.addCustomer({ name: 'Ann' })
    const [a, b] = [await addSegment(account, 'A'), await addSegment(account, 'B')]
    for (const id of [a, b]) await put(account, id, { name: { equals: 'ann' } }).expect(200)
    expect((await put(account, a, null).expect(200)).json).toMatchObject({ left: 1, version: 2 })
    expect((await put(account, b, null, null, '?keep_members=1').expect(200)).json).toMatchObject({ left: 0 })
    expect(await membersOf(account, a)).toEqual([])
    expect(await membersOf(account, b)).toEqual([customer])
    await account.admin.patch(`/api/v4/customers/${customer}`, { name: 'Bob' }).expect(200)
    expect(await membersOf(account, b)).toEqual([customer])
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('move the members of segments that ask for it as well', async () => {
    const account = await server.newAccount()
    const customer = await account.addCustomer({ name: 'Ann' })
    const [inner, outer] = [await addSegment(account, 'Inner'), await addSegment(account, 'Outer')]
    await put(account, outer, { segment: { any: ['Inner'] } }).expect(200)
    await put(account, inner, { name: { starts_with: 'a' } }).expect(200)
    expect(await membersOf(account, outer)).toEqual([customer])
  })

  test('play what is overdue under the rules that stood until then', async () => {
    const account = await server.newAccount()
    const customer = await account.addCustomer({ next_date: server.clock.now + 2 * DAY })
    const id = await addSegment(account)
    await put(account, id, { next_date: { in_next: 0 } }).expect(200)
    server.clock.now += 2 * DAY
    await put(account, id, { ltv: { gte: 1 } }).expect(200)
    const stays = await server.deps.db.query<{ from_at: number; to_at: number; came: object; went: object }>(
      `select from_at, to_at, came, went from stays where account_id = $1 and customer_id = $2 and kind = 'segment'`,
      [account.id, customer],
    )
    expect(stays).toMatchObject([
      { to_at: server.clock.now, came: { cause: 'time' }, went: { cause: 'segment_rules_changed', id } },
    ])
    expect(stays[0]?.from_at).toBeLessThan(server.clock.now)
  })

  test('are saved while the other mode is on, and apply once theirs is', async () => {
    const account = await server.newAccount({ mode: 'segments' })
    const customer = await account.addCustomer({ name: 'Ann' })
    const id = await addSegment(account)
    await account.switchTo('periodicity')
    const { json } = await put(account, id, { name: { equals: 'Ann' } }).expect(200)
    expect(json).toMatchObject({ applied: false, entered: 0, left: 0, version: 1 })
    await account.switchTo('segments')
    expect(await membersOf(account, id)).toEqual([customer])
  })

  test('are written by administrators and read by everybody; what does not exist is absent', async () => {
    const account = await server.newAccount()
    const id = await addSegment(account)
    const { client } = await account.newUser()
    const url = `${OWN}/segments/${id}/conditions`
    await client.get(url).expect(200)
    await client.put(url, { entry: null, exit: null }).expect(403)
    await server.client(undefined).get(url).expect(401)
    await account.admin.get(`${OWN}/segments/77/conditions`).expect(204)
    await account.admin.get(`${OWN}/segments/77/conditions`, { 'x-patron-strict': '1' }).expect(404)
    await put(account, 77, null).expect(404)
    await account.admin.put(url, { exit: null }).expect(400)
  })
})

describe('the conditions of a stage', () => {
  test('are shown as they are, also those of Did not purchase, which the published API does not show', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await stageNamed(account, 2)
    const { json } = await account.admin.get(`${OWN}/stages/${id}/conditions`).expect(200)
    expect(json).toMatchObject({ conditions: { after_today: 1 }, version: 0, versions: [] })
    const published = await account.admin.get(`/api/v4/customers/statuses/${id}`).expect(200)
    expect(published.json).toMatchObject({ conditions: [] })
  })

  test('move customers, and what the stage was made with is kept as version 0', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const customer = await account.addCustomer({ next_date: server.clock.now + 2 * DAY })
    const id = await stageNamed(account, 1)
    const url = `${OWN}/stages/${id}/conditions`
    const { json } = await account.admin.put(url, { conditions: { before_purchase: 3 } }).expect(200)
    expect(json).toMatchObject({
      conditions: { before_purchase: 3 },
      applied: true,
      entered: 1,
      left: 0,
      version: 1,
      versions: [
        { version: 1, changed_by: account.adminId },
        { version: 0, conditions: { before_purchase: 0 }, changed_by: 0 },
      ],
    })
    expect((await account.admin.get(`/api/v4/customers/${customer}`).expect(200)).json).toMatchObject({
      status_id: id,
    })
  })

  test('are saved in segments mode, and apply in periodicity mode', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await stageNamed(account, 0)
    const customer = await account.addCustomer({ name: 'Ann', next_date: server.clock.now + DAY })
    await account.switchTo('segments')
    const { json } = await account.admin
      .put(`${OWN}/stages/${id}/conditions`, { conditions: { name: { equals: 'ann' } } })
      .expect(200)
    expect(json).toMatchObject({ applied: false, entered: 0 })
    await account.switchTo('periodicity')
    expect((await account.admin.get(`/api/v4/customers/${customer}`).expect(200)).json).toMatchObject({
      status_id: id,
    })
  })

  test.each([
    [
      'a tag as the page prints it',
      { tag: { any: ['Tag'] } },
      [
        [
          {
            type: 'tag',
            options: { name: 'Tags' },
            logic_operator: 'or',
            conditions: [{ id: 1001, name: 'Tag' }],
            match: { value: [1001], logic: 'or' },
            tmpl: 'tag_customers',
          },
        ],
      ],
    ],
    [
      'the outer array as an OR, the inner as an AND, and not',
      { any: [{ all: [{ before_purchase: 1 }, { not: { ltv: { lt: 5 } } }] }, { after_today: 2 }] },
      [
        [
          { type: 'before_purchase', match: { value: 1 }, conditions: [{ value: 1 }] },
          { type: 'ltv', match: { value: { lt: 5 }, logic: 'not' }, conditions: [{ value: { lt: 5 } }] },
        ],
        [{ type: 'after_today', match: { value: 2 }, conditions: [{ value: 2 }] }],
      ],
    ],
    [
      'whatever has no such form as a tree',
      { not: { any: [{ after_today: 2 }, { name: { equals: 'a' } }] } },
      [
        [
          {
            type: 'tree',
            match: { value: { not: { any: [{ after_today: 2 }, { name: { equals: 'a' } }] } } },
            conditions: [],
          },
        ],
      ],
    ],
  ])('stand on /api/v4 in the published form: %s', async (_what, conditions, expected) => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await stageNamed(account, 0)
    await account.admin.put(`${OWN}/stages/${id}/conditions`, { conditions }).expect(200)
    const { json } = await account.admin.get(`/api/v4/customers/statuses/${id}`).expect(200)
    expect((json as { conditions: unknown }).conditions).toEqual(expected)
  })
})

describe('a rule that is wrong', () => {
  const leaf = { ltv: { gte: 1 } }
  const deep = Array.from({ length: 8 }).reduce<object>((inside) => ({ not: inside }), leaf)

  async function refusedWith(account: TestAccount, url: string, body: object) {
    const before = await server.deps.db.query(`select * from rule_versions where account_id = $1`, [
      account.id,
    ])
    const { json } = await account.admin.put(url, body).expect(400)
    const after = await server.deps.db.query(`select * from rule_versions where account_id = $1`, [
      account.id,
    ])
    expect(after).toEqual(before)
    const [item] = (json as { 'validation-errors': { errors: { code: string; path: string }[] }[] })[
      'validation-errors'
    ]
    return (item?.errors ?? []).map(({ code, path }) => `${code} ${path}`)
  }

  test.each<[string, unknown, string]>([
    ['of a kind that is none', { all: [{ colour: 1 }] }, 'NotSupportedChoice entry.all.0.colour'],
    [
      'about a field of segments',
      { custom_field: { field: 'SEGMENT', empty: true } },
      'NotSupportedChoice entry.custom_field.field',
    ],
    ['about a stage', { stage: { any: [1001] } }, 'NotSupportedChoice entry.stage'],
    ['about a tag that is gone', { tag: { any: [77] } }, 'NotSupportedChoice entry.tag.any.0'],
    [
      'about a segment that is gone',
      { not: { segment: { none: [77] } } },
      'NotSupportedChoice entry.not.segment.none.0',
    ],
    ['about itself', { any: [leaf, { segment: { any: ['Second'] } }] }, 'Circle entry.any.1.segment.any.0'],
    ['in a cycle', { not: { segment: { all: ['Third'] } } }, 'Circle entry.not.segment.all.0'],
    ['too deep', deep, `TooDeep entry${'.not'.repeat(8)}`],
    ['with 101 leaves', { all: Array<object>(101).fill(leaf) }, 'TooManyItems entry.all.100'],
    ['with an empty list', { tag: { any: [] } }, 'TooFewItems entry.tag.any'],
    ['with a range turned round', { ltv: { gte: 2, lte: 1 } }, 'OutOfRange entry.ltv.lte'],
    ['that is no tree', 'vip', 'InvalidType entry'],
    ['that is a list', [leaf], 'InvalidType entry'],
  ])('is refused with its path: one %s', async (_what, entry, expected) => {
    const account = await server.newAccount()
    await account.admin
      .post('/api/v4/customers/segments/custom_fields', [{ name: 'F', type: 'text', code: 'SEGMENT' }])
      .expect(200)
    await addSegment(account, 'First')
    const [second, third] = [await addSegment(account, 'Second'), await addSegment(account, 'Third')]
    await put(account, third, { segment: { any: [second] } }).expect(200)
    expect(await refusedWith(account, `${OWN}/segments/${second}/conditions`, { entry, exit: null })).toEqual(
      [expected],
    )
  })

  test('is refused with everything that is wrong, and creates none of the tags that it names', async () => {
    const account = await server.newAccount()
    const id = await addSegment(account)
    const body = { entry: { all: [{ tag: { any: ['new'] } }, { ltv: {} }] }, exit: { what: 1 } }
    expect(await refusedWith(account, `${OWN}/segments/${id}/conditions`, body)).toEqual([
      'FieldMissing entry.all.1.ltv.gte',
      'NotSupportedChoice exit.what',
    ])
    await account.admin.get('/api/v4/customers/tags').expect(204)
  })

  test.each<[string, object, string[]]>([
    ['a missing entry', { exit: { what: 1 } }, ['FieldMissing entry', 'NotSupportedChoice exit.what']],
    ['nothing at all', {}, ['FieldMissing entry']],
    [
      'an entry that is no tree',
      { entry: 5, exit: { what: 1 } },
      ['InvalidType entry', 'NotSupportedChoice exit.what'],
    ],
  ])('is refused with what is wrong in the other tree, too: %s', async (_what, body, expected) => {
    const account = await server.newAccount()
    const id = await addSegment(account)
    expect(await refusedWith(account, `${OWN}/segments/${id}/conditions`, body)).toEqual(expected)
  })

  test('needs no exit: without one, the segment has none from then on', async () => {
    const account = await server.newAccount()
    const id = await addSegment(account)
    const path = `${OWN}/segments/${id}/conditions`
    const entry = { ltv: { gte: 1 } }
    await account.admin.put(path, { entry, exit: { ltv: { gte: 9 } } }).expect(200)
    await account.admin.post(`${OWN}/segments/${id}/plan`, { entry }).expect(200)
    const { json } = await account.admin.put(path, { entry }).expect(200)
    expect(json).toMatchObject({ entry, exit: null })
  })

  test('names the segments of a cycle, in their order', async () => {
    const account = await server.newAccount()
    const ids = [
      await addSegment(account, 'A'),
      await addSegment(account, 'B'),
      await addSegment(account, 'C'),
    ]
    const [a, b, c] = ids as [number, number, number]
    await put(account, a, { segment: { any: ['B'] } }).expect(200)
    await put(account, b, null, { segment: { any: ['C'] } }).expect(200)
    const { json } = await put(account, c, null, { segment: { none: ['A'] } }).expect(400)
    expect(json).toMatchObject({
      'validation-errors': [
        {
          errors: [
            {
              code: 'Circle',
              path: 'exit.segment.none.0',
              detail:
                'These segments would ask for each other: C → A → B → C. Leave out one of these conditions.',
            },
          ],
        },
      ],
    })
  })

  test('of a stage names no segments and no stages', async () => {
    const account = await server.newAccount()
    await addSegment(account, 'A')
    const url = `${OWN}/stages/1002/conditions`
    expect(await refusedWith(account, url, { conditions: { segment: { any: ['A'] } } })).toEqual([
      'NotSupportedChoice conditions.segment',
    ])
  })
})

describe('a preview', () => {
  const preview = (account: TestAccount, tree: unknown) =>
    account.admin.post(`${OWN}/conditions/preview`, tree)

  test('counts and shows whom a tree holds for, says it in words, and saves nothing', async () => {
    const account = await server.newAccount()
    const ids: number[] = []
    for (let i = 0; i < 22; i++) ids.push(await account.addCustomer({ name: `Ann ${i}` }))
    await account.addCustomer({ name: 'Bob' })
    const { json } = await preview(account, { name: { starts_with: 'ann' } }).expect(200)
    expect(json).toEqual({
      count: 22,
      sample: ids.slice(0, 20).map((id, i) => ({ id, name: `Ann ${i}` })),
      took_ms: expect.any(Number) as number,
      aloud: 'the name starts with “ann”',
      warnings: [],
    })
    expect((await preview(account, { tag: { any: ['nobody’s'] } }).expect(200)).json).toMatchObject({
      count: 0,
    })
    expect((await preview(account, { tag: { none: ['nobody’s'] } }).expect(200)).json).toMatchObject({
      count: 23,
    })
    await account.admin.get('/api/v4/customers/tags').expect(204)
  })

  test('names tags in its sentence, also those that do not exist', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer({ tags_to_add: [{ name: 'known' }] })
    const tree = { any: [{ tag: { any: ['known'] } }, { tag: { all: ['new', 'newer', 'new'] } }] }
    const { json } = await preview(account, tree).expect(200)
    expect(json).toMatchObject({
      sample: [{ id }],
      aloud: expect.stringMatching(/the tags include .*known.* or the tags include .*new.*newer/) as string,
    })
    const russian = await account.admin
      .post(`${OWN}/conditions/preview`, { tag: { none: ['новый'] } }, { 'accept-language': 'ru' })
      .expect(200)
    expect(russian.json).toMatchObject({ count: 1, aloud: 'среди тегов нет новый' })
  })

  test('may ask for stages and segments, and counts no deleted customers', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer()
    const segment = await addSegment(account)
    await account.admin.patch(`/api/v4/customers/${id}`, { segments_to_add: [{ id: segment }] }).expect(200)
    const tree = { all: [{ segment: { any: [segment] } }, { not: { stage: { any: ['Closed'] } } }] }
    expect((await preview(account, tree).expect(200)).json).toMatchObject({ count: 1 })
    await account.admin.delete(`${OWN}/customers/${id}`).expect(204)
    expect((await preview(account, tree).expect(200)).json).toMatchObject({ count: 0, sample: [] })
  })

  test('shows a user the customers that it may see', async () => {
    const account = await server.newAccount()
    await account.addCustomer()
    const { id, client } = await account.newUser({ rights: { view: 'M' } })
    const own = await account.addCustomer({ responsible_user_id: id, name: 'Own' })
    const { json } = await client.post(`${OWN}/conditions/preview`, { all: [] }).expect(200)
    expect(json).toMatchObject({ count: 1, sample: [{ id: own, name: 'Own' }] })
    const none = await account.newUser({ rights: { view: 'D' } })
    expect((await none.client.post(`${OWN}/conditions/preview`, { all: [] }).expect(200)).json).toMatchObject(
      {
        count: 0,
      },
    )
  })

  test('that takes the database longer than its limit is refused, and its connection is free again', async () => {
    const server = await serverOfTest({ questionTimeoutMs: 50 })
    const account = await server.newAccount()
    const actor = { ...systemActor(account.id, 'en'), userId: account.adminId }
    const ask = () => previewTree(server.deps, actor, { all: [] }, 'en')
    await server.deps.db.transaction(async (trx) => {
      await trx.query('lock table customers in access exclusive mode')
      await expect(ask()).rejects.toThrow(new Refused('too_slow', { limit: 0.05 }))
    })
    expect(await ask()).toMatchObject({ count: 0 })
  })

  test('takes the body that is planned, asked for and saved', async () => {
    const account = await server.newAccount()
    for (const name of ['Ann', 'Anton', 'Bob']) await account.addCustomer({ name })
    const id = await addSegment(account)
    const rule = { entry: { name: { starts_with: 'an' } }, exit: { name: { equals: 'Ann' } } }
    expect((await preview(account, rule).expect(200)).json).toMatchObject({
      count: 1,
      sample: [{ name: 'Anton' }],
    })
    const query = await account.admin.post(`${OWN}/customers/query`, { ...rule, count: true }).expect(200)
    expect(query.json).toMatchObject({ count: 1 })
    const plan = await account.admin.post(`${OWN}/segments/${id}/plan`, rule).expect(200)
    expect(plan.json).toMatchObject({ enter: 1 })
    const saved = await account.admin.put(`${OWN}/segments/${id}/conditions`, rule).expect(200)
    expect(saved.json).toMatchObject({ entered: 1 })
    const ofStage = { conditions: { name: { equals: 'Bob' } } }
    expect((await preview(account, ofStage).expect(200)).json).toMatchObject({ count: 1 })
    expect((await preview(account, { conditions: null }).expect(200)).json).toMatchObject({ count: 0 })
  })

  test('in the shape of a rule is refused with the path, the name of the tree first', async () => {
    const account = await server.newAccount()
    const { json } = await preview(account, { entry: { ltv: {} }, exit: { tgs: 1 } }).expect(400)
    expect(json).toMatchObject({
      'validation-errors': [{ errors: [{ path: 'entry.ltv.gte' }, { path: 'exit.tgs' }] }],
    })
    await preview(account, { exit: { all: [] } }).expect(400)
    await preview(account, { conditions: { all: [] }, entry: { all: [] } }).expect(400)
  })

  test('of a wrong tree is refused with the path', async () => {
    const account = await server.newAccount()
    const { json } = await preview(account, { all: [{ ltv: {} }] }).expect(400)
    expect(json).toMatchObject({
      'validation-errors': [{ errors: [{ code: 'FieldMissing', path: 'all.0.ltv.gte' }] }],
    })
    await preview(account, [{ ltv: { gte: 1 } }]).expect(400)
    await preview(account, undefined).expect(400)
    await account.switchTo('segments', false)
    await preview(account, { all: [] }).expect(422)
  })
})
