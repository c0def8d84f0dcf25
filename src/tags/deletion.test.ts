import { afterAll, beforeAll, expect, test } from 'vitest'
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

const tagsOf = async (account: TestAccount, id: number) => (await tagsAndSegments(account, id)).tags
const segmentsOf = async (account: TestAccount, id: number) => (await tagsAndSegments(account, id)).segments
const consistent = async (account: TestAccount) =>
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])

test('only administrators delete tags, and only those of their account', async () => {
  const account = await server.newAccount()
  const other = await server.newAccount()
  const [id = 0] = await addTags(account, 'VIP')
  const { client } = await account.newUser()
  await server.client(undefined).delete(`${OWN}/tags/${id}`).expect(401)
  await client.delete(`${OWN}/tags/${id}`).expect(403)
  await other.admin.delete(`${OWN}/tags/${id}`).expect(404)
  await account.admin.delete(`${OWN}/tags/${id + 1}`).expect(404)
  await account.admin.get(`${V4}/tags`).expect(200)
  await account.admin.delete(`${OWN}/tags/${id}`).expect(204)
  await account.admin.delete(`${OWN}/tags/${id}`).expect(404)
  await account.admin.get(`${V4}/tags`).expect(204)
})

test('every customer loses a deleted tag and keeps the others, and events tell of it', async () => {
  const account = await server.newAccount()
  const [vip = 0, fresh = 0] = await addTags(account, 'VIP', 'New')
  const both = await account.addCustomer(tagged(vip, fresh))
  const without = await account.addCustomer(tagged(fresh))
  for (let batch = 0; batch < 5; batch++)
    await account.admin
      .post(
        V4,
        Array.from({ length: 250 }, () => tagged(vip)),
      )
      .expect(200)
  await account.admin.delete(`${OWN}/tags/${vip}`).expect(204)
  expect([await tagsOf(account, both), await tagsOf(account, without)]).toEqual([[fresh], [fresh]])
  const left = await server.deps.db.query<{ links: number; changed: number; version: number }>(
    `select (select count(*) from entity_tags where account_id = $1) as links,
       (select count(*) from events where account_id = $1 and type = 'customer_changed') as changed,
       (select version from customers where account_id = $1 and id = $2) as version`,
    [account.id, both],
  )
  expect(left).toEqual([{ links: 2, changed: 1251, version: 2 }])
  const all = (await readEvents(server.deps.db, account.id, 0, 10_000)).events
  const events = all.filter(({ entity_type, entity_id }) => entity_type === 'tag' || entity_id === both)
  expect(events.slice(-2)).toMatchObject([
    { type: 'customer_changed', data: { tags_removed: [{ id: vip, name: 'VIP' }] } },
    { type: 'tag_deleted', data: { name: 'VIP' } },
  ])
  await consistent(account)
})

test('a tag that rules ask for is deleted only by force: then nobody has it, and the rules say where they are broken', async () => {
  const account = await server.newAccount()
  const [vip = 0, fresh = 0] = await addTags(account, 'VIP', 'New')
  const customer = await account.addCustomer(tagged(vip, fresh))
  const any = await addSegment(account, 'Any', { entry: { any: [{ tag: { any: [vip] } }] } })
  const all = await addSegment(account, 'All', { entry: { tag: { all: ['New', 'VIP'] } } })
  const none = await addSegment(account, 'None', { entry: { tag: { none: ['VIP'] } } })
  const asking = await addSegment(account, 'Asking', { entry: { segment: { any: [any] } } })
  expect(await segmentsOf(account, customer)).toEqual([any, all, asking])

  const refused = await account.admin.delete(`${OWN}/tags/${vip}`).expect(409)
  expect(refused.json).toMatchObject({
    detail:
      'Rules use it: segment "Any", segment "All", segment "None". With force=1 it is deleted nevertheless',
    rules: [
      { kind: 'segment', id: any, name: 'Any', path: 'entry.any.0.tag.any.0' },
      { kind: 'segment', id: all, name: 'All', path: 'entry.tag.all.1' },
      { kind: 'segment', id: none, name: 'None', path: 'entry.tag.none.0' },
    ],
  })
  expect(await segmentsOf(account, customer)).toEqual([any, all, asking])
  // Its name is in memory now, for answers.
  await account.admin.get(`${OWN}/customers/${customer}/explain?segment=${any}`).expect(200)

  await account.admin.delete(`${OWN}/tags/${vip}?force=1`).expect(204)
  expect(await segmentsOf(account, customer)).toEqual([none])
  const rule = await account.admin.get(`${OWN}/segments/${all}/conditions`).expect(200)
  expect(rule.json).toMatchObject({
    broken: [{ path: 'entry.tag.all.1', thing: 'tag', id: vip }],
    aloud: { entry: `the tags include New and #${vip}` },
  })
  const explained = await account.admin.get(`${OWN}/customers/${customer}/explain?segment=${any}`).expect(200)
  expect(explained.json).toMatchObject({
    holds: false,
    rules: { entry: { any: [{ holds: false, aloud: `the tags do not include #${vip}` }] } },
  })
  const moves = await account.admin.get(`${OWN}/customers/${customer}/moves?limit=1`).expect(200)
  expect(moves.json).toMatchObject({ _embedded: { moves: [{ cause: 'tag_deleted', cause_id: vip }] } })
  await consistent(account)
})

