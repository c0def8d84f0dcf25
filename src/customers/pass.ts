import { setImmediate } from 'node:timers/promises'
import { type Expression, sql, type SqlBool } from 'kysely'
import type { Definitions } from '../account/definitions.ts'
import { dependentsOf } from '../account/rules.ts'
import type { Scope } from '../account/scope.ts'
import type { UnixSeconds } from '../core/actor.ts'
import { allPlaces, type Bits, placesOf } from '../core/bits.ts'
import { atAnyTime } from '../core/conditions/at-any-time.ts'
import { type Facts, momentOf, type Purchase } from '../core/conditions/facts.ts'
import type { Reads } from '../core/conditions/reads.ts'
import { whereTree } from '../core/conditions/where.ts'
import { bitOf } from '../core/segment-mask.ts'
import type { Cause } from '../history/move.ts'
import { ColumnReader, readPurchaseColumns } from './columns.ts'
import type { Customer } from './customer.ts'
import {
  engineOf,
  evaluated,
  factsOf,
  flipsUntil,
  gatheredBy,
  isOverdue,
  rulesInForce,
  whoMayChange,
} from './evaluate.ts'
import { flipsBegin, purchasesIn, type PurchaseBook, windowStart } from './purchases.ts'
import { storeEvaluated } from './save.ts'
import { type Settled, settle, settleEvaluated } from './settle.ts'

/** Customers that are read at once. */
const BLOCK = 10_000
/** Customers that are sieved at once, before anything else may happen in this process. */
const SLICE = 2000
/**
 * Customers that are evaluated, and written, before anything else may happen. Postgres gets its statements in between: with more,
 * it would wait for them while the next ones are evaluated.
 */
const GROUP = 500

/** What a block of customers comes to under the rules of a scope: those who change. */
export type Passed = readonly Settled[]

/**
 * One evaluation of every customer that is not deleted, a block at a time, and no statement for anybody who stays as it is. The
 * account must be held alone, so that nobody else writes, and nobody may be overdue.
 */
export function evaluatedBlocks(scope: Scope, cause: Cause): AsyncGenerator<Passed> {
  const { definitions, now } = scope
  const { segments } = definitions.rules
  return passOver(scope, { reads: rulesInForce(definitions)?.reads }, cause, {
    evaluate: (customer, at, purchases) => evaluated(definitions, customer, at, purchases),
    whoMayChange: (customers, facts) =>
      engineOf(definitions) === 'segments'
        ? whoMayChange(definitions, segments, customers, facts, now)
        : allPlaces(customers.length),
  })
}

/**
 * The same after a change of the rules of one segment alone: no other rule but those that ask for it has another answer. Only those are
 * read who are in it, or are marked, or may come in at one moment or another while nothing is written.
 */
export function gatheredBlocks(scope: Scope, segmentId: number, cause: Cause): AsyncGenerator<Passed> {
  const { definitions, now, actor } = scope
  const rules = dependentsOf(definitions.rules.segments, segmentId)
  const rule = definitions.segments.get(segmentId)
  if (rule === undefined) throw new Error(`there is no segment ${segmentId}`)
  const asking = { accountId: actor.accountId, moment: momentOf(definitions, now) }
  const { half, bit } = bitOf(rule.slot)
  const isIn = sql<SqlBool>`(c.${sql.raw(`segments_${half}`)} | c.${sql.raw(`hand_segments_${half}`)}) & ${bit}::bigint <> 0`
  const mayComeIn = whereTree(rule.entry && atAnyTime(rule.entry), asking)
  return passOver(scope, { reads: rules.reads, among: sql`(${isIn} or ${mayComeIn})` }, cause, {
    evaluate: (customer, at, purchases) => gatheredBy(definitions, rules, customer, at, purchases),
    whoMayChange: (customers, facts) => whoMayChange(definitions, rules, customers, facts, now),
  })
}

type Evaluation = {
  readonly evaluate: (
    customer: Customer,
    at: UnixSeconds,
    purchases: readonly Purchase[] | undefined,
  ) => Customer
  /** The places of those whom there is reason to evaluate. */
  readonly whoMayChange: (customers: readonly Customer[], facts: readonly Facts[]) => Bits
}

