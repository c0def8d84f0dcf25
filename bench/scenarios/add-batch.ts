import { v7 as uuidv7 } from 'uuid'
import type { Ids } from '../../src/db/ids.ts'
import { type Base, customerOf, searchTextsOf } from '../base.ts'
import type { Bench, Loaded, Scenario } from '../bench.ts'
import { openFloorPool, runFloor } from '../floors.ts'
import { requestOf, withConnections } from '../http-client.ts'
import { withIds } from '../ids.ts'
import { figuresOf, medianRatio, p50, sample, sideBySide } from '../measure.ts'
import { madeUpCustomer, TAGS } from '../shop.ts'

const CUSTOMERS = 250
const BATCHES = 20

/** Adding 250 customers with six fields and two tags, one request after another. */
export const addBatch: Scenario = {
  rows: [4],
  async run(bench, report) {
    const loaded = await bench.loaded()
    const { ours, floor, value } = await measureAdding(bench, loaded, 'add-batch', async (ks, ids) => [
      ...(await floorValues(loaded.base, ks, ids)),
      ks.map(() => uuidv7()),
      ks.map((k) => JSON.stringify(addedEvent(loaded.base, k))),
    ])
    const measure = 'add 250 with 6 fields and 2 tags, without rules'
    report({ row: 4, measure, ours, floor, value, unit: 'x', goal: { atLeast: 0.5 } })
  },
}

/** Batches of new customers by the server, and by a floor with the values of each batch. */
export async function measureAdding(
  bench: Bench,
  { base, server, connection }: Loaded,
  floor: string,
  valuesOf: (ks: readonly number[], ids: Ids) => Promise<unknown[]>,
) {
  const pool = await openFloorPool(connection, 1)
  // Both sides add customers that the base has not had yet, each others.
  let added = base.customers
  const nextBatch = () => Array.from({ length: CUSTOMERS }, () => added++)
  const rounds = await withIds(connection, (ids) =>
    withConnections(server.url, 1, ([http]) =>
      sideBySide(
        bench.options.rounds,
        () => {
          const requests = Array.from({ length: BATCHES }, () => {
            const body = nextBatch().map((k) => newCustomer(base, k))
            return requestOf('POST', '/api/v4/customers', base.token, body)
          })
          return sample(BATCHES, 1, async (i) => http?.send(requests[i] as Buffer))
        },
        async () => {
          const batches: unknown[][] = []
          for (let i = 0; i < BATCHES; i++) batches.push(await valuesOf(nextBatch(), ids))
          return sample(BATCHES, 1, (i) => runFloor(pool, floor, batches[i] as unknown[]))
        },
      ),
    ),
  ).finally(() => pool.end())
  return {
    ours: figuresOf(rounds.ours),
    floor: figuresOf(rounds.floor),
    value: medianRatio(rounds, (mine, other) => p50(other) / p50(mine)),
  }
}

/** The k-th made-up customer as a request writes it. */
function newCustomer(base: Base, k: number): object {
  const made = madeUpCustomer(k, base.now)
  const [city, points, birthday, source, mayBeCalled, budget] = base.definitions.customerFields.all()
  const field = (definition: typeof city, value: object) => ({ field_id: definition?.id, values: [value] })
  return {
    name: made.name,
    next_price: made.next_price,
    next_date: made.next_date,
    responsible_user_id: base.managers[made.manager],
    custom_fields_values: [
      field(city, { value: made.city }),
      field(points, { value: made.points }),
      field(birthday, { value: (made.birthday + 0.5) * 86_400 }),
      field(source, { enum_id: source?.enums?.[made.source]?.id }),
      field(mayBeCalled, { value: made.mayBeCalled }),
      field(budget, { value: made.budget }),
    ],
    _embedded: { tags: made.tags.map((tag) => ({ id: base.tags[tag] })) },
  }
}

export async function floorValues(base: Base, ks: readonly number[], ids: Ids): Promise<unknown[]> {
  const { actor } = base
  const taken = await ids.take(actor.accountId, 'customers', ks.length)
  const customers = ks.map((k, i) => customerOf(base, taken[i] as number, k))
  const texts = customers.map((customer) => searchTextsOf(base, customer))
  const links = customers.flatMap(({ id, tag_ids }) => tag_ids.map((tagId) => ({ id, tagId })))
  return [
    actor.accountId,
    base.now,
    actor.userId,
    customers[0]?.status_id,
    taken,
    customers.map((customer) => customer.name),
    customers.map((customer) => customer.next_price_minor),
    customers.map((customer) => customer.next_date),
    customers.map((customer) => customer.responsible_user_id),
    customers.map((customer) => `{${customer.tag_ids.join()}}`),
    customers.map((customer) => JSON.stringify(customer.fields)),
    texts.map(({ folded }) => folded),
    texts.map(({ words }) => words),
    texts.map(({ tokens }) => tokens),
    links.map(({ tagId }) => tagId),
    links.map(({ id }) => id),
  ]
}

/** What the event of the k-th customer tells. */
function addedEvent({ definitions, managers, tags, now }: Base, k: number): object {
  const { name, manager, next_date, next_price, tags: own } = madeUpCustomer(k, now)
  const user = definitions.users.get(managers[manager] as number)
  const [stage] = definitions.stages
  return {
    name,
    responsible_user: { id: user?.id, name: user?.name },
    stage: { id: stage?.id, name: stage?.name },
    next_date,
    next_price,
    tags: own.map((tag) => ({ id: tags[tag], name: TAGS[tag] })),
  }
}
