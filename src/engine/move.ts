import type { UnixSeconds } from '../core/actor.ts'
import type { Seen } from '../core/conditions/kind.ts'
import type { Leaf } from '../core/conditions/tree.ts'

/** What made the engine look: a write, a change of rules, a moment that came. `id` is that of the purchase, segment, stage, field or tag. */
export type Cause = {
  readonly cause:
    | 'customer_added'
    | 'customer_changed'
    | 'customer_deleted'
    | 'customer_restored'
    | 'purchase_added'
    | 'purchase_deleted'
    | 'segment_rules_changed'
    | 'segment_deleted'
    | 'stage_rules_changed'
    | 'stages_changed'
    | 'field_changed'
    | 'tag_deleted'
    | 'rules_applied'
    | 'mode_changed'
    | 'timezone_changed'
    | 'time'
  readonly id?: number
}

/** Why a customer entered a stage or segment, or left it. */
export type Reason = Cause & {
  /** Who wrote; 0 where time alone moved it. */
  readonly actor: number
  /** Present where a hand placed it. */
  readonly hand?: true
  /** The leaf of the rule that decided, and the values that it saw. */
  readonly leaf?: Leaf
  readonly seen?: Seen
}

export type TargetKind = 'stage' | 'segment'

/** One step of a customer into a target (a stage or a segment) or out of it. Steps of a save are told in their order. */
export type Move = {
  readonly customerId: number
  readonly kind: TargetKind
  readonly targetId: number
  readonly entered: boolean
  readonly at: UnixSeconds
  readonly reason: Reason
}
