import type { Definitions } from '../account/definitions.ts'
import type { UnixSeconds } from '../core/actor.ts'
import { changedValues } from '../core/field-types/changed-values.ts'
import { sameStored } from '../core/field-types/same-stored.ts'
import { type HandMark, handMarkOf, withHandMark } from '../core/membership.ts'
import type { Customer } from '../engine/customer.ts'

type Difference<Value> = readonly [before: Value, after: Value]
/** Where a hand puts a customer: its stage, and the moment at which a hand has put it there. */
type Placement = Pick<Customer, 'status_id' | 'placed_at'>

/** What a bulk change has made another of one customer, with what was there before: as it is stored, for taking it back. */
export type Touched = {
  readonly tags_added?: readonly number[]
  readonly tags_removed?: readonly number[]
  /** Tags that it added, and into which others of the customer have been merged since. */
  readonly tags_merged?: readonly number[]
  /** Stored values by the id of the field; null where there is none. */
  readonly fields?: Readonly<Record<string, Difference<unknown>>>
  readonly responsible_user_id?: Difference<number>
  /** Hand marks by the id of the segment. */
  readonly hands?: Readonly<Record<string, Difference<HandMark>>>
  readonly stage?: Difference<Placement>
  readonly deleted_at?: UnixSeconds
}

/** What of a customer a bulk change may touch. */
export type Reach = {
  readonly hands: readonly { readonly id: number; readonly slot: number }[]
  readonly stage: boolean
}

/** Returns what a bulk change touched: what differs of its reach. What follows by rules is none of it. */
export function touchedBetween(before: Customer, after: Customer, { hands, stage }: Reach): Touched {
  const fields = changedValues(before.fields, after.fields)
  const marks = hands.flatMap(({ id, slot }) => {
    const mark = [handMarkOf(before, slot), handMarkOf(after, slot)] as const
    return mark[0] === mark[1] ? [] : [[id, mark] as const]
  })
  const tags_added = after.tag_ids.filter((id) => !before.tag_ids.includes(id))
  const tags_removed = before.tag_ids.filter((id) => !after.tag_ids.includes(id))
  return {
    ...(tags_added.length > 0 && { tags_added }),
    ...(tags_removed.length > 0 && { tags_removed }),
    ...(fields.length > 0 && {
      fields: Object.fromEntries(fields.map((each) => [each.fieldId, [each.before, each.after] as const])),
    }),
    ...(before.responsible_user_id !== after.responsible_user_id && {
      responsible_user_id: [before.responsible_user_id, after.responsible_user_id] as const,
    }),
    ...(marks.length > 0 && { hands: Object.fromEntries(marks) }),
    ...(stage &&
      !sameStored(placementOf(before), placementOf(after)) && {
        stage: [placementOf(before), placementOf(after)] as const,
      }),
    ...(before.deleted_at === null && after.deleted_at !== null && { deleted_at: after.deleted_at }),
  }
}

function placementOf({ status_id, placed_at }: Customer): Placement {
  return { status_id, placed_at }
}

/** A customer with what is unchanged since taken back, and the properties that are not. */
export type TakenBack = { readonly after: Customer; readonly kept: readonly string[] }

/**
 * Takes back what a bulk change has touched of a customer that is not deleted: each property that is still as that change left it. Stages
 * and hand marks stay while their engine sleeps, and so does what names something that is gone. `hasTag` says which tags are there.
 */
export function takenBack(
  definitions: Definitions,
  customer: Customer,
  touched: Touched,
  hasTag: (id: number) => boolean,
): TakenBack {
  const { customers_mode: mode } = definitions.account
  const kept: string[] = []
  let after = customer
  const put = (property: string, isSame: boolean, changed: () => Customer) => {
    if (isSame) after = changed()
    else kept.push(property)
  }
  const withTags = (ids: Iterable<number>) => ({ ...after, tag_ids: [...ids].sort((a, b) => a - b) })
  for (const id of touched.tags_added ?? [])
    put(`tags.${id}`, after.tag_ids.includes(id), () => withTags(after.tag_ids.filter((tag) => tag !== id)))
  kept.push(...(touched.tags_merged ?? []).map((id) => `tags.${id}`))
  for (const id of touched.tags_removed ?? [])
    put(`tags.${id}`, !after.tag_ids.includes(id) && hasTag(id), () => withTags([...after.tag_ids, id]))
  for (const [id, [before, set]] of Object.entries(touched.fields ?? {})) {
    const isSame =
      definitions.customerFields.entry(id) !== undefined && sameStored(after.fields[id] ?? null, set)
    put(`custom_fields_values.${id}`, isSame, () => ({
      ...after,
      fields: withValue(after.fields, id, before),
    }))
  }
  if (touched.responsible_user_id !== undefined) {
    const [before, set] = touched.responsible_user_id
    put('responsible_user_id', after.responsible_user_id === set, () => ({
      ...after,
      responsible_user_id: before,
    }))
  }
  for (const [id, [before, set]] of Object.entries(touched.hands ?? {})) {
    const slot = definitions.segments.get(Number(id))?.slot
    const isSame = mode === 'segments' && slot !== undefined && handMarkOf(after, slot) === set
    put(`segments.${id}`, isSame, () => ({ ...after, ...withHandMark(after, slot as number, before) }))
  }
  if (touched.stage !== undefined) {
    const [before, set] = touched.stage
    const isSame =
      mode === 'periodicity' && definitions.hasStage(before.status_id) && sameStored(placementOf(after), set)
    put('status_id', isSame, () => ({ ...after, ...before }))
  }
  return { after, kept }
}

function withValue(fields: Customer['fields'], id: string, value: unknown): Customer['fields'] {
  const { [id]: _, ...others } = fields
  return value === null ? others : { ...others, [id]: value }
}
