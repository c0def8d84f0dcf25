import type { Definitions } from '../account/definitions.ts'
import type { Scope } from '../account/scope.ts'
import type { Refuse } from '../core/errors.ts'
import { applyFieldValues } from '../core/field-types/values.ts'
import { maskHas, maskOf, maskWith, maskWithout, type SegmentMask, slotsOf } from '../core/segment-mask.ts'
import { averageCheck } from '../core/totals.ts'
import { applyTags } from '../tags/apply.ts'
import type { TagIndex } from '../tags/tag-index.ts'
import type { Customer } from '../engine/customer.ts'
import { isUnchanged } from '../engine/difference.ts'
import type { CustomerPatch } from './schema.ts'

/**
 * A customer with one written item applied to it; everything that cannot be taken is told to `refuse`. What equals the stored value is
 * never an error and changes nothing, because clients send whole copies back: an item of nothing else gives `before` itself.
 * Tags that the item names must be in the index.
 */
export function applyPatch(
  scope: Scope,
  before: Customer,
  item: CustomerPatch,
  tags: TagIndex,
  refuse: Refuse,
): Customer {
  const { definitions } = scope
  const isPeriodicity = definitions.account.customers_mode === 'periodicity'
  if (isPeriodicity && item.next_date === null && before.next_date !== null)
    refuse('InvalidType', 'next_date', { type: 'int' })
  const echo = item.created_at !== undefined && item.created_at === before.created_at
  const after: Customer = {
    ...before,
    name: item.name ?? before.name,
    next_price: item.next_price ?? before.next_price,
    next_date: item.next_date === undefined ? before.next_date : item.next_date,
    responsible_user_id: user(
      definitions,
      item.responsible_user_id,
      before.responsible_user_id,
      'responsible_user_id',
      refuse,
    ),
    periodicity: isEchoedAverage(item, before, echo)
      ? before.periodicity
      : (item.periodicity ?? before.periodicity),
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
  const applied = applySegments(
    definitions,
    applyStage(definitions, after, item.status_id, refuse),
    item,
    refuse,
  )
  return isUnchanged(before, applied) ? before : applied
}

/**
 * Whether `periodicity` is what the official SDK makes of it: its reader overwrites the field with `average_check` and a save sends
 * that back (docs/compatibility.md).
 */
function isEchoedAverage(item: CustomerPatch, before: Customer, echo: boolean): boolean {
  return echo && item.periodicity === averageCheck(before)
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
  definitions: Definitions,
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
  return { ...customer, status_id: id, placed_by_hand: true }
}

/**
 * Hand marks of segments: an id whose member the customer is changes nothing, another id gets a mark, a mark whose id is absent
 * goes. `segments_to_add` and `segments_to_delete` change single ones; taking off by hand ends the membership too.
 */
function applySegments(
  definitions: Definitions,
  customer: Customer,
  item: CustomerPatch,
  refuse: Refuse,
): Customer {
  if (definitions.account.customers_mode !== 'segments') return customer
  const slots = (list: readonly { id: number }[], path: string): number[] =>
    list.flatMap(({ id }, i) => {
      const segment = definitions.segments.get(id)
      if (segment === undefined) refuse('NotSupportedChoice', `${path}.${i}.id`)
      return segment ? [segment.slot] : []
    })
  let { segments, hand_segments } = customer
  const listed = item._embedded?.segments
  if (listed !== undefined && listed !== null) {
    const wanted = slots(listed, '_embedded.segments')
    const kept = slotsOf(hand_segments).filter((slot) => wanted.includes(slot))
    hand_segments = maskOf([...kept, ...wanted.filter((slot) => !maskHas(segments, slot))])
  }
  for (const slot of slots(item.segments_to_add ?? [], 'segments_to_add'))
    hand_segments = marked(segments, hand_segments, slot)
  for (const slot of slots(item.segments_to_delete ?? [], 'segments_to_delete')) {
    segments = maskWithout(segments, slot)
    hand_segments = maskWithout(hand_segments, slot)
  }
  return { ...customer, segments, hand_segments }
}

function marked(segments: SegmentMask, hand: SegmentMask, slot: number): SegmentMask {
  return maskHas(segments, slot) ? hand : maskWith(hand, slot)
}
