import type { Scope } from '../account/scope.ts'
import type { Leaf } from '../core/conditions/tree.ts'
import { changedValues } from '../core/field-types/changed-values.ts'
import type { FieldEntry } from '../core/field-types/field-set.ts'
import { type AmountColumn, apiNameOf } from '../core/customer-columns.ts'
import { handMarkOf } from '../core/membership.ts'
import { unitsOf } from '../core/money.ts'
import { isPlacedByHand } from '../core/placement.ts'
import { sameMask, slotsOf } from '../core/segment-mask.ts'
import type { Seen } from '../core/conditions/kind.ts'
import { tagDifferences } from '../events/tag-differences.ts'
import type {
  CustomerDifferences,
  Difference,
  EventType,
  Named,
  NewData,
  NewEvent,
  Tags,
} from '../events/types.ts'
import { BLANK_CUSTOMER, type Customer } from './customer.ts'
import type { Cause, Move } from './move.ts'
import type { Outcome } from './resolve.ts'

/** The definitions that stand, and those that a write has replaced: a stage that is left may be gone. */
type Known = Pick<Scope, 'definitions' | 'previous' | 'actor'>

/** How a property reaches the events: as itself, in a form of its own, in the event of a move, or not at all. */
type Form = 'as stored' | 'in currency units' | 'in its form' | 'by moves' | 'never'

const PROPERTIES: { readonly [Name in keyof Customer]: Form } = {
  id: 'never',
  name: 'as stored',
  next_price_minor: 'in currency units',
  next_date: 'as stored',
  base_next_date: 'never',
  next_date_after: 'never',
  base_next_price_minor: 'never',
  next_price_after: 'never',
  purchases_recorded: 'never',
  responsible_user_id: 'in its form',
  status_id: 'by moves',
  placed_at: 'by moves',
  verdict_id: 'by moves',
  periodicity: 'as stored',
  created_by: 'as stored',
  updated_by: 'in its form',
  created_at: 'as stored',
  // That of the event.
  updated_at: 'never',
  closest_task_at: 'as stored',
  ltv_minor: 'in currency units',
  purchases_count: 'as stored',
  first_purchase_at: 'as stored',
  last_purchase_at: 'as stored',
  tag_ids: 'in its form',
  fields: 'in its form',
  segments: 'by moves',
  hand_segments: 'by moves',
  out_segments: 'by moves',
  version: 'never',
  deleted_at: 'by moves',
  due_at: 'never',
  evaluated_at: 'never',
}
const AS_STORED = Object.entries(PROPERTIES).flatMap(([name, form]) =>
  form === 'as stored' ? [name as keyof Customer & keyof CustomerDifferences] : [],
)

const AMOUNTS = Object.entries(PROPERTIES).flatMap(([name, form]) =>
  form === 'in currency units' ? [name as keyof Customer & AmountColumn] : [],
)

/** Makes an event of one customer. */
type MakeEvent = <Type extends EventType>(
  type: Type,
  data: NewData<Type>,
  own?: { readonly tags?: Tags | undefined; readonly seen?: Seen | undefined },
) => NewEvent

/**
 * Returns the events of outcomes, each customer's in the order of what follows from what: added or restored, changed, moved to a stage,
 * marked by hand, entered and left segments, deleted. None where only the moment has changed at which a customer is due; every version
 * of a customer has at least one.
 */
export function customerEvents(known: Known, outcomes: readonly Outcome[]): NewEvent[] {
  const shared = new SharedData()
  return outcomes.flatMap((outcome) =>
    outcome.before?.version === outcome.after.version ? [] : eventsOf(known, outcome, shared),
  )
}

