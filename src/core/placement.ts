import type { Facts, Moment } from './conditions/facts.ts'
import { type Condition, holds } from './conditions/tree.ts'

/** What a stage is for (published legend of `type`). */
export const STAGE_TYPE = { regular: 0, expected: 1, missed: 2, closed: 3, recent: 4 } as const
export type StageType = (typeof STAGE_TYPE)[keyof typeof STAGE_TYPE]

/** A stage as far as placing customers needs it. */
export type StageRule = {
  readonly id: number
  readonly type: StageType
  readonly conditions: Condition | null
}

/** Where a customer stands in periodicity mode. */
export type Placement = {
  readonly status_id: number
  /** The moment at which a hand has put the customer there; null where rules have. */
  readonly placed_at: number | null
  /** The stage that rules and data alone would give. */
  readonly verdict_id: number
}

export type Verdict = {
  readonly stageId: number
  /** Whether its conditions hold, or it is a fallback. */ readonly held: boolean
}

/**
 * The stage that follows from data, rules and time: the last one, in the order given, whose conditions hold; else Recently
 * purchased, if it has no conditions of its own and there is a purchase; else the first regular stage without
 * conditions; else Recently purchased. `stages` are ordered by `sort`, then id.
 */
export function verdictOf(stages: readonly StageRule[], facts: Facts, moment: Moment): Verdict {
  const held = stages.findLast((stage) => holds(stage.conditions, facts, moment))
  if (held) return { stageId: held.id, held: true }
  const recent = stages.find((stage) => stage.type === STAGE_TYPE.recent) as StageRule
  if (recent.conditions === null && facts.purchases_count > 0) return { stageId: recent.id, held: false }
  const regular = stages.find((stage) => stage.type === STAGE_TYPE.regular && stage.conditions === null)
  return { stageId: (regular ?? recent).id, held: false }
}

/** Whether a hand has put a customer into its stage. */
export function isPlacedByHand({ placed_at }: Pick<Placement, 'placed_at'>): boolean {
  return placed_at !== null
}

/** Whether a purchase ends a hand placement: one made at the moment of it, or later. Recording history wakes nobody. */
export function endsPlacement({ placed_at }: Pick<Placement, 'placed_at'>, madeAt: number): boolean {
  return placed_at !== null && madeAt >= placed_at
}

/**
 * A placement as stages find it that slept while purchases were recorded: a hand placement that is older than the newest purchase has
 * ended. Both moments are in whole seconds; at one second the placement stands, because it may have come after the purchase.
 */
export function withoutOldPlacement<T extends Pick<Placement, 'placed_at'>>(
  customer: T,
  lastPurchaseAt: number | null,
): T {
  const { placed_at } = customer
  const isOld = placed_at !== null && lastPurchaseAt !== null && placed_at < lastPurchaseAt
  return isOld ? { ...customer, placed_at: null } : customer
}

/**
 * One evaluation of a placement. When the verdict is another than the stored one, a hand placement ends if the new verdict's
 * conditions hold; in a closed stage it ends only by a purchase or a hand. A placement in a stage that is gone ends as well. One that was
 * made in the very request that is evaluated stands over the verdict of the same data.
 */
export function evaluatePlacement(
  placement: Placement,
  stages: readonly StageRule[],
  facts: Facts,
  moment: Moment,
  isMadeNow = false,
): Placement {
  const verdict = verdictOf(stages, facts, moment)
  const stands = isPlacedByHand(placement) && (isMadeNow || handPlacementStands(placement, verdict, stages))
  return {
    status_id: stands ? placement.status_id : verdict.stageId,
    placed_at: stands ? placement.placed_at : null,
    verdict_id: verdict.stageId,
  }
}

function handPlacementStands(placement: Placement, verdict: Verdict, stages: readonly StageRule[]): boolean {
  const stage = stages.find((candidate) => candidate.id === placement.status_id)
  if (stage === undefined) return false
  const overruled = verdict.stageId !== placement.verdict_id && verdict.held
  return !overruled || stage.type === STAGE_TYPE.closed
}
