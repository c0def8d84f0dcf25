import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLive, written } from '../fuzz/live.ts'
import { trees } from '../fuzz/trees.ts'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { seedOr } from '../helpers/seed.ts'
import { startTestServer, type TestAccount, type TestServer } from '../helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const V4 = '/api/v4/customers'
const OWN = '/api/patron/v1'
const DAY = 86_400
const RUNS = 60
const SEED = seedOr(20_261_121)

/** Thirty customers of whom no two are alike, and three segments. */
async function fillShop(account: TestAccount): Promise<number[]> {
  const { admin } = account
  const { now } = server.clock
  await admin
    .post(`${V4}/custom_fields`, [
      { name: 'City', type: 'text' },
      { name: 'Age', type: 'numeric' },
    ])
    .expect(200)
  const customers = Array.from({ length: 30 }, (_, i) => ({
    name: `${['Ann', 'Bea', 'яна'][i % 3]} ${i}`,
    next_date: i % 4 === 0 ? null : now + ((i % 9) - 4) * DAY,
    next_price: i % 6,
    created_at: now - (i % 5) * DAY,
    tags_to_add: ['vip', 'new'].filter((_tag, n) => (i >> n) % 2 === 1).map((name) => ({ name })),
    custom_fields_values: i % 3 === 0 ? [{ field_id: 1001 + (i % 2), values: [{ value: '5' }] }] : null,
  }))
  const { json } = await admin.post(V4, customers).expect(200)
  const ids = (json as { _embedded: { customers: { id: number }[] } })._embedded.customers.map(({ id }) => id)
  for (const [i, id] of ids.entries()) {
    const purchases = Array.from({ length: i % 4 }, (_, n) => ({
      price: n + (i % 3),
      completed_at: now - ((i * n) % 40) * DAY,
    }))
    if (purchases.length > 0) await admin.post(`${V4}/${id}/transactions`, purchases).expect(200)
  }
  const segments: number[] = []
  for (const name of ['A', 'B', 'C']) {
    const added = await admin.post(`${V4}/segments`, { name }).expect(200)
    segments.push((added.json as { id: number }).id)
  }
  return segments
}

type Counts = { count: number; enter: number; leave: number; stay: number; entered: number; left: number }

test('what a preview counts, a plan foretells and saving does, whatever the tree', async () => {
  const account = await server.newAccount({ timezone: 'America/New_York' })
  const { admin } = account
  const segments = await fillShop(account)
  const ask = async (method: 'POST' | 'PUT', path: string, body: string) =>
    admin.send(method, `${OWN}/${path}`, body)
  const seen = new Set<number>()
  let saved = 0
  await fc.assert(
    fc.asyncProperty(trees, fc.nat({ max: 2 }), fc.nat({ max: 2 }), async (tree, nth, days) => {
      server.clock.now += days * 40_000
      const json = written(tree, await readLive(server.deps.db, account.id))
      const id = segments[nth] as number
      const body = `{"entry":${json},"exit":null}`
      const planned = await ask('POST', `segments/${id}/plan`, body)
      if (planned.status === 400) return // it asks for itself, in a cycle
      const answer = await ask('PUT', `segments/${id}/conditions`, body)
      expect([planned.status, answer.status], json).toEqual([200, 200])
      const { enter, leave, stay } = planned.json as Counts
      expect(answer.json, json).toMatchObject({ entered: enter, left: leave })
      const preview = await ask('POST', 'conditions/preview', json)
      const { count } = preview.json as Counts
      expect(count, json).toBe(enter + stay)
      const { json: segment } = await admin.get(`${V4}/segments/${id}`).expect(200)
      expect((segment as { customers_count: number }).customers_count, json).toBe(count)
      seen.add(count)
      saved++
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  )
  expect(saved).toBeGreaterThan(RUNS / 2)
  expect(seen.size).toBeGreaterThan(5)
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})
