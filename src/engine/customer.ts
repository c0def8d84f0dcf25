import type { RelatedFacts } from '../core/conditions/facts.ts'
import {
  type ColumnsWith,
  type ColumnValues,
  CUSTOMER_COLUMNS,
  MASK_HALVES,
  type MaskHalf,
} from '../core/customer-columns.ts'
import type { FieldValues } from '../core/field-types/values.ts'
import { EMPTY_MASK, maskWithout, type SegmentMask } from '../core/segment-mask.ts'

const BLANKS = {
  bigint: 0,
  boolean: false,
  text: '',
  'bigint[]': Object.freeze([]),
  jsonb: Object.freeze({}),
}

type GeneratedColumn = ColumnsWith<{ generated: true }>

/** A customer as the rules see it. Writes make a new one of it; {@link saveCustomers} stores the difference. */
export type Customer = Readonly<Omit<ColumnValues, MaskHalf | GeneratedColumn | 'tag_ids' | 'fields'>> & {
  readonly tag_ids: readonly number[]
  readonly fields: FieldValues
  /** The segments it is in. */
  readonly segments: SegmentMask
  /** The segments a hand has put it in. */
  readonly hand_segments: SegmentMask
  /** The segments a hand keeps it out of: none of those above. */
  readonly out_segments: SegmentMask
}

/** A customer of whom nothing is known: zeros, and nothing where there may be nothing. */
export const BLANK_CUSTOMER = Object.freeze({
  ...Object.fromEntries(
    Object.entries(CUSTOMER_COLUMNS)
      .filter(([name, spec]) => !('generated' in spec) && !MASK_HALVES.has(name))
      .map(([name, spec]) => [name, 'nullable' in spec ? null : BLANKS[spec.type]]),
  ),
  segments: EMPTY_MASK,
  hand_segments: EMPTY_MASK,
  out_segments: EMPTY_MASK,
}) as Customer

/** Returns a customer without a trace of the segment that has this slot: neither in it nor marked. */
export function withoutSlot(customer: Customer, slot: number): Customer {
  return {
    ...customer,
    segments: maskWithout(customer.segments, slot),
    hand_segments: maskWithout(customer.hand_segments, slot),
    out_segments: maskWithout(customer.out_segments, slot),
  }
}

/**
 * A change of one customer: what it was, unless it is new, and what it shall be; `before` itself where only the rules may change
 * something. A quiet change is no write of the customer, and leaves the moment and the author of its last one.
 */
export type Change = {
  readonly before: Customer | undefined
  readonly after: Customer
  readonly quiet?: true
  /** Segments that a hand takes the customer out of: it is kept out of those that would have it all the same. */
  readonly takenOut?: SegmentMask
  /** Where the change touches what rules read beyond the row: that as it was, and as it is then. */
  readonly related?: { readonly before: RelatedFacts; readonly after: RelatedFacts }
}
