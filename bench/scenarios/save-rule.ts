import type pg from 'pg'
import { changeDefinitions } from '../../src/account/scope.ts'
import { bitOf } from '../../src/core/segment-mask.ts'
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
            await takeBack(client, engine)
            return sample
          },
          async () => {
            const values = floorValues(engine, below)
            const sample = await timed(() => runFloor(client, 'save-rule', values))
            await takeBack(client, engine)
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

async function save(engine: Engine, below: number): Promise<void> {
  const { segment, points } = free(engine)
  const entry = { custom_field: { field: points, lt: below } }
  await changeDefinitions(engine.services.deps, engine.base.actor, (scope) =>
    changeRule(scope, 'segment', segment.id, { entry, exit: null }, { keepMembers: false }),
  )
}

/** Makes the segment as it was, without a rule and without members, outside of what is measured. */
async function takeBack(client: pg.Client, engine: Engine): Promise<void> {
  const { segment } = free(engine)
  const own = [engine.base.actor.accountId, segment.id]
  const { bit } = bitOf(segment.slot)
  await client.query(`update segments set entry = null where account_id = $1 and id = $2`, own)
  await client.query(
    `update accounts set definitions_version = definitions_version + 1 where id = $1`,
    own.slice(0, 1),
  )
  await client.query(
    `update customers set segments_high = segments_high - $2::bigint where account_id = $1 and segments_high & $2::bigint <> 0`,
    [own[0], bit],
  )
  for (const table of ['segment_members', 'segment_counts'])
    await client.query(`delete from ${table} where account_id = $1 and segment_id = $2`, own)
  await client.query(`delete from stays where account_id = $1 and kind = 'segment' and place_id = $2`, own)
  await client.query('vacuum')
}

function floorValues(engine: Engine, below: number): unknown[] {
  const { segment, points } = free(engine)
  const { actor } = engine.base
  const leaf = { custom_field: { field: points, lt: below } }
  const cause = 'segment_rules_changed'
  const came = { cause, id: segment.id, actor: actor.userId, leaf }
  const at = engine.services.deps.now()
  const entered = {
    segment: { id: segment.id, name: segment.name },
    by_hand: false,
    at,
    cause,
    cause_id: segment.id,
    leaf,
  }
  return [
    actor.accountId,
    bitOf(segment.slot).bit,
    at,
    String(points),
    below,
    segment.id,
    JSON.stringify(came),
    actor.userId,
    JSON.stringify(entered),
  ]
}
