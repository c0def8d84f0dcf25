import { PatchQueue } from '../../src/customers/patch-queue.ts'
import type { Services } from '../../src/start/services.ts'
import type { Base } from '../base.ts'
import type { Scenario } from '../bench.ts'
import { changesOf, patchItem, statesOf } from '../changes.ts'
import { requestOf, withConnections } from '../http-client.ts'
import { figuresOf, medianRatio, p50, sample, type Side, sideBySide } from '../measure.ts'

const WRITES = 1000
const CUSTOMERS = 250
const BATCHES = 10

/** Changing one customer by a call of the service, with 100 segments in force and without. */
export const changeOneWithRules: Scenario = {
  rows: [5],
  async run(bench, report) {
    const { base, plain, services } = await bench.engine()
    const rounds = await sideBySide(
      bench.options.rounds,
      changingOne(services, base),
      changingOne(services, plain),
    )
    report({
      row: 5,
      measure: 'change one with 100 segments, against none',
      ours: figuresOf(rounds.ours),
      floor: figuresOf(rounds.floor),
      value: medianRatio(rounds, (ours, floor) => p50(ours) / p50(floor)),
      unit: 'x',
      goal: { atMost: 1.25 },
    })
  },
}

/** Changes one customer after another, each by a call of the service. */
export function changingOne({ deps }: Services, of: Base): Side {
  const queue = new PatchQueue(deps)
  const changes = changesOf(of, 0)
  return () => {
    const patches = Array.from({ length: WRITES }, () => {
      const change = changes.next()
      return { id: statesOf(of, change).loaded.id, item: patchItem(of, change) }
    })
    return sample(WRITES, 1, (i) => {
      const { id, item } = patches[i] as (typeof patches)[number]
      return queue.change(of.actor, id, item)
    })
  }
}

/** Changing 250 customers in one request, with 100 segments in force and without. */
export const changeBatchWithRules: Scenario = {
  rows: [7],
  async run(bench, report) {
    const { base, plain, server } = await bench.engine()
    const rounds = await withConnections(server.url, 1, ([http]) => {
      const changing = (of: Base): Side => {
        const changes = changesOf(of, 1)
        const request = () => {
          const items = Array.from({ length: CUSTOMERS }, () => {
            const change = changes.next()
            return { id: statesOf(of, change).loaded.id, ...patchItem(of, change) }
          })
          return requestOf('PATCH', '/api/v4/customers', of.token, items)
        }
        return () => {
          const requests = Array.from({ length: BATCHES }, request)
          return sample(BATCHES, 1, async (i) => http?.send(requests[i] as Buffer))
        }
      }
      return sideBySide(bench.options.rounds, changing(base), changing(plain))
    })
    report({
      row: 7,
      measure: 'change 250 with 100 segments, against none',
      ours: figuresOf(rounds.ours),
      floor: figuresOf(rounds.floor),
      value: medianRatio(rounds, (ours, floor) => p50(ours) / p50(floor)),
      unit: 'x',
      goal: { atMost: 2.5 },
    })
  },
}
