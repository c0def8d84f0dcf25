import type { Condition } from '../../src/core/conditions/tree.ts'
import { countMatching } from '../../src/query/queries.ts'
import type { Scenario } from '../bench.ts'
import { openFloorPool, runFloor } from '../floors.ts'
import { figuresOf, medianRatio, p50, sample, sideBySide } from '../measure.ts'

const TIMES = 3

/** How many customers a rule would have, asked of the database: one rule about customers alone, and one about their purchases. */
export const previewCount: Scenario = {
  rows: [10],
  async run(bench, report) {
    const { base, connection, services } = await bench.engine()
    const { accountId } = base.actor
    const { calendar, customerFields } = base.definitions
    const today = calendar.dayOf(base.now)
    const tag = base.tags[0] as number
    const points = customerFields.all()[1]?.id as number
    const questions: { measure: string; tree: Condition; floor: string; values: unknown[] }[] = [
      {
        measure: 'preview count: next date, tag, field',
        tree: {
          all: [
            { next_date: { in_next: 60 } },
            { tag: { any: [tag] } },
            { custom_field: { field: points, gte: 500 } },
          ],
        },
        floor: 'count-plain',
        values: [
          accountId,
          calendar.startOfDay(today),
          calendar.startOfDay(today + 61),
          tag,
          String(points),
          500,
        ],
      },
      {
        measure: 'preview count: sum of purchases in a window',
        tree: { purchases: { sum: { gte: 15_000 }, in_last: 90 } },
        floor: 'count-purchases',
        values: [accountId, calendar.startOfDay(today - 90), calendar.startOfDay(today + 1), 1_500_000],
      },
    ]
    const pool = await openFloorPool(connection, 1)
    const asker = { actor: base.actor, definitions: base.definitions, now: base.now }
    for (const { measure, tree, floor, values } of questions) {
      const question = { condition: tree, words: undefined }
      const ours = () => countMatching(services.deps.db, asker, question)
      const counted = [await ours(), Number((await runFloor(pool, floor, values))[0]?.[0])]
      if (counted[0] !== counted[1]) throw new Error(`${measure}: ${counted.join(' is not ')}`)
      const rounds = await sideBySide(
        bench.options.rounds,
        () => sample(TIMES, 1, ours),
        () => sample(TIMES, 1, () => runFloor(pool, floor, values)),
      )
      report({
        row: 10,
        measure,
        ours: figuresOf(rounds.ours),
        floor: figuresOf(rounds.floor),
        value: medianRatio(rounds, (mine, other) => p50(mine) / p50(other)),
        unit: 'x',
        goal: { atMost: 1.5 },
      })
    }
    await pool.end()
  },
}