test('what names a deleted tag by its id is refused with the place; its name makes another tag', async () => {
  const account = await server.newAccount()
  const [vip = 0] = await addTags(account, 'VIP')
  const segment = await addSegment(account, 'S', { entry: { tag: { any: [vip] } } })
  await account.admin.delete(`${OWN}/tags/${vip}?force=1`).expect(204)
  const url = `${OWN}/segments/${segment}/conditions`
  const entry = { all: [{ tag: { none: [vip] } }] }
  const refused = await account.admin.put(url, { entry, exit: null }).expect(400)
  expect(refused.json).toMatchObject({
    'validation-errors': [{ errors: [{ code: 'NotSupportedChoice', path: 'entry.all.0.tag.none.0' }] }],
  })
  await account.admin.post(V4, [tagged(vip)]).expect(400)
  const mended = await account.admin.put(url, { entry: { tag: { any: ['VIP'] } }, exit: null }).expect(200)
  const { entry: stored, broken } = mended.json as { entry: { tag: { any: number[] } }; broken: unknown[] }
  expect(stored.tag.any[0]).toBeGreaterThan(vip)
  expect(broken).toEqual([])
})

test('the stage of a customer follows when its tag is deleted', async () => {
  const account = await server.newAccount({ mode: 'periodicity' })
  const [vip = 0] = await addTags(account, 'VIP')
  const { json } = await account.admin.post(`${V4}/statuses`, [{ name: 'VIPs', sort: 9 }]).expect(200)
  const stage = (json as { _embedded: { statuses: [{ id: number }] } })._embedded.statuses[0].id
  await account.admin
    .put(`${OWN}/stages/${stage}/conditions`, { conditions: { tag: { any: [vip] } } })
    .expect(200)
  const customer = await account.addCustomer({ name: 'Ann', next_date: 4_000_000_000, ...tagged(vip) })
  const stageOf = async () =>
    ((await account.admin.get(`${V4}/${customer}`).expect(200)).json as { status_id: number }).status_id
  expect(await stageOf()).toBe(stage)
  const refused = await account.admin.delete(`${OWN}/tags/${vip}`).expect(409)
  expect(refused.json).toMatchObject({ rules: [{ kind: 'stage', id: stage, path: 'conditions.tag.any.0' }] })
  await account.admin.delete(`${OWN}/tags/${vip}?force=1`).expect(204)
  expect(await stageOf()).not.toBe(stage)
  expect(await tagsOf(account, customer)).toEqual([])
  await consistent(account)
})

test('a deleted customer comes back without the tags that were deleted meanwhile', async () => {
  const account = await server.newAccount()
  const [vip = 0, fresh = 0] = await addTags(account, 'VIP', 'New')
  const customer = await account.addCustomer(tagged(vip, fresh))
  await account.admin.delete(`${OWN}/customers/${customer}`).expect(204)
  await account.admin.delete(`${OWN}/tags/${vip}`).expect(204)
  await consistent(account)
  await account.admin.post(`${OWN}/customers/${customer}/restore`).expect(200)
  expect(await tagsOf(account, customer)).toEqual([fresh])
  await consistent(account)
})

test('a deleted customer that had been given a tag by a change is consistent after the tag is gone', async () => {
  const account = await server.newAccount()
  const [vip = 0] = await addTags(account, 'VIP')
  const customer = await account.addCustomer()
  await account.admin.patch(`${V4}/${customer}`, { tags_to_add: [{ id: vip }] }).expect(200)
  await account.admin.delete(`${OWN}/customers/${customer}`).expect(204)
  await account.admin.delete(`${OWN}/tags/${vip}`).expect(204)
  await consistent(account)
  await account.admin.post(`${OWN}/customers/${customer}/restore`).expect(200)
  expect(await tagsOf(account, customer)).toEqual([])
  await account.admin.patch(`${V4}/${customer}`, { tags_to_add: [{ name: 'VIP' }] }).expect(200)
  await consistent(account)
})

test('customers are tagged without a pause while the tag is deleted, and nobody has it then', async () => {
  const account = await server.newAccount()
  const [vip = 0] = await addTags(account, 'VIP')
  const ids = await Promise.all(Array.from({ length: 6 }, () => account.addCustomer()))
  const answers = await Promise.all([
    ...ids.map((id) => account.admin.patch(`${V4}/${id}`, { tags_to_add: [{ id: vip }] })),
    account.admin.delete(`${OWN}/tags/${vip}`),
    ...ids.map((id) => account.admin.patch(`${V4}/${id}`, { name: 'B', tags_to_add: [{ id: vip }] })),
  ])
  expect(answers.every(({ status }) => [200, 204, 400].includes(status))).toBe(true)
  for (const id of ids) expect(await tagsOf(account, id)).toEqual([])
  await consistent(account)
})
