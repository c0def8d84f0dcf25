import type { Scenario } from '../bench.ts'
import { openFloorPool, runFloor } from '../floors.ts'
import { requestOf, withConnections } from '../http-client.ts'
import { figuresOf, medianRatio, p50, sample, sideBySide } from '../measure.ts'
import { NEXT_DATE_DAYS } from '../shop.ts'

const PAGES = 60
const DAY = 86_400
const WINDOW_DAYS = 60
const WINDOWS = Math.floor(NEXT_DATE_DAYS / WINDOW_DAYS)

/**
 * A list of 250 by responsible user and a range of next dates, in the order of those. A few lists are read over and over, as people do,
 * so both sides find their rows in memory: reading others from disk would hide what we add.
 */
export const listPage: Scenario = {
  rows: [1],
  async run(bench, report) {
    const { base, server, connection } = await bench.loaded()
    const pathOfPage = (i: number) => {
      const manager = base.managers[i % base.managers.length] as number
      const from = base.now + (i % WINDOWS) * WINDOW_DAYS * DAY
      return { manager, from, to: from + WINDOW_DAYS * DAY }
    }
    const pool = await openFloorPool(connection, 1)
    const rounds = await withConnections(server.url, 1, ([http]) =>
      sideBySide(
        bench.options.rounds,
        () => {
          const requests = Array.from({ length: PAGES }, (_, i) => {
            const { manager, from, to } = pathOfPage(i)
            const filters = `filter[responsible_user_id][]=${manager}&filter[next_date][from]=${from}&filter[next_date][to]=${to}`
            const target = `/api/v4/customers?limit=250&${filters}&order[next_date]=asc`
            return requestOf('GET', target, base.token)
          })
          return sample(PAGES, 1, async (i) => http?.send(requests[i] as Buffer))
        },
        () =>
          sample(PAGES, 1, async (i) => {
            const { manager, from, to } = pathOfPage(i)
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
