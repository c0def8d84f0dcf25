import { type Base, searchTextsOf } from '../base.ts'
import type { Loaded, Scenario } from '../bench.ts'
import { type Change, type Changes, changesOf, isAdding, patchItem, statesOf } from '../changes.ts'
import { openFloorPool, runFloor } from '../floors.ts'
import { requestOf, withConnections } from '../http-client.ts'
import { figuresOf, medianRatio, rate, type Rounds, sample, sideBySide } from '../measure.ts'

export const CLIENTS = [8, 32, 128]
export const WRITES = 3000

/** Changing one customer after another by many clients, writes a second: a next date, a field and a tag each. */
export const changeOne: Scenario = {
  rows: [6],
  async run(bench, report) {
    const loaded = await bench.loaded()
    const [ours, floor] = [changesOf(loaded.base, 0), changesOf(loaded.base, 1)]
    for (const clients of CLIENTS) {
      const rounds = await compare(loaded, { clients, rounds: bench.options.rounds, ours, floor })
      report({
        row: 6,
        measure: `change one, ${clients} clients, without segments`,
        ours: figuresOf(rounds.ours),
        floor: figuresOf(rounds.floor),
        value: medianRatio(rounds, (mine, other) => rate(mine) / rate(other)),
        unit: 'x',
        goal: { atLeast: 0.35 },
      })
    }
  },
}

async function compare(
  { base, server, connection }: Loaded,
  { clients, rounds, ours, floor }: { clients: number; rounds: number; ours: Changes; floor: Changes },
): Promise<Rounds> {
  const pool = await openFloorPool(connection, clients)
  const take = <T>(changes: Changes, as: (change: Change) => T) =>
    Array.from({ length: WRITES }, () => as(changes.next()))
  return withConnections(server.url, clients, (connections) =>
    sideBySide(
      rounds,
      () => {
        const requests = take(ours, (change) => patchOf(base, change))
        return sample(WRITES, clients, async (i, client) => connections[client]?.send(requests[i] as Buffer))
      },
      () => {
        const statements = take(floor, (change) => floorOf(base, change))
        return sample(WRITES, clients, async (i) => {
          const { name, values } = statements[i] as (typeof statements)[number]
          return runFloor(pool, name, values)
        })
      },
    ),
  ).finally(() => pool.end())
}

export function patchOf(base: Base, change: Change): Buffer {
  const { loaded } = statesOf(base, change)
  return requestOf('PATCH', `/api/v4/customers/${loaded.id}`, base.token, patchItem(base, change))
}

function floorOf(base: Base, change: Change): { name: string; values: unknown[] } {
  const { loaded, points, tag, before, now } = statesOf(base, change)
  const { words, tokens } = searchTextsOf(base, { name: loaded.name, fields: now.fields })
  const moment = Math.floor(Date.now() / 1000)
  const data = {
    next_date: [before.next_date, now.next_date],
    [isAdding(change) ? 'tags_added' : 'tags_removed']: [{ id: tag, name: 'tag 51' }],
    [`fields.${points}`]: { name: 'Points', change: [before.fields[points], now.fields[points]] },
  }
  return {
    name: isAdding(change) ? 'change-one-adding-tag' : 'change-one-taking-tag',
    values: [
      base.actor.accountId,
      loaded.id,
      moment,
      base.actor.userId,
      now.next_date,
      `{${now.tag_ids.join()}}`,
      JSON.stringify(now.fields),
      words,
      tokens,
      tag,
      now.version,
      JSON.stringify(data),
    ],
  }
}
