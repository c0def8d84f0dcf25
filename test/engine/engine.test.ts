import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindsMissingIn, treesOver } from '../../src/core/conditions/testing/trees.ts'
import { Random } from '../../src/demo/random.ts'
import { moveEverythingDue } from '../../src/engine/worker.ts'
import { inconsistenciesOf } from '../helpers/consistency.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../helpers/server.ts'
import { Model } from './model.ts'
import { vocabularyOf } from './rules.ts'
import { EngineShop } from './shop.ts'
import { steps } from './steps.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia']

test('state and history are those of a naive engine that looks at everybody all the time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ZONES),
      fc.constantFrom('segments' as const, 'periodicity' as const),
      fc.noShrink(fc.integer({ min: 0 })),
      async (timezone, mode, seed) => {
        server.clock.now = TEST_NOW
        const account = await server.newAccount({ timezone })
        const shop = await EngineShop.open(account, 4)
        await account.switchTo(mode)
        const model = new Model(await shop.definitions(), server.clock.now)
        const log: string[] = []
        const run = steps(shop, model, new Random(seed))
        for (let i = 0; i < STEPS; i++) {
          log.push(await run())
          for (const id of model.people.keys())
            if (i % 10 === 9)
              expect({ id, ...(await upToDate(shop, id)) }, log.join('\n')).toEqual({
                id,
                ...model.standing(id),
              })
        }
        expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
      },
    ),
    { numRuns: RUNS },
  )
})

test.each(['stage', 'segment'] as const)(
  'rules that the steps give to a %s are of every kind',
  async (use) => {
    const shop = await EngineShop.open(await server.newAccount(), 4)
    expect(kindsMissingIn(treesOver(vocabularyOf(shop, shop.subjects.segments), use), use)).toEqual([])
  },
)

const STEPS = 120
const RUNS = 8

async function upToDate(shop: EngineShop, id: number) {
  await moveEverythingDue(shop.account.server.deps)
  return shop.standing(id)
}
