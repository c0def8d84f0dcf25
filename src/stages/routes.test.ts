import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../../test/helpers/server.ts'

const DAY = 86_400
type Stage = { id: number; name: string; sort: number; type: number; color: string; conditions: unknown[] }

const PATH = '/api/v4/customers/statuses'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

async function stagesOf(account: TestAccount): Promise<Stage[]> {
  const { json } = await account.admin.get('/api/v4/customers/statuses').expect(200)
  return (json as { _embedded: { statuses: Stage[] } })._embedded.statuses
}

async function stageOf(account: TestAccount, customerId: number): Promise<number> {
  const { json } = await account.admin.get(`/api/v4/customers/${customerId}`).expect(200)
  return (json as { status_id: number }).status_id
}

async function addStage(account: TestAccount, stage: object = {}): Promise<number> {
  const { json } = await account.admin
    .post('/api/v4/customers/statuses', [{ name: 'Stage', sort: 10, ...stage }])
    .expect(200)
  return (json as { _embedded: { statuses: { id: number }[] } })._embedded.statuses[0]?.id as number
}

test('a fresh account has the five published stages with their colours and conditions', async () => {
  const stages = await stagesOf(await server.newAccount({ mode: 'periodicity' }))
  const days = (type: string, value: number) => [[{ type, match: { value }, conditions: [{ value }] }]]
  expect(stages).toMatchObject([
    { name: 'Recently purchased', sort: 0, is_default: true, color: '#ccff66', type: 4, conditions: [] },
    { name: 'Stage 1', sort: 1, is_default: false, color: '#fd5598', type: 0, conditions: [] },
    {
      name: 'Expected purchase',
      sort: 2,
      is_default: true,
      color: '#99ccff',
      type: 1,
      conditions: days('before_purchase', 0),
    },
    { name: 'Did not purchase', sort: 4, is_default: true, color: '#fd5598', type: 2, conditions: [] },
    {
      name: 'Closed',
      sort: 5,
      is_default: true,
      color: '#d5d8db',
      type: 3,
      conditions: days('after_today', 60),
    },
  ])
})

test('in segments mode every method is 422 and names the mode that is needed', async () => {
  const { admin } = await server.newAccount()
  const answers = [
    await admin.get('/api/v4/customers/statuses').expect(422),
    await admin.get('/api/v4/customers/statuses/1001').expect(422),
    await admin.post('/api/v4/customers/statuses', [{ name: 'A', sort: 1 }]).expect(422),
    await admin.patch('/api/v4/customers/statuses/1001', { name: 'A' }).expect(422),
    await admin.delete('/api/v4/customers/statuses/1001').expect(422),
  ]
  for (const { json } of answers)
    expect(json).toMatchObject({ detail: 'The mode "periodicity" of customers is not enabled' })
})

test('ordinary users read stages and do not write them', async () => {
  const account = await server.newAccount({ mode: 'periodicity' })
  const { client } = await account.newUser()
  await client.get('/api/v4/customers/statuses').expect(200)
  await client.post('/api/v4/customers/statuses', [{ name: 'A', sort: 1 }]).expect(403)
  await client.patch('/api/v4/customers/statuses/1001', { name: 'A' }).expect(403)
  await client.delete('/api/v4/customers/statuses/1002').expect(403)
})

describe('colours', () => {
  test('one outside the palette is refused when it is new, and a system stage keeps the one it has', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    await account.admin
      .post('/api/v4/customers/statuses', [{ name: 'A', sort: 1, color: '#123456' }])
      .expect(400)
    const [recent] = await stagesOf(account)
    const url = `/api/v4/customers/statuses/${recent?.id}`
    const { json } = await account.admin.patch(url, { name: 'Bought', color: '#ccff66' }).expect(200)
    expect(json).toMatchObject({ name: 'Bought', color: '#ccff66', request_id: '0' })
    await account.admin.patch(url, { color: '#ccff67' }).expect(400)
    expect((await account.admin.patch(url, { color: '#c1e0ff' }).expect(200)).json).toMatchObject({
      color: '#c1e0ff',
    })
  })

  test('without a colour a stage gets the default one', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await addStage(account)
    expect((await account.admin.get(`/api/v4/customers/statuses/${id}`).expect(200)).json).toMatchObject({
      color: '#ccc8f9',
      type: 0,
      is_default: false,
      conditions: [],
    })
  })
})

test('names are kept in one form', async () => {
  const { admin } = await server.newAccount({ mode: 'periodicity' })
  const { json } = await admin.post(PATH, [{ name: ' Cafe\u0301', sort: 7 }]).expect(200)
  const [{ id }] = (json as { _embedded: { statuses: [{ id: number }] } })._embedded.statuses
  expect((await admin.get(`${PATH}/${id}`).expect(200)).json).toMatchObject({ name: 'Caf\u00e9' })
  const { json: changed } = await admin.patch(`${PATH}/${id}`, { name: 'Tea ' }).expect(200)
  expect(changed).toMatchObject({ name: 'Tea' })
  await admin.patch(`${PATH}/${id}`, { name: '\u2060' }).expect(400)
  await admin.post(PATH, [{ name: '\u00a0', sort: 7 }]).expect(400)
})

