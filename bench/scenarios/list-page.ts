import type { Scenario } from '../bench.ts'
import { openFloorPool, runFloor } from '../floors.ts'
import { requestOf, withConnections } from '../http-client.ts'
import { figuresOf, medianRatio, p50, sample, sideBySide } from '../measure.ts'
import { NEXT_DATE_DAYS, numberOf } from '../shop.ts'

const PAGES = 60
const DAY = 86_400
const WINDOW_DAYS = 60

/** A list of 250 by responsible user and a range of next dates, in the order of those. */
export const listPage: Scenario = {
  rows: [1],
  async run(bench, report) {
    const { base, server, connection } = await bench.loaded()
    const asked = (round: number, i: number) => {
      const start = numberOf(i, 100 + round) % (NEXT_DATE_DAYS - WINDOW_DAYS)
      const from = base.now + start * DAY
      return {
        manager: base.managers[i % base.managers.length] as number,
        from,
        to: from + WINDOW_DAYS * DAY,
      }
    }
    const pool = await openFloorPool(connection, 1)
    const rounds = await withConnections(server.url, 1, ([http]) =>
      sideBySide(
        bench.options.rounds,
        (round) => {
          const requests = Array.from({ length: PAGES }, (_, i) => {
            const { manager, from, to } = asked(round, i)
            const filters = `filter[responsible_user_id][]=${manager}&filter[next_date][from]=${from}&filter[next_date][to]=${to}`
            const target = `/api/v4/customers?limit=250&${filters}&order[next_date]=asc`
            return requestOf('GET', target, base.token)
          })
          return sample(PAGES, 1, async (i) => http?.send(requests[i] as Buffer))
        },
        (round) =>
          sample(PAGES, 1, async (i) => {
            const { manager, from, to } = asked(round, i)
            return runFloor(pool, 'list-page', [base.actor.accountId, manager, from, to])
          }),
      ),
    ).finally(() => pool.end())
    report({
      row: 1,
      measure: 'list 250, two filters and an order',
      ours: figuresOf(rounds.ours),
      floor: figuresOf(rounds.floor),
      value: medianRatio(rounds, (ours, floor) => p50(ours) / p50(floor)),
      unit: 'x',
      goal: { atMost: 2.2 },
    })
  },
}