async function* passOver(
  scope: Scope,
  { reads, among }: { reads: Reads | undefined; among?: Expression<SqlBool> },
  cause: Cause,
  { evaluate, whoMayChange }: Evaluation,
): AsyncGenerator<Passed> {
  for await (const { customers, purchases } of blocks(scope, reads ? [reads] : [], among)) {
    const facts = customers.map((customer) => factsOf(customer, purchasesIn(purchases, customer.id)))
    const places = placesOf(whoMayChange(customers, facts))
    for (let from = 0; from < places.length; from += GROUP) {
      const settled = places.slice(from, from + GROUP).flatMap((place): Settled[] => {
        const customer = customers[place] as Customer
        const own = purchasesIn(purchases, customer.id)
        const final = evaluate(customer, Math.max(scope.now, customer.evaluated_at), own)
        const one = settleEvaluated(scope, customer, final, own, cause)
        return one.after === customer ? [] : [one]
      })
      storeEvaluated(scope, settled)
      yield settled
      await setImmediate()
    }
  }
}

/**
 * What {@link evaluatedBlocks} would do under other definitions, after a change of each customer; nothing is written. Overdue flips are
 * played first, under the definitions of the scope.
 */
export async function* plannedBlocks(
  scope: Scope,
  after: Definitions,
  change: (customer: Customer) => Customer,
): AsyncGenerator<Passed> {
  const reads = [rulesInForce(scope.definitions), rulesInForce(after)].flatMap((rules) => rules?.reads ?? [])
  for await (const { customers, purchases } of blocks(scope, reads)) {
    const settled: Settled[] = []
    for (const customer of customers) {
      const own = purchasesIn(purchases, customer.id)
      const before = flipsUntil(scope.definitions, customer, scope.now, own).at(-1) ?? customer
      const one = settle(
        { ...scope, definitions: after },
        { before, after: change(before), quiet: true },
        own,
        PLANNED,
      )
      if (one.moves.length > 0) settled.push(one)
    }
    yield settled
  }
}

/** Never stored. */
const PLANNED: Cause = { cause: 'rules_applied' }

type Block = { readonly customers: readonly Customer[]; readonly purchases: PurchaseBook | undefined }

/** While a block is worked on, the next one is read. */
async function* blocks(
  scope: Scope,
  reads: readonly Reads[],
  among?: Expression<SqlBool>,
): AsyncGenerator<Block> {
  const reader = new ColumnReader(reads, among)
  const readAfter = async (id: number): Promise<Block> => {
    const customers = await reader.after(scope.trx, scope.actor.accountId, id, BLOCK)
    return {
      customers,
      purchases: customers.length > 0 ? await readBook(scope, customers, reads) : undefined,
    }
  }
  let reading = readAfter(0)
  for (;;) {
    const block = await reading
    const last = block.customers.at(-1)
    if (last === undefined) return
    if (block.customers.length === BLOCK) {
      reading = readAfter(last.id)
      reading.catch(() => undefined) // told when it is awaited, if it ever is
    }
    yield* slicesOf(block)
    if (block.customers.length < BLOCK) return
  }
}

/** Parts of a block, between which others have their turn: requests, and the reading of the next block. */
async function* slicesOf({ customers, purchases }: Block): AsyncGenerator<Block> {
  for (let from = 0; from < customers.length; from += SLICE) {
    if (from > 0) await setImmediate()
    yield { customers: customers.slice(from, from + SLICE), purchases }
  }
}

async function readBook(
  { trx, actor, now, definitions: { calendar } }: Scope,
  customers: readonly Customer[],
  reads: readonly Reads[],
): Promise<PurchaseBook | undefined> {
  const windows = reads.flatMap(({ purchases }) => purchases ?? [])
  if (windows.length === 0) return undefined
  const since = Math.min(now, flipsBegin(customers.filter((customer) => isOverdue(customer, now))))
  const from = Math.min(...windows.map(({ days }) => windowStart(calendar, days, since)))
  const ids = customers.map((customer) => customer.id)
  const elements = windows.some((window) => window.elements)
  return readPurchaseColumns(trx, actor.accountId, ids, from, elements)
}
