import { type Scope, writeCustomers } from '../../src/account/scope.ts'
import type { Customer } from '../../src/engine/customer.ts'
import { readsInForce } from '../../src/engine/evaluate.ts'
import { readFacts } from '../../src/engine/facts/sources.ts'
import { lockRows } from '../../src/engine/rows.ts'
import { resolveChange } from '../../src/engine/resolve.ts'
import { type Base, customerOf, searchTextsOf } from '../base.ts'
import type { Engine, Scenario } from '../bench.ts'
import { type Change, changesOf, isAdding, statesOf } from '../changes.ts'
import { openFloorPool, runFloor } from '../floors.ts'
import { withConnections } from '../http-client.ts'
import { figuresOf, medianRatio, rate, sample, sideBySide } from '../measure.ts'
import { outcomeRows } from '../outcome-rows.ts'
import { floorValues, measureAdding } from './add-batch.ts'
import { CLIENTS, patchOf, WRITES } from './change-one.ts'

/** Row 6 with 100 segments in force: the floor writes what follows for members, history and events, too. */
export const changeByMany: Scenario = {
  rows: [6],
  async run(bench, report) {
    const engine = await bench.engine()
    const { base, server, connection } = engine
    const [ours, floor] = [changesOf(base, 0), changesOf(base, 1)]
    for (const clients of CLIENTS) {
      const pool = await openFloorPool(connection, clients)
      const rounds = await withConnections(server.url, clients, (connections) =>
        sideBySide(
          bench.options.rounds,
          () => {
            const requests = Array.from({ length: WRITES }, () => patchOf(base, ours.next()))
            return sample(WRITES, clients, async (i, client) =>
              connections[client]?.send(requests[i] as Buffer),
            )
          },
          async () => {
            const statements = await plannedChanges(
              engine,
              Array.from({ length: WRITES }, () => floor.next()),
            )
            return sample(WRITES, clients, (i) =>
              runFloor(pool, 'change-one-with-segments', statements[i] as unknown[]),
            )
          },
        ),
      ).finally(() => pool.end())
      report({
        row: 6,
        measure: `change one, ${clients} clients, with 100 segments`,
        ours: figuresOf(rounds.ours),
        floor: figuresOf(rounds.floor),
        value: medianRatio(rounds, (mine, other) => rate(mine) / rate(other)),
        unit: 'x',
        goal: { atLeast: 0.35 },
      })
    }
  },
}

/** Row 4 with 100 segments in force. */
export const addWithRules: Scenario = {
  rows: [4],
  async run(bench, report) {
    const engine = await bench.engine()
    const name = 'add-batch-with-segments'
    const { ours, floor, value } = await measureAdding(bench, engine, name, async (ks, ids) => {
      const values = await floorValues(engine.base, ks, ids)
      const taken = values[4] as readonly number[]
      return [...values, ...(await plannedAdditions(engine, ks, taken))]
    })
    const measure = 'add 250 with 6 fields and 2 tags, with 100 segments'
    report({ row: 4, measure, ours, floor, value, unit: 'x', goal: { atLeast: 0.4 } })
  },
}

function inScope<T>({ services, base }: Engine, work: (scope: Scope) => Promise<T>): Promise<T> {
  return writeCustomers(services.deps, base.actor, work)
}

/** What a floor writes for each change: found out before the clock runs. */
function plannedChanges(engine: Engine, changes: readonly Change[]): Promise<unknown[][]> {
  return inScope(engine, async (scope) => {
    const { base } = engine
    const ids = changes.map(({ k }) => base.firstId + k)
    const rows = await lockRows(scope.trx, base.actor.accountId, ids)
    const byId = new Map(rows.map((row) => [row.id, row]))
    const facts = await readFacts(scope, readsInForce(scope), ids, scope.now)
    return changes.map((change) => {
      const { loaded, tag, now } = statesOf(base, change)
      const before = byId.get(loaded.id) as Customer
      const { next_date, fields, tag_ids } = now
      const outcome = resolveChange(
        scope,
        { before, after: { ...before, next_date, fields, tag_ids } },
        facts.of(before.id),
        { cause: 'customer_changed' },
      )
      const { after } = outcome
      const { rows: _rows, ...moves } = outcomeRows([outcome], scope)
      const { words, tokens } = searchTextsOf(base, after)
      return [
        base.actor.accountId,
        after.id,
        scope.now,
        base.actor.userId,
        next_date,
        `{${tag_ids.join()}}`,
        JSON.stringify(fields),
        words,
        tokens,
        after.version,
        after.segments.low,
        after.segments.high,
        after.due_at,
        after.evaluated_at,
        isAdding(change) ? `{${tag}}` : '{}',
        isAdding(change) ? '{}' : `{${tag}}`,
        ...Object.values(moves).flat(),
      ]
    })
  })
}

/** What follows from new customers: masks, moments at which they are due, members, counts and stays. */
function plannedAdditions(
  engine: Engine,
  ks: readonly number[],
  ids: readonly number[],
): Promise<readonly unknown[]> {
  return inScope(engine, (scope) => {
    const outcome = ks.map((k, i) => {
      const after = { ...withoutPurchases(engine.base, ids[i] as number, k), created_at: scope.now }
      return resolveChange(
        scope,
        { before: undefined, after },
        { purchases: [] },
        { cause: 'customer_added' },
      )
    })
    const { rows, membersAdded, counts, staysOpened, events } = outcomeRows(outcome, scope)
    const [, low, high, , due] = rows
    return Promise.resolve([low, high, due, ...membersAdded, ...counts, ...staysOpened, ...events])
  })
}

function withoutPurchases(base: Base, id: number, k: number): Customer {
  return {
    ...customerOf(base, id, k),
    ltv_minor: 0,
    purchases_count: 0,
    first_purchase_at: null,
    last_purchase_at: null,
  }
}
