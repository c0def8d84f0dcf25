import { setImmediate } from 'node:timers/promises'
import { sql, type SqlBool } from 'kysely'
import type { Definitions } from '../account/definitions.ts'
import { dependentsOf } from '../account/rules.ts'
import type { Scope } from '../account/scope.ts'
import { allIndexes, type ByIndex, indexesOf } from '../core/bits.ts'
import { atAnyTime } from '../core/conditions/at-any-time.ts'
import { type FactsBatch, momentOf, type NumberSource, type RelatedFacts } from '../core/conditions/facts.ts'
import type { Reads } from '../core/conditions/reads.ts'
import { whereTree } from '../core/conditions/where.ts'
import { bitOf } from '../core/segment-mask.ts'
import { withoutOldPlacement } from '../core/placement.ts'
import type { Cause } from './move.ts'
import type { CustomerColumns } from './columns/customers.ts'
import { type Among, ColumnReader } from './columns/reader.ts'
import type { Customer } from './customer.ts'
import {
  engineOf,
  evaluated,
  dueTransitions,
  firstTransitionAt,
  isDue,
  readsInForce,
  rulesInForce,
  type Candidate,
  type Candidates,
  prefiltered,
} from './evaluate.ts'
import { factsAt, needsFacts, readFactColumns } from './facts/sources.ts'
import { storeEvaluated } from './save.ts'
import { type Outcome, resolveChange, outcomeOfEvaluation } from './resolve.ts'

/** Customers that are read at once. */
const BLOCK = 2000
/** Blocks that are read, or being read, while one is worked on, so that Postgres has always something to do. */
const AHEAD = 2
/** Customers that are prefiltered at once, before anything else may happen in this process: requests, and the reading of the next block. */
const SLICE = 500
/** Customers that are written at once, at least: with many more, Postgres would wait for statements while the next ones are evaluated. */
const GROUP = 250

/** What a block of customers comes to under the rules of a scope: those who change. */
export type Passed = readonly Outcome[]

/**
 * One evaluation of every customer that is not deleted, a block at a time, and no statement for anybody who stays as it is. The
 * account must be held alone, so that nobody else writes, and no transition may be due.
 */
export function evaluatedBlocks(scope: Scope, cause: Cause): AsyncGenerator<Passed> {
  const { definitions, now } = scope
  const inSegments = engineOf(definitions) === 'segments'
  return passOver(scope, slices(scope, readsInForce(scope)), cause, (customers) =>
    inSegments
      ? prefiltered(definitions, definitions.rules.segments, customers, now)
      : allAsCandidates(scope, customers.length),
  )
}

function allAsCandidates({ definitions, previous, now }: Scope, count: number): Candidates {
  const wakeUp =
    engineOf(definitions) === 'stages' && previous !== undefined && engineOf(previous) !== 'stages'
  return {
    indexes: allIndexes(count),
    evaluate(_index, customer, related) {
      const awake = wakeUp ? withoutOldPlacement(customer, customer.last_purchase_at) : customer
      return evaluated(definitions, awake, Math.max(now, customer.evaluated_at), related)
    },
  }
}

/**
 * Evaluates customers after a change of the rules of one segment, block by block, and stores those that change. No other rule but those
 * that depend on this segment has another answer, so it reads only its members, its hand-marked customers and those whom its entry may
 * take in at some moment while nothing is written.
 */
export function evaluatedBlocksOfSegment(
  scope: Scope,
  segmentId: number,
  cause: Cause,
): AsyncGenerator<Passed> {
  const { definitions, now, actor } = scope
  const rules = dependentsOf(definitions.rules.segments, segmentId)
  const rule = definitions.segments.get(segmentId)
  if (rule === undefined) throw new Error(`there is no segment ${segmentId}`)
  const asking = { accountId: actor.accountId, moment: momentOf(definitions, now) }
  const { half, bit } = bitOf(rule.slot)
  const isIn = sql<SqlBool>`(c.${sql.raw(`segments_${half}`)} | c.${sql.raw(`hand_segments_${half}`)}) & ${bit}::bigint <> 0`
  const mayComeIn = whereTree(rule.entry && atAnyTime(rule.entry), asking)
  const those = slices(scope, [rules.reads], sql`(${isIn} or ${mayComeIn})`)
  return passOver(scope, those, cause, (customers) => prefiltered(definitions, rules, customers, now))
}