function eventsOf(known: Known, outcome: Outcome, shared: SharedData): NewEvent[] {
  const { before, after, moves } = outcome
  const event: MakeEvent = (type, data, own) =>
    ({
      type,
      entity_type: 'customer',
      entity_id: after.id,
      version: after.version,
      data,
      ...own,
    }) as unknown as NewEvent
  const segments = moves.flatMap((move) => {
    if (move.kind !== 'segment') return []
    const byHand = move.reason.hand === true
    const data = shared.of(move, `segment ${move.targetId} ${byHand}`, () => ({
      segment: segmentNamed(known, move.targetId),
      by_hand: byHand,
      ...reasonOf(move),
    }))
    const type = move.entered ? 'customer_entered_segment' : 'customer_left_segment'
    return event(type, data, { seen: move.reason.seen })
  })
  const marks = handMarks(known, outcome).map((mark) => event('customer_hand_mark_changed', mark))
  if (before === undefined)
    return [
      event('customer_added', essentials(known, after), { tags: { tags: after.tag_ids } }),
      ...marks,
      ...segments,
    ]
  const isDeleted = before.deleted_at === null && after.deleted_at !== null
  const isRestored = before.deleted_at !== null && after.deleted_at === null
  const { differences, tags } = differencesOf(known, before, after)
  const isChanged = tags !== undefined || Object.keys(differences).length > 0
  const stages = isDeleted || isRestored ? [] : stageEvents(known, outcome, event, shared)
  const events = [
    ...(isRestored
      ? [event('customer_restored', { name: after.name, stage: stageNamed(known, after.status_id) })]
      : []),
    ...(isChanged ? [event('customer_changed', differences, { tags })] : []),
    ...stages,
    ...marks,
    ...segments,
    ...(isDeleted ? [event('customer_deleted', { name: after.name })] : []),
  ]
  return events.length > 0
    ? events
    : [event('customer_changed', { updated_by: [before.updated_by, after.updated_by] })]
}

/** The data of moves but for the values seen: one object for all moves that share them, because a change of rules moves many at once. */
class SharedData {
  readonly #byLeaf = new Map<Leaf | undefined, Map<string, object>>()

  /** `key` stands for all that `make` takes in beside the reason of the move. */
  of<Data extends object>({ at, reason }: Move, key: string, make: () => Data): Data {
    let known = this.#byLeaf.get(reason.leaf)
    if (known === undefined) this.#byLeaf.set(reason.leaf, (known = new Map<string, object>()))
    const whole = `${key} ${at} ${reason.cause} ${reason.id} ${reason.holds}`
    let data = known.get(whole)
    if (data === undefined) known.set(whole, (data = make()))
    return data as Data
  }
}

function essentials(known: Known, customer: Customer): NewData<'customer_added'> {
  const { name, responsible_user_id, status_id, next_date, next_price_minor } = customer
  return {
    name,
    responsible_user: userNamed(known, responsible_user_id),
    stage: stageNamed(known, status_id),
    next_date,
    next_price: unitsOf(next_price_minor, known.definitions.currencyDigits),
  }
}

function differencesOf(
  known: Known,
  before: Customer,
  after: Customer,
): { differences: NewData<'customer_changed'>; tags: Tags | undefined } {
  const differences: Record<string, unknown> = {}
  for (const name of AS_STORED)
    if (before[name] !== after[name]) differences[name] = [before[name], after[name]]
  const { currencyDigits } = known.definitions
  for (const name of AMOUNTS)
    if (before[name] !== after[name])
      differences[apiNameOf(name)] = [
        unitsOf(before[name], currencyDigits),
        unitsOf(after[name], currencyDigits),
      ]
  if (before.responsible_user_id !== after.responsible_user_id)
    differences['responsible_user'] = [
      userNamed(known, before.responsible_user_id),
      userNamed(known, after.responsible_user_id),
    ]
  if (isOtherAuthor(known, before, after)) differences['updated_by'] = [before.updated_by, after.updated_by]
  addFields(differences, known, before, after)
  return {
    differences: differences as NewData<'customer_changed'>,
    tags: tagDifferences(before.tag_ids, after.tag_ids),
  }
}

/** A write may name another author than who makes it; a move by the engine alone bears the author 0. */
function isOtherAuthor({ actor }: Known, before: Customer, after: Customer): boolean {
  if (before.updated_by === after.updated_by || after.updated_by === actor.userId) return false
  return after.updated_by !== 0 || before.status_id === after.status_id
}

