import type { Definitions } from '../account/definitions.ts'
import type { Scope } from '../account/scope.ts'
import type { Refuse } from '../core/errors.ts'
import { applyFieldValues } from '../core/field-types/values.ts'
import { type HandMarks, withHandMark } from '../core/membership.ts'
import { unitsOf, wholeUnitsOf } from '../core/money.ts'
import { expectedByHand } from '../core/expectation.ts'
import { EMPTY_MASK, maskHas, maskOf, maskWithout, type SegmentMask, slotsOf } from '../core/segment-mask.ts'
import { averageCheck } from '../core/totals.ts'
import { minorAmount } from '../http/amounts.ts'
import { applyTags } from '../tags/apply.ts'
import type { TagIndex } from '../tags/tag-index.ts'
import type { Change, Customer } from '../engine/customer.ts'
import { isUnchanged } from '../engine/difference.ts'
import type { CustomerPatch } from './schema.ts'

/** A customer as a write leaves it, before the rules are evaluated, and the segments that the write takes it out of. */
export type Written = Required<Pick<Change, 'after' | 'takenOut'>>

/**
 * A customer with one written item applied to it; everything that cannot be taken is told to `refuse`. What equals the stored value is
 * never an error and changes nothing, because clients send whole copies back: an item of nothing else gives `before` itself.
 * Tags that the item names must be in the index.
 */
export function applyPatch(
  scope: Pick<Scope, 'definitions' | 'now'>,
  before: Customer,
  item: CustomerPatch,
  tags: TagIndex,
  refuse: Refuse,
): Written {
  const { definitions } = scope
  const isPeriodicity = definitions.account.customers_mode === 'periodicity'
  if (isPeriodicity && item.next_date === null && before.next_date !== null)
    refuse('InvalidType', 'next_date', { type: 'int' })
  const echo = item.created_at !== undefined && item.created_at === before.created_at
  const after: Customer = {
    ...before,
    name: item.name ?? before.name,
    next_price_minor: nextPrice(definitions, item, before, echo, refuse),
    next_date: item.next_date === undefined ? before.next_date : item.next_date,
    responsible_user_id: user(
      definitions,
      item.responsible_user_id,
      before.responsible_user_id,
      'responsible_user_id',
      refuse,
    ),
    periodicity: periodicity(definitions, item, before, echo, refuse),
    created_by: author(definitions, item.created_by, before.created_by, 'created_by', refuse),
    created_at: item.created_at ?? before.created_at,
    updated_by: author(
      definitions,
      echo ? undefined : item.updated_by,
      before.updated_by,
      'updated_by',
      refuse,
    ),
    fields: applyFieldValues(
      before.fields,
      item.custom_fields_values ?? null,
      definitions.customerFields,
      definitions.calendar,
      refuse,
    ),
    tag_ids: applyTags(before.tag_ids, item, tags, refuse),
  }
  const placed = applyStage(scope, { ...after, ...expectedByHand(before, after) }, item.status_id, refuse)
  const { marks, takenOut } = applySegments(definitions, placed, item, refuse)
  const marked = { ...placed, ...marks }
  return { after: isUnchanged(before, marked) ? before : marked, takenOut }
}

/**
 * The expected price, in minor units. A client that knows whole amounts only sends back the one that it was shown, which would cut off
 * cents: with an echoed `created_at` it counts as not sent (docs/compatibility.md).
 */
function nextPrice(
  { currencyDigits }: Definitions,
  { next_price: written }: CustomerPatch,
  { next_price_minor: present }: Customer,
  echo: boolean,
  refuse: Refuse,
): number {
  if (written === undefined || written === unitsOf(present, currencyDigits)) return present
  if (echo && written === wholeUnitsOf(present, currencyDigits)) return present
  return minorAmount(written, 'next_price', currencyDigits, refuse)
}

/**
 * The days between purchases. The reader of the official SDK overwrites the field with `average_check`, and a save sends that back: with
 * an echoed `created_at` it counts as not sent (docs/compatibility.md).
 */
function periodicity(
  { currencyDigits }: Definitions,
  { periodicity: written }: CustomerPatch,
  before: Customer,
  echo: boolean,
  refuse: Refuse,
): number {
  if (written === undefined) return before.periodicity
  const average = averageCheck(before)
  const averages = [wholeUnitsOf(average, currencyDigits), unitsOf(average, currencyDigits)]
  if (echo && averages.includes(written)) return before.periodicity
  if (!Number.isInteger(written)) refuse('InvalidType', 'periodicity', { type: 'int' })
  return written
}

/** A user who can be responsible: active, unless it is the present one. */
function user(
  definitions: Definitions,
  id: number | undefined,
  present: number,
  path: string,
  refuse: Refuse,
): number {
  if (id === undefined || id === present) return present
  if (definitions.users.get(id)?.is_active) return id
  refuse('NotSupportedChoice', path)
  return present
}

/** A user of the account, or 0 for the robot. */
function author(
  definitions: Definitions,
  id: number | undefined,
  present: number,
  path: string,
  refuse: Refuse,
): number {
  if (id === undefined || id === present) return present
  if (id === 0 || definitions.users.has(id)) return id
  refuse('NotSupportedChoice', path)
  return present
}

/** `status_id` places by hand; the present value is no placement, and while stages sleep none is made. */
function applyStage(
  { definitions, now }: Pick<Scope, 'definitions' | 'now'>,
  customer: Customer,
  id: number | undefined,
  refuse: Refuse,
): Customer {
  if (id === undefined || id === customer.status_id) return customer
  if (!definitions.hasStage(id)) {
    refuse('NotSupportedChoice', 'status_id')
    return customer
  }
  if (definitions.account.customers_mode !== 'periodicity') return customer
  return { ...customer, status_id: id, placed_at: now }
}

/**
 * Hand marks of segments. `_embedded.segments` is the set that a client knows, which may be stale: an id whose member the customer is
 * changes nothing, another id gets a mark unless the customer is kept out there, a mark whose id is absent goes. `segments_to_add` and
 * `segments_to_delete` are meant as they stand.
 */
function applySegments(
  definitions: Definitions,
  { segments, hand_segments, out_segments }: Customer,
  item: CustomerPatch,
  refuse: Refuse,
): { readonly marks: HandMarks; readonly takenOut: SegmentMask } {
  let marks: HandMarks = { hand_segments, out_segments }
  if (definitions.account.customers_mode !== 'segments') return { marks, takenOut: EMPTY_MASK }
  const slots = (list: readonly { id: number }[], path: string): number[] =>
    list.flatMap(({ id }, i) => {
      const segment = definitions.segments.get(id)
      if (segment === undefined) refuse('NotSupportedChoice', `${path}.${i}.id`)
      return segment ? [segment.slot] : []
    })
  const listed = item._embedded?.segments
  if (listed !== undefined && listed !== null) {
    const wanted = slots(listed, '_embedded.segments')
    const kept = slotsOf(hand_segments).filter((slot) => wanted.includes(slot))
    const added = wanted.filter((slot) => !maskHas(segments, slot) && !maskHas(out_segments, slot))
    marks = { ...marks, hand_segments: maskOf([...kept, ...added]) }
  }
  for (const slot of slots(item.segments_to_add ?? [], 'segments_to_add'))
    marks = withHandMark(marks, slot, 'in')
  const taken = slots(item.segments_to_delete ?? [], 'segments_to_delete')
  for (const slot of taken) marks = { ...marks, hand_segments: maskWithout(marks.hand_segments, slot) }
  return { marks, takenOut: maskOf(taken) }
}
