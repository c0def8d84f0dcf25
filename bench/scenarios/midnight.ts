import type pg from 'pg'
import { writeCustomers } from '../../src/account/scope.ts'
import { systemActor } from '../../src/core/actor.ts'
import { firstTransitionAt, readsInForce } from '../../src/engine/evaluate.ts'
import { readFacts } from '../../src/engine/facts/sources.ts'
import { lockDueRows } from '../../src/engine/rows.ts'
import { resolveDueTransitions } from '../../src/engine/resolve.ts'
import { moveEverythingDue } from '../../src/engine/worker.ts'
import { openServices, type Services } from '../../src/start/services.ts'
import type { Engine, Scenario } from '../bench.ts'
import { runFloor, withClient } from '../floors.ts'
import { figuresOf, medianRatio, rate, type Sample, sideBySide } from '../measure.ts'
import { outcomeRows } from '../outcome-rows.ts'
import { endOnTrouble } from '../trouble.ts'

const DUE = 50_000
const BLOCK = 1000
/** Midnights take long, and each of them is another day of the customers. */
const MAX_ROUNDS = 3

/** Days that begin one after another, ours and the floor's in turn: what time does to the customers of each. */
export const midnight: Scenario = {
  rows: [11],
  async run(bench, report) {
    const engine = await bench.engine()
    const { calendar } = engine.base.definitions
    let day = calendar.dayOf(engine.base.now)
    let now = engine.base.now
    const services = await openServices(engine.connection, {
      prepare: true,
      observe: endOnTrouble,
      now: () => now,
    })
    const nextDay = async () => {
      now = calendar.startOfDay(++day)
      await keepDue(engine, now)
    }
    const rounds = await withClient(engine.connection, (client) =>
      sideBySide(
        Math.min(bench.options.rounds, MAX_ROUNDS),
        async () => {
          await nextDay()
          const customers = await countDue(client, engine, now)
          return timed(customers, () => moveEverythingDue(services.deps))
        },
        async () => {
          await nextDay()
          const statements = await planned(services, engine, now)
          const customers = await countDue(client, engine, now)
          return timed(customers, () => moveDue(client, engine, now, statements))
        },
      ),
    ).finally(() => services.close())
    report({
      row: 11,
      measure: `midnight, customers a second`,
      ours: figuresOf(rounds.ours),
      floor: figuresOf(rounds.floor),
      value: medianRatio(rounds, (ours, floor) => rate(ours) / rate(floor)),
      unit: 'x',
      goal: { atLeast: 0.6 },
    })
  },
}

async function timed(customers: number, work: () => Promise<unknown>): Promise<Sample> {
  const from = performance.now()
  await work()
  const seconds = (performance.now() - from) / 1000
  return { latenciesMs: new Array<number>(customers).fill((1000 * seconds) / customers), seconds }
}

/** Leaves so many due at a midnight: the others are due a minute later, and so at the next one. */
async function keepDue({ connection, base }: Engine, now: number): Promise<void> {
  await withClient(connection, (client) =>
    client.query(
      `update customers set due_at = $2 + 60 where account_id = $1 and id in (
         select id from customers where account_id = $1 and due_at <= $2 order by due_at, id offset $3)`,
      [base.actor.accountId, now, DUE],
    ),
  )
}

async function countDue(client: pg.Client, { base }: Engine, now: number): Promise<number> {
  const { rows } = await client.query<{ due: number }>(
    `select count(*)::int as due from customers where account_id = $1 and due_at <= $2`,
    [base.actor.accountId, now],
  )
  return rows[0]?.due ?? 0
}

/** What is to be written of each thousand that the floor's claims give, in their order. */
async function planned({ deps }: Services, { base }: Engine, now: number): Promise<unknown[][]> {
  return writeCustomers(deps, systemActor(base.actor.accountId, 'en'), async (scope) => {
    const due = await lockDueRows(scope.trx, base.actor.accountId, scope.now, 2 * DUE)
    const statements: unknown[][] = []
    for (let from = 0; from < due.length; from += BLOCK) {
      const block = due.slice(from, from + BLOCK)
      const ids = block.map((customer) => customer.id)
      const facts = await readFacts(scope, readsInForce(scope), ids, firstTransitionAt(block))
      const outcomes = block.flatMap(
        (customer) => resolveDueTransitions(scope, customer, facts.of(customer.id)) ?? [],
      )
      const rows = outcomeRows(outcomes, scope)
      statements.push([base.actor.accountId, now, ...Object.values(rows).flat()])
    }
    return statements
  })
}

async function moveDue(
  client: pg.Client,
  { base }: Engine,
  now: number,
  statements: readonly unknown[][],
): Promise<void> {
  for (const values of statements) {
    await client.query('begin')
    await runFloor(client, 'claim-due', [base.actor.accountId, now])
    await runFloor(client, 'move-due', values)
    await client.query('commit')
  }
}
