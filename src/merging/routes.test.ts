import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { addSegment } from '../../test/helpers/rules.ts'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { addTags, tagged, tagsAndSegments } from '../../test/helpers/tags.ts'
import { readEvents } from '../events/read.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const V4 = '/api/v4/customers'
const OWN = '/api/patron/v1'

const consistent = async (account: TestAccount) =>
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])

/** The plan of a merge, which has changed nothing. */
async function planned({ admin, id: accountId }: TestAccount, id: number, into: number): Promise<unknown> {
  const state = () =>
    server.deps.db.query(
      `select definitions_version, (select count(*) from events e where e.account_id = a.id) as events,
         (select sum(version) from customers c where c.account_id = a.id) as versions from accounts a where a.id = $1`,
      [accountId],
    )
  const before = await state()
  const { json } = await admin.post(`${OWN}/tags/${id}/merge/plan`, { into }).expect(200)
  expect(await state()).toEqual(before)
  return json
}

describe('merging tags', () => {
  test('is for administrators, and into another tag of the account', async () => {
    const account = await server.newAccount()
    const other = await server.newAccount()
    const [from = 0, into = 0] = await addTags(account, 'wholsale', 'wholesale')
    const { client } = await account.newUser()
    for (const path of [`${OWN}/tags/${from}/merge`, `${OWN}/tags/${from}/merge/plan`]) {
      await server.client(undefined).post(path, { into }).expect(401)
      await client.post(path, { into }).expect(403)
      await other.admin.post(path, { into }).expect(404)
      await account.admin.post(path, {}).expect(400)
      for (const wrong of [from, into + 1]) {
        const { json } = await account.admin.post(path, { into: wrong }).expect(400)
        expect(json).toMatchObject({
          'validation-errors': [
            {
              errors: [
                {
                  code: 'NotSupportedChoice',
                  path: 'into',
                  detail: `The value you selected is not a valid choice. Known here: "wholsale" (${from}), "wholesale" (${into}).`,
                },
              ],
            },
          ],
        })
      }
    }
    await account.admin.post(`${OWN}/tags/${into + 1}/merge`, { into }).expect(404)
  })

  test('carries customers, rules with their versions, and views, and the plan says so before', async () => {
    const account = await server.newAccount()
    const [from = 0, into = 0, else_ = 0] = await addTags(account, 'wholsale', 'wholesale', 'else')
    const any = await addSegment(account, 'Any', { entry: { any: [{ tag: { any: [from, else_] } }] } })
    const both = await addSegment(account, 'Both', { entry: { tag: { all: [from, into] } } })
    const none = await addSegment(account, 'None', { entry: { tag: { none: ['wholsale'] } } })
    const outer = await addSegment(account, 'Outer', { entry: { segment: { any: [any] } } })
    await account.admin
      .put(`${OWN}/segments/${both}/conditions`, { entry: { tag: { all: [into, from] } }, exit: null })
      .expect(200)
    const question = { conditions: { not: { tag: { any: [from] } } } }
    const view = await account.admin.post(`${OWN}/views`, { name: 'V', question }).expect(200)
    const withFrom = await account.addCustomer(tagged(from))
    const withBoth = await account.addCustomer(tagged(into, from))
    const withInto = await account.addCustomer(tagged(into))
    const withElse = await account.addCustomer(tagged(else_))
    const gone = await account.addCustomer(tagged(from, else_))
    await account.admin.delete(`${OWN}/customers/${gone}`).expect(204)

    const expected = {
      tag: { id: from, name: 'wholsale' },
      into: { id: into, name: 'wholesale' },
      holders: 2,
      rules: [
        { kind: 'segment', id: any, name: 'Any' },
        { kind: 'segment', id: both, name: 'Both' },
        { kind: 'segment', id: none, name: 'None' },
      ],
      views: 1,
      targets: [
        { kind: 'segment', id: any, name: 'Any', enter: 1, leave: 0 },
        { kind: 'segment', id: both, name: 'Both', enter: 2, leave: 0 },
        { kind: 'segment', id: none, name: 'None', enter: 0, leave: 1 },
        { kind: 'segment', id: outer, name: 'Outer', enter: 1, leave: 0 },
      ],
    }
    expect(await planned(account, from, into)).toEqual(expected)
    expect((await account.admin.post(`${OWN}/tags/${from}/merge`, { into }).expect(200)).json).toEqual(
      expected,
    )

    expect(await tagsAndSegments(account, withFrom)).toEqual({ tags: [into], segments: [any, both, outer] })
    expect(await tagsAndSegments(account, withBoth)).toEqual({ tags: [into], segments: [any, both, outer] })
    expect(await tagsAndSegments(account, withInto)).toEqual({ tags: [into], segments: [any, both, outer] })
    expect(await tagsAndSegments(account, withElse)).toEqual({ tags: [else_], segments: [any, none, outer] })
    const rule = await account.admin.get(`${OWN}/segments/${both}/conditions`).expect(200)
    expect(rule.json).toMatchObject({
      entry: { tag: { all: [into] } },
      broken: [],
      version: 2,
      versions: [{ entry: { tag: { all: [into] } } }, { entry: { tag: { all: [into] } } }],
    })
    const { id: viewId } = view.json as { id: number }
    expect((await account.admin.get(`${OWN}/views/${viewId}`).expect(200)).json).toMatchObject({
      question: { conditions: { not: { tag: { any: [into] } } } },
      version: 2,
    })
    await account.admin.post(`${OWN}/tags/${from}/merge`, { into }).expect(404)
    await consistent(account)

    await account.admin.post(`${OWN}/customers/${gone}/restore`).expect(200)
    expect(await tagsAndSegments(account, gone)).toEqual({
      tags: [into, else_],
      segments: [any, both, outer],
    })
    await consistent(account)
  })

  test('is told by events and moves', async () => {
    const account = await server.newAccount()
    const [from = 0, into = 0] = await addTags(account, 'wholsale', 'wholesale')
    const segment = await addSegment(account, 'S', { entry: { tag: { any: [into] } } })
    const one = await account.addCustomer(tagged(from))
    const two = await account.addCustomer(tagged(from, into))
    await account.admin.post(`${OWN}/tags/${from}/merge`, { into }).expect(200)
    const { events } = await readEvents(server.deps.db, account.id, 0, 1000)
    const about = (id: number) =>
      events
        .filter(({ entity_type, entity_id }) => entity_type === 'customer' && entity_id === id)
        .slice(1) // that it was added
        .map(({ data }) => data)
    const [gone, stays] = [
      { id: from, name: 'wholsale' },
      { id: into, name: 'wholesale' },
    ]
    expect(about(one)).toMatchObject([
      { tags_removed: [gone], tags_added: [stays] },
      { cause: 'tag_merged', cause_id: into, segment: { id: segment } },
    ])
    expect(about(two).slice(1)).toEqual([{ tags_removed: [gone] }]) // it was in before
    expect(events.at(-1)).toMatchObject({
      type: 'tag_deleted',
      entity_id: from,
      data: { name: 'wholsale', merged_into: stays },
    })
    const { json } = await account.admin.get(`${OWN}/customers/${one}/moves?limit=1`).expect(200)
    expect(json).toMatchObject({ _embedded: { moves: [{ cause: 'tag_merged', cause_id: into }] } })
  })

  test('moves customers among stages', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const [from = 0, into = 0] = await addTags(account, 'wholsale', 'wholesale')
    const { json } = await account.admin.post(`${V4}/statuses`, [{ name: 'Big', sort: 9 }]).expect(200)
    const { id } = (json as { _embedded: { statuses: [{ id: number }] } })._embedded.statuses[0]
    const conditions = { tag: { any: [from] } }
    await account.admin.put(`${OWN}/stages/${id}/conditions`, { conditions }).expect(200)
    const customer = await account.addCustomer({ name: 'A', next_date: 4_000_000_000, ...tagged(into) })
    const before = await account.admin.get(`${V4}/${customer}`).expect(200)
    expect(before.json).not.toMatchObject({ status_id: id })
    const plan = await planned(account, from, into)
    expect(plan).toMatchObject({ holders: 0, rules: [{ kind: 'stage', id }] })
    const merged = await account.admin.post(`${OWN}/tags/${from}/merge`, { into }).expect(200)
    expect(merged.json).toEqual(plan)
    expect((await account.admin.get(`${V4}/${customer}`).expect(200)).json).toMatchObject({ status_id: id })
    await consistent(account)
  })

  test('does what its plan says, whatever the customers and rules are', async () => {
    const account = await server.newAccount()
    const tags = await addTags(account, 'a', 'b', 'c')
    const [from = 0, into = 0, third = 0] = tags
    const trees = [
      { tag: { any: [from] } },
      { tag: { none: [from, third] } },
      { all: [{ tag: { all: [from, third] } }, { not: { tag: { any: [into] } } }] },
      { any: [{ tag: { none: [into] } }, { tag: { all: [from] } }] },
    ]
    for (const [i, tree] of trees.entries()) await addSegment(account, `S${i}`, { entry: tree })
    const sets = Array.from({ length: 8 }, (_, bits) => tags.filter((_tag, i) => (bits >> i) & 1))
    await account.admin
      .post(
        V4,
        [...sets, ...sets].map((set) => tagged(...set)),
      )
      .expect(200)
    const plan = await planned(account, from, into)
    const { json } = await account.admin.post(`${OWN}/tags/${from}/merge`, { into }).expect(200)
    expect(json).toEqual(plan)
    await consistent(account)
  })

  test('of twins from before names had one form leaves the one that the name means', async () => {
    const account = await server.newAccount()
    const [from = 0, into = 0] = await addTags(account, 'x', 'é')
    await server.deps.db.query(`update tags set name = $3, name_key = $4 where account_id = $1 and id = $2`, [
      account.id,
      from,
      'e\u0301',
      'é',
    ])
    const customer = await account.addCustomer(tagged(from))
    await account.admin.post(`${OWN}/tags/${from}/merge`, { into }).expect(200)
    expect((await tagsAndSegments(account, customer)).tags).toEqual([into])
    expect(
      (await tagsAndSegments(account, await account.addCustomer({ tags_to_add: [{ name: 'e\u0301' }] })))
        .tags,
    ).toEqual([into])
    await consistent(account)
  })

  test('beside writers who tag with either leaves nobody with the one that is gone', async () => {
    const account = await server.newAccount()
    const [from = 0, into = 0] = await addTags(account, 'wholsale', 'wholesale')
    await addSegment(account, 'S', { entry: { tag: { any: [from] } } })
    const ids = await Promise.all(Array.from({ length: 6 }, () => account.addCustomer()))
    const answers = await Promise.all([
      ...ids.map((id) => account.admin.patch(`${V4}/${id}`, { tags_to_add: [{ id: from }] })),
      account.admin.post(`${OWN}/tags/${from}/merge`, { into }),
      ...ids.map((id, i) =>
        account.admin.patch(`${V4}/${id}`, { name: 'B', tags_to_add: [{ id: i % 2 ? from : into }] }),
      ),
    ])
    expect(answers.every(({ status }) => status === 200 || status === 400)).toBe(true)
    for (const id of ids) expect((await tagsAndSegments(account, id)).tags).not.toContain(from)
    await consistent(account)
  })
})

