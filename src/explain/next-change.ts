import type { Definitions } from '../account/definitions.ts'
import type { UnixSeconds } from '../core/actor.ts'
import type { RelatedFacts } from '../core/conditions/facts.ts'
import type { Customer } from '../engine/customer.ts'
import { evaluated } from '../engine/evaluate.ts'

/** How far ahead time is played: ten years, or so many evaluations. */
const HORIZON_SECONDS = 3653 * 86_400
const MAX_TRANSITIONS = 1000

/**
 * The first moment at which `isThere` changes though nothing is written; null if it does not as far as one looks. The customer has
 * no due transitions.
 */
export function nextChange(
  definitions: Definitions,
  customer: Customer,
  related: RelatedFacts,
  isThere: (customer: Customer) => boolean,
): UnixSeconds | null {
  const until = customer.evaluated_at + HORIZON_SECONDS
  const before = isThere(customer)
  let present = customer
  for (let transition = 0; transition < MAX_TRANSITIONS; transition++) {
    const at = present.due_at
    if (at === null || at > until) return null
    present = evaluated(definitions, present, at, related)
    if (isThere(present) !== before) return at
  }
  return null
}