function addFields(
  differences: Record<string, unknown>,
  { definitions, previous }: Known,
  before: Customer,
  after: Customer,
): void {
  for (const changed of changedValues(before.fields, after.fields)) {
    const { fieldId } = changed
    const change: Difference = [changed.before, changed.after]
    const entry = definitions.customerFields.entry(fieldId) ?? previous?.customerFields.entry(fieldId)
    const options = entry && optionsNamed(entry, change)
    differences[`fields.${fieldId}`] = {
      name: entry?.field.name ?? null,
      change,
      ...(options && { options }),
    }
  }
}

function optionsNamed({ field, type }: FieldEntry, values: readonly unknown[]): Named[] | undefined {
  if (field.enums === null) return undefined
  const ids = new Set(values.flatMap((value) => (value === null ? [] : type.tokens(value))))
  return field.enums.flatMap(({ id, value }) => (ids.has(String(id)) ? [{ id, name: value }] : []))
}

/** A stage that is left comes directly before the one that is entered. */
function stageEvents(
  known: Known,
  { before, after, moves, cause }: Outcome,
  event: MakeEvent,
  shared: SharedData,
): NewEvent[] {
  const left = moves.filter(({ kind, entered }) => kind === 'stage' && !entered)
  const entered = moves.filter((move) => move.kind === 'stage' && move.entered)
  if (entered.length > 0)
    return entered.map((move, i) => {
      const from = left[i]?.targetId as number
      const byHand = i === entered.length - 1 && isPlacedByHand(after)
      const data = shared.of(move, `stage ${from} ${move.targetId} ${byHand}`, () => ({
        from: stageNamed(known, from),
        to: stageNamed(known, move.targetId),
        by_hand: byHand,
        ...reasonOf(move),
      }))
      return event('customer_stage_changed', data, { seen: move.reason.seen })
    })
  const wasByHand = before !== undefined && isPlacedByHand(before)
  const isByHand = isPlacedByHand(after)
  const verdictBefore = before?.verdict_id ?? after.verdict_id
  if (wasByHand === isByHand && verdictBefore === after.verdict_id) return []
  const differences = {
    ...(wasByHand !== isByHand && { by_hand: [wasByHand, isByHand] as const }),
    ...(verdictBefore !== after.verdict_id && {
      verdict: [stageNamed(known, verdictBefore), stageNamed(known, after.verdict_id)] as const,
    }),
  }
  const stage = stageNamed(known, after.status_id)
  return [event('customer_placement_changed', { stage, ...differences, ...causeOf(cause) })]
}

function handMarks(known: Known, { before = BLANK_CUSTOMER, after, cause }: Outcome) {
  if (
    sameMask(before.hand_segments, after.hand_segments) &&
    sameMask(before.out_segments, after.out_segments)
  )
    return []
  const slots = [before, after].flatMap((each) => [
    ...slotsOf(each.hand_segments),
    ...slotsOf(each.out_segments),
  ])
  return [...new Set(slots)].flatMap((slot) => {
    const segment = known.definitions.segmentsBySlot[slot]
    const [old, now] = [handMarkOf(before, slot), handMarkOf(after, slot)]
    if (segment === undefined || old === now) return []
    return [{ segment: { id: segment.id, name: segment.name }, mark: [old, now] as const, ...causeOf(cause) }]
  })
}

function reasonOf({ at, reason }: Move) {
  return {
    at,
    ...causeOf(reason),
    ...(reason.leaf && { leaf: reason.leaf, holds: reason.holds }),
  }
}

function causeOf({ cause, id }: Cause) {
  return { cause, ...(id !== undefined && { cause_id: id }) }
}

function segmentNamed({ definitions }: Known, id: number): Named {
  return { id, name: definitions.segments.get(id)?.name ?? null }
}

function stageNamed({ definitions, previous }: Known, id: number): Named {
  const isIt = (stage: { readonly id: number }) => stage.id === id
  return { id, name: (definitions.stages.find(isIt) ?? previous?.stages.find(isIt))?.name ?? null }
}

function userNamed({ definitions }: Known, id: number): Named {
  return { id, name: definitions.users.get(id)?.name ?? null }
}
