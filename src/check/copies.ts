import type { Definitions } from '../account/definitions.ts'
import { expectedBy } from '../core/expectation.ts'
import type { Customer } from '../engine/customer.ts'
import type { Copies } from './blocks.ts'
import { differing, type Finding } from './difference.ts'
import { segmentIds } from './engine.ts'
import { customerEventFindings } from './events.ts'
import type { CustomerKept } from './queries.ts'

/** Where what only customers have elsewhere does not agree with the customer, or with itself. */
export function customerDisagreements(
  definitions: Definitions,
  customer: Customer,
  copies: Copies<CustomerKept>,
): Finding[] {
  const events = copies.events?.events ?? []
  const isShown = customer.deleted_at === null
  const segments = segmentIds(definitions, customer.segments)
  const putIn = segmentIds(definitions, customer.hand_segments)
  const keptOut = segmentIds(definitions, customer.out_segments)
  const unknown = [...segments, ...putIn, ...keptOut].filter((id) => typeof id === 'string')
  const isPresent = new Set([...segments, ...putIn])
  return [
    ...totals(customer, copies.totals),
    ...expectation(customer, copies.expecting),
    ...differing('rows of segment_members', copies.members?.segments ?? [], isShown ? segments : []),
    ...differing('marks of segments that are none', unknown, []),
    ...differing(
      'segments that it is in, or put in by hand, and kept out of',
      keptOut.filter((id) => isPresent.has(id)),
      [],
    ),
    ...(isShown ? stage(definitions, customer) : []),
    ...stays(customer, isShown ? segments : undefined, copies.stays),
    ...customerEventFindings(definitions, customer, segments, events),
  ]
}

function totals(customer: Customer, bought: CustomerKept['totals'] | undefined): Finding[] {
  return [
    ...differing('ltv_minor', customer.ltv_minor, bought?.ltv_minor ?? 0),
    ...differing('purchases_count', customer.purchases_count, bought?.purchases_count ?? 0),
    ...differing('first_purchase_at', customer.first_purchase_at, bought?.first_purchase_at ?? null),
    ...differing('purchases_recorded', customer.purchases_recorded, bought?.purchases_recorded ?? 0),
    ...differing('last_purchase_at', customer.last_purchase_at, bought?.last_purchase_at ?? null),
  ]
}

/** `next_date` and `next_price` follow from what a hand has last written and the purchases since. */
function expectation(customer: Customer, kept: CustomerKept['expecting'] | undefined): Finding[] {
  const expected = expectedBy(customer, kept?.purchases ?? [])
  return [
    ...differing('next_date', customer.next_date, expected.next_date),
    ...differing('next_price_minor', customer.next_price_minor, expected.next_price_minor),
  ]
}

function stage(definitions: Definitions, { status_id }: Customer): Finding[] {
  if (definitions.hasStage(status_id)) return []
  return [{ what: 'status_id', stored: status_id, expected: 'a stage of the account' }]
}

/** Who is not deleted stays in its stage and its segments, whoever is deleted nowhere. `segments` undefined: deleted. */
function stays(
  { status_id }: Customer,
  segments: readonly (number | string)[] | undefined,
  kept: CustomerKept['stays'] | undefined,
): Finding[] {
  const expected = segments ? [`stage ${status_id}`, ...segments.map((id) => `segment ${id}`)] : []
  return [
    ...differing('open stays', [...(kept?.open ?? [])].sort(), [...expected].sort()),
    ...differing('stays that end before they begin', kept?.backward ?? [], []),
    ...differing('stays that begin before the one before has ended', kept?.overlapping ?? [], []),
    ...differing('stays with half an end', kept?.half ?? [], []),
  ]
}
