import { v7 as uuidv7 } from 'uuid'
import type { FieldValues } from '../../src/core/field-types/values.ts'
import { type Base, customerOf, searchTextsOf } from '../base.ts'
import type { Loaded, Scenario } from '../bench.ts'
import { openFloorPool, runFloor } from '../floors.ts'
import { requestOf, withConnections } from '../http-client.ts'
import { figuresOf, medianRatio, rate, type Rounds, sample, sideBySide } from '../measure.ts'
import { LOADED_TAGS } from '../shop.ts'

const CLIENTS = [8, 32, 128]
const WRITES = 3000
/** A prime, so that writes visit customers in no order, and each once in a pass. */
const STEP = 999_983

/** Changing one customer after another by many clients, writes a second: a next date, a field and a tag each. */
export const changeOne: Scenario = {
  rows: [6],
  async run(bench, report) {
    const loaded = await bench.loaded()
    const [ours, floor] = [new Changes(loaded.base, 0), new Changes(loaded.base, 1)]
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

/** A change of the k-th customer: the first of it adds a tag, the next takes that away, and so on. */
type Change = { readonly k: number; readonly pass: number }

/** Every second customer in a scattered order, over and over. */
class Changes {
  readonly #half: number
  readonly #offset: number
  #taken = 0

  constructor({ customers }: Base, offset: 0 | 1) {
    this.#half = Math.floor(customers / 2)
    this.#offset = offset
  }

  next(): Change {
    const n = this.#taken++
    return { k: 2 * ((n * STEP) % this.#half) + this.#offset, pass: Math.floor(n / this.#half) }
  }
}

/** The state that a change finds and the one that it makes. */
function statesOf(base: Base, { k, pass }: Change) {
  const loaded = customerOf(base, base.firstId + k, k)
  const points = base.definitions.customerFields.all()[1]?.id as number
  const tag = base.tags[LOADED_TAGS + (k % (base.tags.length - LOADED_TAGS))] as number
  const fields: FieldValues = loaded.fields
  const after = (changes: number) => ({
    next_date: (loaded.next_date ?? 0) + 60 * changes,
    fields: { ...fields, [points]: (fields[points] as number) + changes } as FieldValues,
    tag_ids: changes % 2 === 1 ? [...loaded.tag_ids, tag] : loaded.tag_ids,
    version: 1 + changes,
  })
  return { loaded, points, tag, before: after(pass), now: after(pass + 1) }
}

function patchOf(base: Base, change: Change): Buffer {
  const { loaded, points, tag, now } = statesOf(base, change)
  return requestOf('PATCH', `/api/v4/customers/${loaded.id}`, base.token, {
    next_date: now.next_date,
    custom_fields_values: [{ field_id: points, values: [{ value: now.fields[points] }] }],
    [isAdding(change) ? 'tags_to_add' : 'tags_to_delete']: [{ id: tag }],
  })
}

function floorOf(base: Base, change: Change): { name: string; values: unknown[] } {
  const { loaded, points, tag, before, now } = statesOf(base, change)
  const { words, tokens } = searchTextsOf(base, { name: loaded.name, fields: now.fields })
  const moment = Math.floor(Date.now() / 1000)
  const data = {
    next_date: [before.next_date, now.next_date],
    updated_at: [loaded.updated_at, moment],
    tag_ids: [before.tag_ids, now.tag_ids],
    [`fields.${points}`]: [before.fields[points], now.fields[points]],
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
      uuidv7(),
      now.version,
      JSON.stringify(data),
    ],
  }
}

function isAdding({ pass }: Change): boolean {
  return pass % 2 === 0
}
