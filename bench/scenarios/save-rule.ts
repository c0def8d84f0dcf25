import { changeDefinitions } from '../../src/account/scope.ts'
import { bitOf } from '../../src/core/segment-mask.ts'
import { evaluateEverybody } from '../../src/moves/pass.ts'
import { changeRule } from '../../src/rules/service.ts'
import type { Engine, Scenario } from '../bench.ts'
import { SEGMENTS } from '../engine-rules.ts'
import { runFloor, withClient } from '../floors.ts'
import { figuresOf, medianRatio, p50, type Sample, sampleOf, sideBySide } from '../measure.ts'

/** Points are spread evenly over 0 to 2,500: fewer than so many move this share. */
const KINDS = [
  { share: '1 %', below: 25, atMost: 3 },
  { share: '30 %', below: 750, atMost: 1.5 },
]

/** Giving the one segment that has no rule yet a rule that takes in a share of the customers. */
export const saveRule: Scenario = {
  rows: [9],
  async run(bench, report) {
    const engine = await bench.engine()
    for (const { share, below, atMost } of KINDS) {
      const rounds = await withClient(engine.connection, (client) =>
        sideBySide(
          bench.options.rounds,
          async () => {
            const sample = await timed(() => save(engine, below))
            await save(engine, undefined)
            await client.query('vacuum customers')
            return sample
          },
          async () => {
            const values = floorValues(engine, below)
            const sample = await timed(() => runFloor(client, 'save-rule', values))
            await evaluate(engine)
            await client.query('vacuum customers')
            return sample
          },
        ),
      )
      report({
        row: 9,
        measure: `save a rule that moves ${share}`,
        ours: figuresOf(rounds.ours),
        floor: figuresOf(rounds.floor),
        value: medianRatio(rounds, (ours, floor) => p50(ours) / p50(floor)),
        unit: 'x',
        goal: { atMost },
      })
    }
  },
}

async function timed(work: () => Promise<unknown>): Promise<Sample> {
  const from = performance.now()
  await work()
  return sampleOf(performance.now() - from)
}

function free({ base: { definitions } }: Engine) {
  const segment = definitions.segmentsBySlot[SEGMENTS - 1]
  const points = definitions.customerFields.all()[1]
  if (segment === undefined || points === undefined) throw new Error('the account has no free segment')
  return { segment, points: points.id }
}

async function save(engine: Engine, below: number | undefined): Promise<void> {
  const { segment, points } = free(engine)
  const entry = below === undefined ? null : { custom_field: { field: points, lt: below } }
  await changeDefinitions(engine.services.deps, engine.base.actor, (scope) =>
    changeRule(scope, 'segment', segment.id, { entry, exit: null }, { keepMembers: false }),
  )
}

/** The segment has no rule: whoever the floor took in goes out. */
async function evaluate({ services, base }: Engine): Promise<void> {
  await changeDefinitions(services.deps, base.actor, (scope) =>
    evaluateEverybody(scope, { cause: 'rules_applied' }),
  )
}

function floorValues(engine: Engine, below: number): unknown[] {
  const { segment, points } = free(engine)
  const { actor } = engine.base
  const leaf = { custom_field: { field: points, lt: below } }
  const came = { cause: 'segment_rules_changed', id: segment.id, actor: actor.userId, leaf }
  return [
    actor.accountId,
    bitOf(segment.slot).bit,
    engine.services.deps.now(),
    String(points),
    below,
    segment.id,
    JSON.stringify(came),
    actor.userId,
  ]
}