async function* passOver(
  scope: Scope,
  customers: AsyncIterable<Slice>,
  cause: Cause,
  prefilter: (customers: Slice) => Candidates,
): AsyncGenerator<Passed> {
  let changed: Outcome[] = []
  const stored = (): Passed => {
    const group = changed
    changed = []
    storeEvaluated(scope, group)
    return group
  }
  for await (const slice of customers) {
    const { indexes, evaluate } = prefilter(slice)
    for (const index of indexesOf(indexes)) {
      const { customer, related } = slice.whole(index)
      const one = outcomeOfEvaluation(scope, customer, evaluate(index, customer, related), related, cause)
      if (one.after !== customer) changed.push(one)
    }
    if (changed.length >= GROUP) yield stored()
  }
  yield stored()
}

/**
 * What {@link evaluatedBlocks} would do under other definitions, after a change of each customer; nothing is written. Due transitions are
 * played first, under the definitions of the scope.
 */
export async function* plannedBlocks(
  scope: Scope,
  after: Definitions,
  change: (customer: Customer) => Customer,
): AsyncGenerator<Passed> {
  const reads = [rulesInForce(scope.definitions), rulesInForce(after)].flatMap((rules) => rules?.reads ?? [])
  for await (const slice of slices(scope, reads)) {
    const outcomes: Outcome[] = []
    for (let index = 0; index < slice.length; index++) {
      const { customer, related } = slice.whole(index)
      const before = dueTransitions(scope.definitions, customer, scope.now, related).at(-1) ?? customer
      const one = resolveChange(
        { ...scope, definitions: after },
        { before, after: change(before), quiet: true },
        related,
        PLANNED,
      )
      if (one.moves.length > 0) outcomes.push(one)
    }
    yield outcomes
  }
}

/** Never stored. */
const PLANNED: Cause = { cause: 'rules_applied' }

/** Some customers of a block. */
class Slice implements ByIndex<Candidate>, FactsBatch {
  readonly length: number
  readonly #block: CustomerColumns
  readonly #from: number

  constructor(block: CustomerColumns, from: number) {
    this.length = Math.min(SLICE, block.length - from)
    this.#block = block
    this.#from = from
  }

  at(index: number): Candidate {
    return this.#block.at(this.#from + index)
  }

  numbersOf(column: NumberSource): Float64Array {
    return this.#block.numbersOf(column, this.#from, this.#from + this.length)
  }

  textsOf(fieldId: number): Iterable<number> {
    return this.#block.textsOf(fieldId, this.#from, this.#from + this.length)
  }

  /** Returns a customer and what rules read of it beyond its row. */
  whole(index: number): { customer: Customer; related: RelatedFacts } {
    const at = this.#from + index
    return { customer: this.#block.customer(at), related: factsAt(this.#block.related, at) }
  }
}

/** While a block is worked on, the next ones are read. */
async function* slices(
  scope: Scope,
  reads: readonly Reads[],
  condition?: Among['condition'],
): AsyncGenerator<Slice> {
  const reader = new ColumnReader(scope.trx, { accountId: scope.actor.accountId, condition }, reads)
  const readAfter = async (id: number): Promise<CustomerColumns> => {
    const block = await reader.after(id, BLOCK)
    if (block.length > 0) block.related = await readRelated(scope, block, reads)
    return block
  }
  const readBehind = (reading: Promise<CustomerColumns | undefined>) => {
    const next = reading.then((block) =>
      block?.length === BLOCK ? readAfter(block.numbers.id.at(-1) as number) : undefined,
    )
    next.catch(() => undefined) // told when it is awaited, if it ever is
    return next
  }
  let ahead: Promise<CustomerColumns | undefined>[] = [readAfter(0)]
  while (ahead.length < AHEAD) ahead.push(readBehind(ahead.at(-1) as Promise<CustomerColumns>))
  for (;;) {
    const block = await ahead[0]
    if (block === undefined) return
    ahead = [...ahead.slice(1), readBehind(ahead.at(-1) as Promise<CustomerColumns>)]
    for (let from = 0; from < block.length; from += SLICE) {
      yield new Slice(block, from)
      await setImmediate()
    }
  }
}

async function readRelated(
  scope: Scope,
  block: CustomerColumns,
  reads: readonly Reads[],
): Promise<CustomerColumns['related']> {
  if (!needsFacts(reads)) return {}
  const { now } = scope
  const { due_at: due, id: ids } = block.numbers
  const dueCustomers = due.some((at) => at <= now)
    ? Array.from(due, (_, index) => block.at(index)).filter((customer) => isDue(customer, now))
    : []
  return readFactColumns(scope, reads, ids, Math.min(now, firstTransitionAt(dueCustomers)))
}
