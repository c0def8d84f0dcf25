import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindsMissingIn, treesOver } from '../../src/core/conditions/testing/trees.ts'
import type { Vocabulary } from '../../src/core/conditions/testing/vocabulary.ts'
import type { Decimal } from '../../src/core/field-types/decimal.ts'
import { dayOf } from '../../src/core/time.ts'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { addFieldOfEachType, fieldValue } from '../helpers/fields.ts'
import { addSegment } from '../helpers/rules.ts'
import { startTestServer, TEST_NOW, type TestAccount, type TestServer } from '../helpers/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const V4 = '/api/v4/customers'
const OWN = '/api/patron/v1'
const DAY = 86_400
const RUNS = 60

/** Fills a shop with thirty customers, no two alike, and three segments. @returns what rules may ask about, with values that some of them have */
async function fillShop(account: TestAccount): Promise<Vocabulary> {
  const { admin } = account
  const { now } = server.clock
  const users = [account.adminId, (await account.newUser()).id]
  const fields = await addFieldOfEachType(account)
  const added = await admin.post(`${V4}/tags`, [{ name: 'vip' }, { name: 'new' }]).expect(200)
  const tags = (added.json as { _embedded: { tags: { id: number }[] } })._embedded.tags.map(({ id }) => id)
  const elements = [71, 72, 73]
  const customers = Array.from({ length: 30 }, (_, i) => ({
    name: `${['Ann', 'Bea', 'яна'][i % 3]} ${i}`,
    next_date: i % 4 === 0 ? null : now + ((i % 9) - 4) * DAY,
    next_price: i % 6,
    periodicity: i % 5,
    created_at: now - (i % 5) * DAY,
    created_by: [0, ...users][i % 3],
    responsible_user_id: users[(i >> 1) % 2],
    tags_to_add: tags.filter((_tag, n) => (i >> n) % 2 === 1).map((id) => ({ id })),
    custom_fields_values: fields
      .filter((_field, n) => (i + n) % 3 > 0)
      .map((field, n) => fieldValue(field, i + n, now)),
  }))
  const { json } = await admin.post(V4, customers).expect(200)
  const ids = (json as { _embedded: { customers: { id: number }[] } })._embedded.customers.map(({ id }) => id)
  for (const [i, id] of ids.entries()) {
    const purchases = Array.from({ length: i % 4 }, (_, n) => ({
      price: n + (i % 3),
      completed_at: now - ((i * n) % 40) * DAY,
      _embedded: {
        catalog_elements: elements.filter((_id, e) => (i + n + e) % 3 > 0).map((each) => ({ id: each })),
      },
    }))
    if (purchases.length > 0) await admin.post(`${V4}/${id}/transactions`, purchases).expect(200)
  }
  const segments: number[] = []
  for (const name of ['A', 'B', 'C']) segments.push(await addSegment(account, name))
  const small = fc.nat({ max: 4 })
  return {
    tags,
    segments,
    stages: [],
    users,
    fields,
    elements,
    days: fc.oneof({ weight: 3, arbitrary: small }, { weight: 1, arbitrary: fc.constantFrom(30, 365) }),
    dates: fc.integer({ min: -5, max: 5 }).map((shift) => dayOf('UTC', TEST_NOW) + shift),
    amounts: small,
    counts: small,
    numbers: fc.constantFrom<Decimal>(0, 1, 2.5, 100, '9007199254740993'),
    texts: fc.constantFrom('a', 'e', 'я', 'ann', 'bea 1'),
  }
}

type Counts = { count: number; enter: number; leave: number; stay: number; entered: number; left: number }

test('what a preview counts, a plan foretells and saving does, whatever the tree', async () => {
  const account = await server.newAccount({ timezone: 'America/New_York' })
  const { admin } = account
  const vocabulary = await fillShop(account)
  const { segments } = vocabulary
  const trees = treesOver(vocabulary, 'segment')
  expect(kindsMissingIn(trees, 'segment')).toEqual([])
  const ask = async (method: 'POST' | 'PUT', path: string, body: string) =>
    admin.send(method, `${OWN}/${path}`, body)
  const seen = new Set<number>()
  let saved = 0
  await fc.assert(
    fc.asyncProperty(trees, fc.nat({ max: 2 }), fc.nat({ max: 2 }), async (tree, nth, days) => {
      server.clock.now += days * 40_000
      const json = JSON.stringify(tree)
      const id = segments[nth] as number
      const body = `{"entry":${json},"exit":null}`
      const planned = await ask('POST', `segments/${id}/plan`, body)
      if (planned.status === 400) {
        expect(planned.text, json).toContain('"Circle"')
        return
      }
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
    { numRuns: RUNS, endOnFailure: true },
  )
  expect(saved).toBeGreaterThan(RUNS / 2)
  expect(seen.size).toBeGreaterThan(5)
  expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
})
