import type { UnixSeconds } from '../core/actor.ts'
import type { Seen } from '../core/conditions/kind.ts'
import type { EntityNoun } from '../core/entity-names.ts'
import type { HandMark } from '../core/membership.ts'
import type { Leaf } from '../core/conditions/tree.ts'

/** What made the engine evaluate a customer: a write, a change of rules, a moment that came. */
export type CauseName =
  | 'customer_added'
  | 'customer_changed'
  | 'customer_deleted'
  | 'customer_restored'
  | 'bulk'
  | 'purchase_added'
  | 'purchase_deleted'
  | 'segment_rules_changed'
  | 'segment_deleted'
  | 'stage_rules_changed'
  | 'stages_changed'
  | 'field_changed'
  | 'tag_deleted'
  | 'tag_merged'
  | 'rules_applied'
  | 'mode_changed'
  | 'timezone_changed'
  | 'upgraded'
  | 'time'

/** Something of the account with the name that it had then; null where it was gone already, or where an event from before 0.2.0 lacks it. */
export type Named = { readonly id: number; readonly name: string | null }
type Unknown = { readonly id: null; readonly name: null }

/** A value before and after. */
export type Difference<Value = unknown> = readonly [before: Value, after: Value]

/** Values of properties before and after, of those that differ. */
export type Differences = Readonly<Record<string, Difference>>

/** Why a customer moved. `cause_id` is the purchase, bulk change, segment, stage, field or tag that the cause is about, if it is about one. */
type Why = {
  /** null: not known, for the event is from before 0.2.0. */
  readonly cause: CauseName | null
  readonly cause_id?: number
}

type Move = Why & {
  /** The moment of the move: for one by time, that of the transition, which may lie before the one at which it was recorded. */
  readonly at: UnixSeconds | null
  /** Whether a hand placed the customer, and no rule. */
  readonly by_hand: boolean | null
  /** The leaf of the rule that decided, whether it holds, and the values that it saw. */
  readonly leaf?: Leaf
  /** Absent beside a leaf in events from before 0.2.0. */
  readonly holds?: boolean
  readonly seen?: Seen
}

type FieldDifference = {
  /** The name of the field. */
  readonly name: string | null
  /** The stored values. */
  readonly change: Difference
  /** The options that the values name, of a field with a list. */
  readonly options?: readonly Named[]
}

/** The properties of a customer that a write has changed. */
export type CustomerDifferences = {
  readonly name?: Difference<string>
  readonly next_price?: Difference<number>
  readonly next_date?: Difference<UnixSeconds | null>
  readonly responsible_user?: Difference<Named>
  readonly periodicity?: Difference<number>
  readonly closest_task_at?: Difference<UnixSeconds | null>
  readonly ltv?: Difference<number>
  readonly purchases_count?: Difference<number>
  readonly first_purchase_at?: Difference<UnixSeconds | null>
  readonly last_purchase_at?: Difference<UnixSeconds | null>
  readonly created_by?: Difference<number>
  readonly created_at?: Difference<UnixSeconds>
  /** Present where the write names another author than the one who made it. */
  readonly updated_by?: Difference<number>
  readonly tags_added?: readonly Named[]
  readonly tags_removed?: readonly Named[]
  readonly [field: `fields.${string}`]: FieldDifference
}

type Purchase = { readonly customer_id: number; readonly price: number }
type Target = { readonly name: string; readonly color: string }
type Field = {
  readonly entity: string
  readonly name: string
  readonly type: string
  readonly code: string | null
}

/** The entities whose events the store of entities records. */
type StoredNoun = Exclude<EntityNoun, 'customer' | 'transaction' | 'segment'>

/** The data of each type of event, self-contained as of then. */
export type EventData = OwnEventData & {
  readonly [Type in `${StoredNoun}_added` | `${StoredNoun}_deleted` | `${StoredNoun}_restored`]: {
    readonly name: string
  }
} & { readonly [Type in `${StoredNoun}_changed`]: EntityDifferences }

/** Values before and after of the properties that differ; of fields under `fields.<id>`, as they are stored. */
type EntityDifferences =
  Differences | { readonly tags_added?: readonly Named[]; readonly tags_removed?: readonly Named[] }

type OwnEventData = {
  readonly customer_added: {
    readonly name: string | null
    readonly responsible_user: Named | null
    readonly stage: Named | null
    readonly next_date: UnixSeconds | null
    readonly next_price: number | null
    readonly tags: readonly Named[] | null
  }
  readonly customer_changed: CustomerDifferences
  readonly customer_deleted: { readonly name: string | null }
  readonly customer_restored: { readonly name: string | null; readonly stage: Named | null }
  readonly customer_stage_changed: Move & { readonly from: Named; readonly to: Named }
  /** The stage stands, and what keeps the customer there has changed: a hand placement, or the verdict below one. */
  readonly customer_placement_changed: Why & {
    readonly stage: Named | null
    readonly by_hand?: Difference<boolean>
    readonly verdict?: Difference<Named>
  }
  readonly customer_entered_segment: Move & { readonly segment: Named | Unknown }
  readonly customer_left_segment: Move & { readonly segment: Named | Unknown }
  readonly customer_hand_mark_changed: Why & {
    readonly segment: Named | Unknown
    readonly mark: Difference<HandMark>
  }
  readonly transaction_added: Purchase & { readonly completed_at: UnixSeconds }
  readonly transaction_deleted: Purchase
  readonly stage_added: Target & { readonly sort: number }
  readonly stage_changed: Differences
  readonly stage_deleted: { readonly name: string }
  readonly segment_added: Target
  readonly segment_changed: Differences
  readonly segment_deleted: { readonly name: string }
  readonly custom_field_added: Field
  readonly custom_field_changed: Differences
  readonly custom_field_deleted: Field
  readonly tag_added: { readonly name: string }
  readonly tag_changed: Differences
  /** `merged_into` is the tag that whatever bore it has now, if it was merged. */
  readonly tag_deleted: { readonly name: string; readonly merged_into?: Named }
  readonly mode_changed: {
    readonly mode: Difference<'segments' | 'periodicity'>
    readonly is_enabled: Difference<boolean>
  }
  readonly account_changed: Differences
}

export type EventType = keyof EventData

export type EventEntity = EntityNoun | 'stage' | 'custom_field' | 'tag' | 'account'

/** What an event is about. `version` is that of the entity after it, null for one without versions. */
type About = {
  readonly entity_type: EventEntity
  readonly entity_id: number
  readonly version: number | null
}

/**
 * An event to record. {@link recordEvents} completes `data`: `tags` are lists of tag ids by the property that names them, `seen` are the
 * values of a move. Events that have the rest in common share one object, which is then sent once.
 */
export type NewEvent = {
  readonly [Type in EventType]: About & {
    readonly type: Type
    readonly data: NewData<Type>
    readonly tags?: Tags
    readonly seen?: Seen
  }
}[EventType]

export type NewData<Type extends EventType> = Omit<EventData[Type], keyof Tags | 'seen'>

export type Tags = {
  readonly tags?: readonly number[]
  readonly tags_added?: readonly number[]
  readonly tags_removed?: readonly number[]
}

/** An event as it is read. `number` counts the events of the account. */
export type Event = {
  readonly [Type in EventType]: About & {
    readonly number: number
    readonly type: Type
    /** Who wrote; 0 for the program itself. */
    readonly created_by: number
    readonly created_at: UnixSeconds
    readonly data: EventData[Type]
  }
}[EventType]
