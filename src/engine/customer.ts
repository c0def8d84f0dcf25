import type { RelatedFacts } from '../core/conditions/facts.ts'
import type { FieldValues } from '../core/field-types/values.ts'
import type { SegmentMask } from '../core/segment-mask.ts'
import type { CustomerRow } from '../db/tables.ts'

/** A customer as the rules see it. Writes make a new one of it; {@link saveCustomers} stores the difference. */
export type Customer = Readonly<
  Omit<
    CustomerRow,
    | 'account_id'
    | 'average_check'
    | 'tag_ids'
    | 'fields'
    | 'segments_low'
    | 'segments_high'
    | 'hand_segments_low'
    | 'hand_segments_high'
  >
> & {
  readonly tag_ids: readonly number[]
  readonly fields: FieldValues
  /** The segments it is in. */
  readonly segments: SegmentMask
  /** The segments a hand has put it in. */
  readonly hand_segments: SegmentMask
}

/**
 * A change of one customer: what it was, unless it is new, and what it shall be; `before` itself where only the rules may change
 * something. A quiet change is no write of the customer, and leaves the moment and the author of its last one.
 */
export type Change = {
  readonly before: Customer | undefined
  readonly after: Customer
  readonly quiet?: true
  /** Where the change touches what rules read beyond the row: that as it was, and as it is then. */
  readonly related?: { readonly before: RelatedFacts; readonly after: RelatedFacts }
}