describe('renaming a tag', () => {
  const named = async ({ admin }: TestAccount, customer: number) => {
    const { json } = await admin.get(`${V4}/${customer}`).expect(200)
    return (json as { _embedded: { tags: { name: string }[] } })._embedded.tags.map(({ name }) => name)
  }

  test('is for administrators, and shows in every answer at once', async () => {
    const account = await server.newAccount()
    const [id = 0] = await addTags(account, 'wholsale')
    const segment = await addSegment(account, 'S', { entry: { tag: { any: [id] } } })
    const customer = await account.addCustomer(tagged(id))
    expect(await named(account, customer)).toEqual(['wholsale'])
    const { client } = await account.newUser()
    await client.patch(`${OWN}/tags/${id}`, { name: 'x' }).expect(403)
    await account.admin.patch(`${OWN}/tags/${id + 1}`, { name: 'x' }).expect(404)
    const renamed = await account.admin.patch(`${OWN}/tags/${id}`, { name: ' wholesale ' }).expect(200)
    expect(renamed.json).toEqual({ id, name: 'wholesale', color: null })
    expect(await named(account, customer)).toEqual(['wholesale'])
    const rule = await account.admin.get(`${OWN}/segments/${segment}/conditions`).expect(200)
    expect(rule.json).toMatchObject({ aloud: { entry: 'the tags include wholesale' }, version: 1 })
    expect((await tagsAndSegments(account, customer)).segments).toEqual([segment])
    const { events } = await readEvents(server.deps.db, account.id, 0, 1000)
    expect(events.at(-1)).toMatchObject({
      type: 'tag_changed',
      entity_id: id,
      data: { name: ['wholsale', 'wholesale'] },
    })
    await account.admin.patch(`${OWN}/tags/${id}`, { name: 'wholesale' }).expect(200)
    expect((await readEvents(server.deps.db, account.id, 0, 1000)).events).toHaveLength(events.length)
    const [again] = await addTags(account, 'wholsale')
    expect(again).toBeGreaterThan(id)
    await consistent(account)
  })

  test('to a name that another has is refused, and merging named as the way', async () => {
    const account = await server.newAccount()
    const [id = 0, twin = 0] = await addTags(account, 'wholsale', 'wholesale')
    for (const [language, text] of [
      ['en', `Another tag has this name (${twin}). Merge this one into it: `],
      ['ru', `Это имя уже у другого тега (${twin}). Объедините с ним этот: `],
    ] as const) {
      const { json } = await account.admin
        .patch(`${OWN}/tags/${id}`, { name: 'wholesale' }, { 'accept-language': language })
        .expect(400)
      expect(json).toMatchObject({
        'validation-errors': [
          {
            errors: [
              {
                code: 'NotSupportedChoice',
                path: 'name',
                detail: expect.stringContaining(
                  `${text}POST ${OWN}/tags/${id}/merge {"into": ${twin}}.`,
                ) as string,
              },
            ],
          },
        ],
      })
    }
    await account.admin.patch(`${OWN}/tags/${id}`, { name: '\u200b' }).expect(400)
    await account.admin.patch(`${OWN}/tags/${id}`, {}).expect(400)
    await account.admin.patch(`${OWN}/tags/${id}`, { name: 'Wholesale' }).expect(200)
  })
})
