import { sql } from 'kysely'
import type pg from 'pg'
import { findDefinitions } from '../../src/account/definitions.ts'
import { changeDefinitions } from '../../src/account/scope.ts'
import { momentOf } from '../../src/core/conditions/facts.ts'
import { whereTree } from '../../src/core/conditions/where.ts'
import { bitOf } from '../../src/core/segment-mask.ts'
import { build } from '../../src/db/build.ts'
import { evaluateAllCustomers } from '../../src/engine/all-customers.ts'
import type { Engine, Scenario } from '../bench.ts'
import { SEGMENTS } from '../engine-rules.ts'
import { floorText, withClient } from '../floors.ts'
import { figuresOf, medianRatio, p50, type Sample, sampleOf, sideBySide } from '../measure.ts'
import { rulesInMemory } from '../rules-in-memory.ts'

const DAY = 86_400
/** Of the SQL diffs each tenth is asked, since all of them take minutes; the row counts them tenfold. */
const EVERY = 10
/** Days of the purchases that the longest window of the rules reads. */
const WINDOW = 90

/** All segments of everybody from scratch, with what 1 % of changed customers leads to, in one transaction. */
export const evaluateAll: Scenario = {
  rows: [8],
  async run(bench, report) {
    const engine = await bench.engine()
    report(await rulesInMemory(engine.base, bench.options.rounds))
    let growth = 0
    await withClient(engine.connection, async (client) => {
      const rounds = await sideBySide(
        bench.options.rounds,
        async (round) => {
          await changeSome(client, engine, round)
          const watch = new MemoryWatch()
          const taken = await timed(() => evaluate(engine))
          if (round > 0) growth = Math.max(growth, watch.stop())
          else watch.stop()
          return taken
        },
        () => timed(() => copyOut(client, engine)),
      )
      const row = { row: 8, ours: figuresOf(rounds.ours), unit: 'x' } as const
      report({
        ...row,
        measure: 'all 100 segments from scratch, 1 % changed',
        floor: figuresOf(rounds.floor),
        value: medianRatio(rounds, (ours, floor) => p50(ours) / p50(floor)),
        goal: { atMost: 1.5 },
      })
      const diffs = await timed(() => askDiffs(client, engine), EVERY)
      report({
        ...row,
        measure: 'the same against 100 SQL diffs',
        floor: figuresOf([diffs]),
        value: p50(diffs) / row.ours.p50Ms,
        goal: { atLeast: 20 },
      })
      report({
        row: 8,
        measure: 'memory that it takes',
        ours: undefined,
        floor: undefined,
        value: growth / 2 ** 20,
        unit: 'MB',
        goal: { atMost: 200 },
      })
    })
  },
}

async function timed(work: () => Promise<unknown>, times = 1): Promise<Sample> {
  const from = performance.now()
  await work()
  return sampleOf((performance.now() - from) * times)
}

/** Moves the next date of each hundredth customer to another month behind the back of the rules. */
async function changeSome(client: pg.Client, { base }: Engine, round: number): Promise<void> {
  await client.query(
    `update customers set next_date = case when next_date > $3 then next_date - $4 else next_date + $4 end
     where account_id = $1 and id % 100 = $2`,
    [base.actor.accountId, round % 100, base.now + 182 * DAY, 45 * DAY],
  )
}

function evaluate({ services, base }: Engine): Promise<unknown> {
  return changeDefinitions(services.deps, base.actor, (scope) =>
    evaluateAllCustomers(scope, { cause: 'rules_applied' }),
  )
}

/** `pg` reads what a COPY sends and drops it. COPY takes no parameters. */
async function copyOut(client: pg.Client, { base }: Engine): Promise<void> {
  for (const name of ['copy-customers', 'copy-purchases'])
    await client.query(
      floorText(name)
        .replace('$1', String(base.actor.accountId))
        .replace('$2', String(base.now - WINDOW * DAY)),
    )
}

/** For each segment, who would come in or go out. */
async function askDiffs(client: pg.Client, { base, services: { deps } }: Engine): Promise<void> {
  const { accountId } = base.actor
  const definitions = await findDefinitions(deps.db, accountId)
  if (definitions === undefined) throw new Error('the account is not there')
  const asking = { accountId, moment: momentOf(definitions, deps.now()) }
  const slots = Array.from({ length: SEGMENTS / EVERY }, (_, i) => EVERY * i + 5)
  for (const slot of slots) {
    const segment = definitions.segmentsBySlot[slot]
    if (segment === undefined) continue
    const { half, bit } = bitOf(slot)
    const wasIn = sql<boolean>`(${sql.ref(`c.segments_${half}`)} & ${bit}::bigint <> 0)`
    const stays = segment.exit === null ? sql`false` : wasIn
    const isIn = sql`((${whereTree(segment.entry, asking)} or ${stays}) and not ${whereTree(segment.exit, asking)})`
    const { sql: text, parameters } = build
      .selectFrom('customers as c')
      .select('c.id')
      .where('c.account_id', '=', accountId)
      .where('c.deleted_at', 'is', null)
      .where(sql<boolean>`${isIn} <> ${wasIn}`)
      .compile()
    await client.query({ text, values: [...parameters], rowMode: 'array' })
  }
}

/** The largest growth of this process's memory from now on, bytes. */
class MemoryWatch {
  readonly #before = process.memoryUsage.rss()
  #most = 0
  readonly #timer = setInterval(() => this.#look(), 20)

  stop(): number {
    clearInterval(this.#timer)
    this.#look()
    return this.#most
  }

  #look(): void {
    this.#most = Math.max(this.#most, process.memoryUsage.rss() - this.#before)
  }
}
