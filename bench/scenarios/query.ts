import type { Condition } from '../../src/core/conditions/tree.ts'
import type { Scenario } from '../bench.ts'
import { openFloorPool, runFloor } from '../floors.ts'
import { requestOf, withConnections } from '../http-client.ts'
import { figuresOf, medianRatio, p50, sample, sideBySide } from '../measure.ts'

const TIMES = 20
const DAYS = 60
const POINTS = 500

/** A question of three leaves, the best 250 of its customers by what they have bought. */
export const queryPage: Scenario = {
  rows: [28],
  async run(bench, report) {
    const { base, server, connection } = await bench.loaded()
    const { calendar, customerFields } = base.definitions
    const today = calendar.dayOf(base.now)
    const tag = base.tags[0] as number
    const points = customerFields.all()[1]?.id as number
    const conditions: Condition = {
      all: [
        { next_date: { in_next: DAYS } },
        { tag: { any: [tag] } },
        { custom_field: { field: points, gte: POINTS } },
      ],
    }
    const request = requestOf('POST', '/api/patron/v1/customers/query', base.token, {
      conditions,
      order: { ltv: 'desc' },
      limit: 250,
    })
    const ends = [calendar.startOfDay(today), calendar.startOfDay(today + DAYS + 1)]
    const values = [base.actor.accountId, ...ends, tag, String(points), POINTS]
    const pool = await openFloorPool(connection, 1)
    const rounds = await withConnections(server.url, 1, ([http]) =>
      sideBySide(
        bench.options.rounds,
        () => sample(TIMES, 1, async () => http?.send(request)),
        () => sample(TIMES, 1, () => runFloor(pool, 'query-page', values)),
      ),
    ).finally(() => pool.end())
    report({
      row: 28,
      measure: 'query 250: three leaves and an order',
      ours: figuresOf(rounds.ours),
      floor: figuresOf(rounds.floor),
      value: medianRatio(rounds, (ours, floor) => p50(ours) / p50(floor)),
      unit: 'x',
      goal: { atMost: 2 },
    })
  },
}
