import type { Definitions } from '../account/definitions.ts'
import type { UnixSeconds } from '../core/actor.ts'
import type { RelatedFacts } from '../core/conditions/facts.ts'
import { type SegmentMask, slotsOf } from '../core/segment-mask.ts'
import type { Customer } from '../engine/customer.ts'
import { engineOf, evaluated, dueTransitions, isDue } from '../engine/evaluate.ts'
import { differing, type Finding } from './difference.ts'

/** Transitions that change nothing; behind so many, nobody waits for the one that does. */
const MAX_IDLE_TRANSITIONS = 1000

/**
 * Whether nothing is pending of a customer at a moment: its due transitions are applied in memory, and then one more evaluation of
 * every rule in force changes nothing; nor does anything change before the moment at which it is due.
 */
export function pendingOf(
  definitions: Definitions,
  customer: Customer,
  related: RelatedFacts,
  at: UnixSeconds,
): Finding[] {
  if (customer.deleted_at !== null) return differing('due_at of a deleted customer', customer.due_at, null)
  if (engineOf(definitions) === undefined) return []
  const evaluatedAt = (present: Customer, moment: UnixSeconds) =>
    evaluated(definitions, present, moment, related)
  const now = Math.max(at, customer.evaluated_at)
  if (isDue(customer, now)) {
    const due = customer.due_at as number
    const played = dueTransitions(definitions, customer, now, related).at(-1) as Customer
    return [
      // The second before it was due, all was still as it had been evaluated.
      ...(due > customer.evaluated_at ? moved(definitions, customer, evaluatedAt(customer, due - 1)) : []),
      ...moved(definitions, played, evaluatedAt(played, now)),
    ]
  }
  const present = evaluatedAt(customer, now)
  const findings = moved(definitions, customer, present)
  return findings.length > 0 ? findings : lateDue(definitions, customer, present, related)
}

/** What an evaluation has changed. */
function moved(definitions: Definitions, stored: Customer, expected: Customer): Finding[] {
  const segmentsOf = (mask: SegmentMask) => segmentIds(definitions, mask)
  return [
    ...differing('status_id', stored.status_id, expected.status_id),
    ...differing('placed_at', stored.placed_at, expected.placed_at),
    ...differing('verdict_id', stored.verdict_id, expected.verdict_id),
    ...differing('segments', segmentsOf(stored.segments), segmentsOf(expected.segments)),
    ...differing('hand marks', segmentsOf(stored.hand_segments), segmentsOf(expected.hand_segments)),
  ]
}

/** The segments of a mask by id, ascending; a slot without a segment as `slot 7`. */
export function segmentIds(
  { segmentsBySlot }: Pick<Definitions, 'segmentsBySlot'>,
  mask: SegmentMask,
): (number | string)[] {
  const ids = slotsOf(mask).map((slot) => segmentsBySlot[slot]?.id ?? `slot ${slot}`)
  return ids.sort((a, b) => Number(a) - Number(b))
}

/** Plays time forward until something changes: the customer must be due by then. `present` is evaluated already. */
function lateDue(
  definitions: Definitions,
  customer: Customer,
  present: Customer,
  related: RelatedFacts,
): Finding[] {
  const { due_at } = customer
  let state = present
  for (let transitions = 0; state.due_at !== null && transitions < MAX_IDLE_TRANSITIONS; transitions++) {
    if (due_at !== null && due_at <= state.due_at) return []
    const next = evaluated(definitions, state, state.due_at, related)
    if (moved(definitions, state, next).length > 0)
      return [{ what: 'due_at', stored: due_at, expected: state.due_at }]
    state = next
  }
  return []
}
