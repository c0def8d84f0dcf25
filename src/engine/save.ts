import type { Scope } from '../account/scope.ts'
import { saveSearchRows } from '../entities/search-rows.ts'
import { saveTagRows } from '../entities/tag-rows.ts'
import { recordEvents } from '../events/record.ts'
import type { Cause } from './move.ts'
import { recordMoves } from './record-moves.ts'
import type { Change, Customer } from './customer.ts'
import { customerEvents } from './customer-events.ts'
import { firstTransitionAt, isDue, readsInForce } from './evaluate.ts'
import { slotsShown } from './moves-between.ts'
import { type FactsById, readFacts } from './facts/sources.ts'
import {
  type CountDelta,
  deleteMembers,
  insertCountDeltas,
  insertCustomers,
  insertMembers,
  type Member,
  toRow,
  updateCustomers,
  updateEvaluated,
} from './rows.ts'
import { type Outcome, resolveChange, resolveDueTransitions } from './resolve.ts'

/**
 * The one way customers are written: evaluates the rules for each, and stores the differences of rows, tags, members, counts,
 * search, history and events in a fixed number of statements, however many customers. Each customer may occur once, and has no
 * due transitions. Gives the customers as they are now, in the order of `changes`; what no one changed is not written. The statements
 * are sent and not awaited: they share a round trip with whatever follows, in this order. `facts` are what rules read of them, where
 * the caller has them already.
 */
export async function saveCustomers(
  scope: Scope,
  changes: readonly Change[],
  cause: Cause,
  facts?: FactsById,
): Promise<Customer[]> {
  return (await saveOutcomes(scope, changes, cause, facts)).map(({ after }) => after)
}

/** {@link saveCustomers}, which also gives the moves of each. */
export async function saveOutcomes(
  scope: Scope,
  changes: readonly Change[],
  cause: Cause,
  facts?: FactsById,
): Promise<Outcome[]> {
  if (scope.refused) throw scope.refused
  const unread = changes.flatMap(({ before, related }) => (before && !related ? before.id : []))
  const known = facts ?? (await readFacts(scope, readsInForce(scope), unread, scope.now))
  const outcomes = changes.map((change) => resolveChange(scope, change, known.of(change.after.id), cause))
  store(scope, outcomes)
  return outcomes
}

/** Applies and stores the due transitions of customers that are locked, and gives all of them as they stand now. */
export async function applyDueTransitions(
  scope: Scope,
  customers: readonly Customer[],
): Promise<readonly Customer[]> {
  const due = customers.filter((customer) => isDue(customer, scope.now))
  if (due.length === 0) return customers
  const ids = due.map((customer) => customer.id)
  const facts = await readFacts(scope, readsInForce(scope), ids, firstTransitionAt(due))
  const outcomes = due.flatMap(
    (customer) => resolveDueTransitions(scope, customer, facts.of(customer.id)) ?? [],
  )
  // What time alone has done is nobody's doing.
  storeEvaluated({ ...scope, actor: { ...scope.actor, userId: 0 } }, outcomes)
  const now = new Map(outcomes.map(({ after }) => [after.id, after]))
  return customers.map((customer) => now.get(customer.id) ?? customer)
}

/** Stores what evaluations alone have changed: no more of a row than they can. */
export function storeEvaluated(scope: Scope, outcomes: readonly Outcome[]): void {
  const written = outcomes.filter(({ before, after }) => before !== after)
  updateEvaluated.run(
    scope.trx,
    scope.actor.accountId,
    written.map(({ after }) => toRow(after)),
  )
  storeMoves(scope, written)
}

function store(scope: Scope, outcomes: readonly Outcome[]): void {
  const written = outcomes.filter(({ before, after }) => before !== after)
  const { accountId } = scope.actor
  const { trx } = scope
  const added = written.filter(({ before }) => before === undefined).map(({ after }) => after)
  const changed = written.filter(({ before }) => before !== undefined).map(({ after }) => after)
  insertCustomers.run(trx, accountId, added.map(toRow))
  updateCustomers.run(trx, accountId, changed.map(toRow))
  saveSearchRows(scope, 'customers', written)
  saveTagRows(trx, accountId, written)
  storeMoves(scope, written)
}

/** What follows from moves: members, counts, history; and the events of all that was written. */
function storeMoves(scope: Scope, written: readonly Outcome[]): void {
  const { trx, actor } = scope
  const members = memberDifferences(scope, written)
  deleteMembers(trx, actor.accountId, members.gone)
  insertMembers.run(trx, actor.accountId, members.added)
  insertCountDeltas.run(trx, actor.accountId, members.counts)
  recordMoves(
    scope,
    written.flatMap(({ moves }) => moves),
  )
  recordEvents(scope, customerEvents(scope, written))
}

function memberDifferences(scope: Scope, changes: readonly Outcome[]) {
  const gone: Member[] = []
  const added: Member[] = []
  const deltas = new Map<number, number>()
  const { segmentsBySlot } = scope.definitions
  const note = (list: Member[], slot: number, customer_id: number, delta: number) => {
    const segment = segmentsBySlot[slot]
    if (segment === undefined) return // the segment was deleted, and its rows with it
    list.push({ segment_id: segment.id, customer_id })
    deltas.set(segment.id, (deltas.get(segment.id) ?? 0) + delta)
  }
  for (const { before, after } of changes) {
    const old = slotsShown(before)
    const now = slotsShown(after)
    for (const slot of old) if (!now.has(slot)) note(gone, slot, after.id, -1)
    for (const slot of now) if (!old.has(slot)) note(added, slot, after.id, 1)
  }
  const counts: CountDelta[] = []
  for (const [segment_id, customers] of deltas) if (customers !== 0) counts.push({ segment_id, customers })
  return { gone, added, counts }
}
