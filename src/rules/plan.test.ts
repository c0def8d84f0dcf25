import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestAccount, type TestServer } from '../../test/helpers/server.ts'
import { digester } from '../../test/bad-input/digest.ts'

let server: TestServer
let digest: Awaited<ReturnType<typeof digester>>
beforeAll(async () => {
  server = await startTestServer()
  digest = await digester(server.deps.db)
})
afterAll(() => server.close())

const OWN = '/api/patron/v1'

async function addSegment(account: TestAccount, name: string, entry: unknown = null): Promise<number> {
  const { json } = await account.admin.post('/api/v4/customers/segments', { name }).expect(200)
  const { id } = json as { id: number }
  if (entry !== null)
    await account.admin.put(`${OWN}/segments/${id}/conditions`, { entry, exit: null }).expect(200)
  return id
}

/** The answer of a plan, which has changed nothing. */
async function planned(account: TestAccount, url: string, body: object): Promise<unknown> {
  const before = await digest()
  const { json } = await account.admin.post(`${OWN}/${url}`, body).expect(200)
  expect(await digest()).toEqual(before)
  return json
}

test('a plan says how many would enter, leave and stay, here and in segments that follow, and saving does that', async () => {
  const account = await server.newAccount()
  const ids: number[] = []
  for (const name of ['Ann', 'Anton', 'Bob', 'Bill', 'Cid']) ids.push(await account.addCustomer({ name }))
  const id = await addSegment(account, 'A', { name: { starts_with: 'a' } })
  const outer = await addSegment(account, 'Outer', { segment: { none: [id] } })
  const body = { entry: { any: [{ name: { equals: 'ann' } }, { name: { starts_with: 'b' } }] }, exit: null }
  expect(await planned(account, `segments/${id}/plan`, body)).toEqual({
    applied: true,
    enter: 2,
    leave: 1,
    stay: 1,
    sample: { enter: [ids[2], ids[3]], leave: [ids[1]] },
    moves: [
      moveOf(ids[2], true, { holds: true, seen_text: { name: '“Bob”' }, aloud: 'the name starts with “b”' }),
      moveOf(ids[3], true, { holds: true, seen_text: { name: '“Bill”' }, aloud: 'the name starts with “b”' }),
      moveOf(ids[1], false, { holds: false, seen_text: { name: '“Anton”' }, aloud: 'the name is not “ann”' }),
    ],
    others: [{ kind: 'segment', id: outer, name: 'Outer', enter: 1, leave: 2 }],
    warnings: [],
  })
  const { json } = await account.admin.put(`${OWN}/segments/${id}/conditions`, body).expect(200)
  expect(json).toMatchObject({ entered: 2, left: 1 })
})

test('a plan with members who are kept lets nobody go', async () => {
  const account = await server.newAccount()
  await account.addCustomer({ name: 'Ann' })
  const id = await addSegment(account, 'A', { name: { equals: 'Ann' } })
  const body = { entry: null, exit: null }
  expect(await planned(account, `segments/${id}/plan`, body)).toMatchObject({ leave: 1, stay: 0 })
  expect(await planned(account, `segments/${id}/plan?keep_members=1`, body)).toMatchObject({
    leave: 0,
    stay: 1,
  })
})

test('a deletion can be planned: of a segment, and of one that rules use if that is forced', async () => {
  const account = await server.newAccount()
  await account.addCustomer({ name: 'Ann' })
  const id = await addSegment(account, 'A', { name: { equals: 'Ann' } })
  const url = `segments/${id}/plan`
  expect(await planned(account, url, { delete: true })).toMatchObject({
    enter: 0,
    leave: 1,
    stay: 0,
    others: [],
  })
  const outer = await addSegment(account, 'Outer', { segment: { any: [id] } })
  await account.admin.post(`${OWN}/${url}`, { delete: true }).expect(409)
  expect(await planned(account, `${url}?force=1`, { delete: true })).toMatchObject({
    leave: 1,
    others: [{ id: outer, leave: 1 }],
  })
})

test('a deletion of a stage says where its customers would go; system stages are never deleted', async () => {
  const account = await server.newAccount({ mode: 'periodicity' })
  const { json } = await account.admin
    .post('/api/v4/customers/statuses', [{ name: 'Mine', sort: 9 }])
    .expect(200)
  const { statuses } = (json as { _embedded: { statuses: { id: number }[] } })._embedded
  const id = statuses[0]?.id as number
  const customer = await account.addCustomer({ status_id: id })
  expect(await planned(account, `stages/${id}/plan`, { delete: true })).toEqual({
    applied: true,
    enter: 0,
    leave: 1,
    stay: 0,
    sample: { enter: [], leave: [customer] },
    moves: [{ customer_id: customer, entered: false, by_hand: false, decided_by: null }],
    others: [{ kind: 'stage', id: 1002, name: 'Stage 1', enter: 1, leave: 0 }],
    warnings: [],
  })
  await account.admin.post(`${OWN}/stages/1001/plan`, { delete: true }).expect(400)
  const conditions = { all: [] }
  expect(await planned(account, `stages/${id}/plan`, { conditions })).toMatchObject({ enter: 0, stay: 1 })
})

test('while the engine of the other mode is awake, rules would move nobody', async () => {
  const account = await server.newAccount()
  await account.addCustomer()
  const id = await addSegment(account, 'A')
  await account.switchTo('periodicity')
  expect(await planned(account, `segments/${id}/plan`, { entry: { all: [] }, exit: null })).toEqual({
    applied: false,
    enter: 0,
    leave: 0,
    stay: 0,
    sample: { enter: [], leave: [] },
    moves: [],
    others: [],
    warnings: [],
  })
})

test('a plan sees what is overdue as it would be, saves not even that, and is for administrators', async () => {
  const account = await server.newAccount()
  const next_date = server.clock.now + 2 * 86_400
  await account.addCustomer({ next_date })
  const id = await addSegment(account, 'A', { next_date: { in_next: 0 } })
  server.clock.now = next_date
  const body = { entry: { next_date: { in_next: 0 } }, exit: null }
  expect(await planned(account, `segments/${id}/plan`, body)).toMatchObject({ enter: 0, leave: 0, stay: 1 })
  const { client } = await account.newUser()
  await client.post(`${OWN}/segments/${id}/plan`, body).expect(403)
})

test('a plan that names a tag which does not exist yet shows its name', async () => {
  const account = await server.newAccount()
  const customer = await account.addCustomer()
  const id = await addSegment(account, 'A')
  const entry = { tag: { none: ['brand new'] } }
  expect(await planned(account, `segments/${id}/plan`, { entry, exit: null })).toMatchObject({
    moves: [
      {
        customer_id: customer,
        decided_by: {
          condition: entry,
          aloud: 'the tags do not include brand new',
          seen_text: { tag_ids: 'none' },
        },
      },
    ],
  })
})

function moveOf(customer_id: number | undefined, entered: boolean, decided_by: object) {
  return { customer_id, entered, by_hand: false, decided_by: expect.objectContaining(decided_by) as object }
}
