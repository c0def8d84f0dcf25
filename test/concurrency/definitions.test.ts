import { afterAll, beforeAll, expect, test } from 'vitest'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { startTestServer, type TestAccount, type TestServer } from '../helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const FIRST_STAGES = 5
const MAX_STAGES = 30
const MAX_SEGMENTS = 100

test('30 stages added at once fill the limit and do not pass it', async () => {
  const { admin } = await server.newAccount({ mode: 'periodicity' })
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, i) =>
      admin.post('/api/v4/customers/statuses', [{ name: `Stage ${i}`, sort: 10 + i }]),
    ),
  )
  const refused = answers.filter((answer) => answer.status !== 200)
  expect(refused.map((answer) => answer.status)).toEqual(Array(FIRST_STAGES).fill(422))
  expect(refused[0]?.json).toMatchObject({ detail: expect.stringContaining(String(MAX_STAGES)) as string })
  const { json } = await admin.get('/api/v4/customers/statuses').expect(200)
  expect(json).toMatchObject({ _total_items: MAX_STAGES })
})

test('batches of stages added at once each go in whole or not at all', async () => {
  const { admin, id } = await server.newAccount({ mode: 'periodicity' })
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      admin.post(
        '/api/v4/customers/statuses',
        Array.from({ length: 4 }, (_, j) => ({ name: `Stage ${i}.${j}`, sort: 10 })),
      ),
    ),
  )
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 200, 200, 200, 200, 200, 422, 422])
  const added = await server.deps.db.query<{ batch: string; stages: number }>(
    `select split_part(name, '.', 1) as batch, count(*) as stages from stages
     where account_id = $1 and name like 'Stage _.%' group by 1`,
    [id],
  )
  expect(added.map((row) => row.stages)).toEqual(Array(6).fill(4))
})

test('120 segments added at once become exactly 100, each with a place of its own', async () => {
  const { admin, id } = await server.newAccount()
  const answers = await Promise.all(
    Array.from({ length: 120 }, (_, i) => admin.post('/api/v4/customers/segments', { name: `Segment ${i}` })),
  )
  const statuses = answers.map((answer) => answer.status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(MAX_SEGMENTS)
  expect(statuses.filter((status) => status === 422)).toHaveLength(20)
  const slots = await server.deps.db.query<{ slot: number }>(
    `select distinct slot from segments where account_id = $1`,
    [id],
  )
  expect(slots).toHaveLength(MAX_SEGMENTS)
})

test('a place that a deleted segment leaves is free for the next, and its members are not', async () => {
  const account = await server.newAccount()
  const { admin } = account
  const addSegment = async (name: string) => {
    const { json } = await admin.post('/api/v4/customers/segments', { name }).expect(200)
    return (json as { id: number }).id
  }
  const ids = await Promise.all(Array.from({ length: 8 }, () => account.addCustomer()))
  for (let round = 0; round < 10; round++) {
    const gone = await addSegment(`gone ${round}`)
    const [, added, ...marked] = await Promise.all([
      admin.delete(`/api/v4/customers/segments/${gone}`).expect(204),
      addSegment(`new ${round}`),
      ...ids.map((id) => admin.patch(`/api/v4/customers/${id}`, { segments_to_add: [{ id: gone }] })),
    ])
    for (const answer of marked) expect([200, 400]).toContain(answer.status)
    const { json } = await admin.get(`/api/v4/customers/segments/${added}`).expect(200)
    expect(json).toMatchObject({ customers_count: 0 })
  }
  const { json } = await admin.get('/api/v4/customers').expect(200)
  for (const customer of (json as { _embedded: { customers: object[] } })._embedded.customers)
    expect(customer).toMatchObject({ _embedded: { segments: [] } })
})

test('a stage is deleted while customers are placed in it without a pause, and nobody stands in it then', async () => {
  const account = await server.newAccount({ mode: 'periodicity' })
  const { admin } = account
  const ids = await Promise.all(Array.from({ length: 12 }, () => account.addCustomer()))
  const [other] = await addStages(account, ['Other'])
  for (let round = 0; round < 10; round++) {
    const [stage] = await addStages(account, [`Stage ${round}`])
    const allPlaced = Promise.withResolvers<void>()
    let placed = 0
    let deleted = false
    const writers = ids.map(async (id, i) => {
      const putInStage = (status_id: number | undefined) =>
        i % 2
          ? admin.patch(`/api/v4/customers/${id}`, { status_id })
          : admin.patch('/api/v4/customers', [{ id, status_id }])
      await putInStage(stage).expect(200)
      if (++placed === ids.length) allPlaced.resolve()
      while (!deleted) {
        await putInStage(other).expect(200)
        expect([200, 400]).toContain((await putInStage(stage)).status)
      }
      await putInStage(stage).expect(400)
    })
    await allPlaced.promise
    await admin.delete(`/api/v4/customers/statuses/${stage}`).expect(204)
    deleted = true
    await Promise.all(writers)
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  }
})

test('new customers placed in a stage while it is deleted are refused or moved', async () => {
  const account = await server.newAccount({ mode: 'periodicity' })
  const { admin } = account
  for (let round = 0; round < 10; round++) {
    const [stage] = await addStages(account, [`Stage ${round}`])
    const body = Array.from({ length: 5 }, () => ({
      name: 'New',
      next_date: server.clock.now,
      status_id: stage,
    }))
    const [, ...answers] = await Promise.all([
      admin.delete(`/api/v4/customers/statuses/${stage}`).expect(204),
      ...Array.from({ length: 8 }, () => admin.post('/api/v4/customers', body)),
    ])
    for (const answer of answers) expect([200, 400]).toContain(answer.status)
  }
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})

async function addStages(account: TestAccount, names: readonly string[]): Promise<number[]> {
  const body = names.map((name) => ({ name, sort: 50 }))
  const { json } = await account.admin.post('/api/v4/customers/statuses', body).expect(200)
  return (json as { _embedded: { statuses: { id: number }[] } })._embedded.statuses.map(({ id }) => id)
}
