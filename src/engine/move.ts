import type { UnixSeconds } from '../core/actor.ts'
import type { Seen } from '../core/conditions/kind.ts'
import type { Leaf } from '../core/conditions/tree.ts'
import type { CauseName } from '../events/types.ts'

/** What made the engine look: a write, a change of rules, a moment that came. `id` is that of the purchase, bulk change, segment, stage, field or tag. */
export type Cause = {
  readonly cause: CauseName
  readonly id?: number
}

/** Why a customer entered a stage or segment, or left it. */
export type Reason = Cause & {
  /** Who wrote; 0 where time alone moved it. */
  readonly actor: number
  /** Present where a hand placed it. */
  readonly hand?: true
  /** The leaf of the rule that decided, whether it holds, and the values that it saw. */
  readonly leaf?: Leaf
  /** Absent beside a leaf in rows from before 0.2.0. */
  readonly holds?: boolean
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
