import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Random } from '../../src/demo/random.ts'
import { moveEverythingDue } from '../../src/engine/worker.ts'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../helpers/server.ts'
import { drawRule } from './rules.ts'
import { EngineShop } from './shop.ts'
import { writtenData, writtenPurchase } from './written.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const TWINS = 6
const BATCHES = 12
const DAY = 86_400

type Ids = { readonly _embedded: { readonly customers: readonly { readonly id: number }[] } }

test('a batch that names each customer once gives what the same writes one by one give at the same moment', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('segments' as const, 'periodicity' as const),
      fc.noShrink(fc.integer({ min: 0 })),
      async (mode, seed) => {
        server.clock.now = TEST_NOW
        const account = await server.newAccount({ timezone: 'America/New_York' })
        const { admin } = account
        const shop = await EngineShop.open(account, 4)
        await account.switchTo(mode)
        const random = new Random(seed)
        await writeRules(shop, random)
        const stages = mode === 'periodicity' ? (await shop.definitions()).stages : undefined
        const written = () => Array.from({ length: TWINS }, () => writtenWithTargets(shop, random, stages))
        const addAll = async (items: readonly object[]) => {
          const { json } = await admin.post('/api/v4/customers', items).expect(200)
          return (json as Ids)._embedded.customers.map(({ id }) => id)
        }
        const first = written()
        const together = await addAll(first.map(({ added }) => added))
        const alone = (await Promise.all(first.map(({ added }) => addAll([added])))).flat()
        for (const [twin, id] of together.entries()) {
          const purchases = [writtenPurchase(shop, random), writtenPurchase(shop, random)]
          for (const each of [id, alone[twin]])
            await admin.post(`/api/v4/customers/${each}/transactions`, purchases).expect(200)
        }
        for (let i = 0; i < BATCHES; i++) {
          expect(await standings(shop, together)).toEqual(await standings(shop, alone))
          server.clock.now += random.pick([0, 60, DAY / 2, DAY, 9 * DAY])
          if (random.whole([0, 1]) === 0) await moveEverythingDue(server.deps)
          const patches = written().map(({ changed }) => changed)
          await admin
            .patch(
              '/api/v4/customers',
              patches.map((patch, twin) => ({ id: together[twin], ...patch })),
            )
            .expect(200)
          for (const [twin, patch] of patches.entries())
            await admin.patch(`/api/v4/customers/${alone[twin]}`, patch).expect(200)
        }
        expect(await standings(shop, together)).toEqual(await standings(shop, alone))
        expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
      },
    ),
    { numRuns: 6 },
  )
})

async function writeRules(shop: EngineShop, random: Random): Promise<void> {
  const { subjects } = shop
  for (const [i, id] of subjects.segments.entries()) {
    const draw = () => drawRule(shop, random, { use: 'segment', nested: subjects.segments.slice(0, i) })
    await shop.setSegmentRules(id, { entry: draw(), exit: i % 2 === 0 ? draw() : null })
  }
  for (const { id } of (await shop.definitions()).stages.slice(1, 3))
    await shop.setStageRule(id, drawRule(shop, random, { use: 'stage' }))
}

/** What can be written of a customer, with hand placements. */
function writtenWithTargets(shop: EngineShop, random: Random, stages?: readonly { readonly id: number }[]) {
  const { segments } = shop.subjects
  const data = writtenData(shop, random)
  const isPlaced = random.whole([0, 2]) === 0
  const targets =
    stages === undefined
      ? {
          segments_to_add: [{ id: random.pick(segments) }],
          segments_to_delete: [{ id: random.pick(segments) }],
        }
      : { status_id: random.pick(stages).id }
  return {
    added: { name: 'New', next_date: shop.now, ...data },
    changed: { ...data, ...(isPlaced && targets) },
  }
}

/** Without the ids of the customers. */
async function standings(shop: EngineShop, ids: readonly number[]): Promise<object[]> {
  await moveEverythingDue(server.deps)
  const standings: object[] = []
  for (const id of ids) standings.push({ ...(await shop.standing(id)), ...(await shop.dataOf(id)) })
  return standings
}