test('at most 30 stages, system stages included, and a batch over it adds none', async () => {
  const account = await server.newAccount({ mode: 'periodicity' })
  const batch = (size: number) => Array.from({ length: size }, (_, i) => ({ name: `S${i}`, sort: 10 + i }))
  await account.admin.post('/api/v4/customers/statuses', batch(24)).expect(200)
  const { json } = await account.admin.post('/api/v4/customers/statuses', batch(2)).expect(422)
  expect(json).toMatchObject({ detail: 'No more than 30 stages, system stages included' })
  expect(await stagesOf(account)).toHaveLength(29)
  await addStage(account)
  await account.admin.post('/api/v4/customers/statuses', batch(1)).expect(422)
})

describe('deleting a stage', () => {
  test('puts its customers where the rules put them', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const [recent, regular] = await stagesOf(account)
    const stage = await addStage(account)
    const buyer = await account.addCustomer({ next_date: TEST_NOW + 30 * DAY })
    await account.admin.post(`/api/v4/customers/${buyer}/transactions`, [{ price: 1 }]).expect(200)
    await account.admin.patch(`/api/v4/customers/${buyer}`, { status_id: stage }).expect(200)
    const newcomer = await account.addCustomer({ status_id: stage, next_date: TEST_NOW + 30 * DAY })
    expect(await stageOf(account, newcomer)).toBe(stage)
    await account.admin.delete(`/api/v4/customers/statuses/${stage}`, []).expect(204)
    expect(await stageOf(account, buyer)).toBe(recent?.id)
    expect(await stageOf(account, newcomer)).toBe(regular?.id)
    await account.admin.delete(`/api/v4/customers/statuses/${stage}`).expect(404)
  })

  test('of the system is refused', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    for (const stage of (await stagesOf(account)).filter(({ type }) => type !== 0))
      await account.admin.delete(`/api/v4/customers/statuses/${stage.id}`).expect(400)
    expect(await stagesOf(account)).toHaveLength(5)
  })
})

test('a change of sort is an evaluation of everybody: the last stage whose conditions hold wins', async () => {
  const account = await server.newAccount({ mode: 'periodicity' })
  const stages = await stagesOf(account)
  const id = await account.addCustomer({ next_date: TEST_NOW - 90 * DAY })
  const byType = (type: number) => stages.find((stage) => stage.type === type)?.id as number
  expect(await stageOf(account, id)).toBe(byType(3))
  await account.admin.patch(`/api/v4/customers/statuses/${byType(2)}`, { sort: 9 }).expect(200)
  expect(await stageOf(account, id)).toBe(byType(2))
  const moved = (await account.admin.get(`/api/v4/customers/${id}`).expect(200)).json
  expect(moved).toMatchObject({ updated_by: 0 })
})

describe('hand placement', () => {
  test('a write of the present stage is none; another stage stands until another verdict holds', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const stages = await stagesOf(account)
    const byType = (type: number) => stages.find((stage) => stage.type === type)?.id as number
    const id = await account.addCustomer({ next_date: TEST_NOW + 5 * DAY })
    await account.admin.patch(`/api/v4/customers/${id}`, { status_id: byType(0) }).expect(200)
    await account.admin.patch(`/api/v4/customers/${id}`, { next_date: TEST_NOW - DAY }).expect(200)
    expect(await stageOf(account, id)).toBe(byType(2))
    await account.admin.patch(`/api/v4/customers/${id}`, { status_id: byType(0) }).expect(200)
    await account.admin.patch(`/api/v4/customers/${id}`, { name: 'Still there' }).expect(200)
    expect(await stageOf(account, id)).toBe(byType(0))
    await account.admin.patch(`/api/v4/customers/${id}`, { next_date: TEST_NOW - 70 * DAY }).expect(200)
    expect(await stageOf(account, id)).toBe(byType(3))
  })

  test('the answer to a write shows the stage that follows from it', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const stages = await stagesOf(account)
    const { json } = await account.admin
      .post('/api/v4/customers', [{ name: 'A', next_date: TEST_NOW - 61 * DAY }])
      .expect(200)
    const closed = stages.find((stage) => stage.type === 3)?.id
    expect(json).toMatchObject({ _embedded: { customers: [{ status_id: closed }] } })
  })

  test('in segments mode status_id keeps its last value, and an unknown one is refused', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer({ next_date: TEST_NOW - 70 * DAY })
    const before = await stageOf(account, id)
    await account.admin.patch(`/api/v4/customers/${id}`, { status_id: 1002 }).expect(200)
    expect(await stageOf(account, id)).toBe(before)
    await account.admin.patch(`/api/v4/customers/${id}`, { status_id: 424242 }).expect(400)
  })
})

test('an unknown stage is 204 on GET, 404 when strict, 404 on PATCH', async () => {
  const { admin } = await server.newAccount({ mode: 'periodicity' })
  await admin.get('/api/v4/customers/statuses/9999').expect(204)
  await admin.get('/api/v4/customers/statuses/9999', { 'x-patron-strict': '1' }).expect(404)
  await admin.patch('/api/v4/customers/statuses/9999', { name: 'A' }).expect(404)
})
