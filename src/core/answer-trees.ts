import type { Condition } from './conditions/tree.ts'
import type { Membership, SegmentRule } from './membership.ts'
import { STAGE_TYPE, type StageRule } from './placement.ts'
import { maskHas } from './segment-mask.ts'

/** Trees without a leaf, whose answers nothing changes. */
const ALWAYS: Condition = { all: [] }
const NEVER: Condition = { any: [] }

/** One tree that holds exactly where `evaluateMembership` makes, or leaves, a customer of this membership a member. */
export function membershipTree(
  { slot, entry, exit }: SegmentRule,
  { segments, hand_segments, out_segments }: Membership,
): Condition {
  if (maskHas(out_segments, slot)) return NEVER
  const stays = maskHas(hand_segments, slot) || (exit !== null && maskHas(segments, slot))
  const enters = stays ? ALWAYS : (entry ?? NEVER)
  return exit === null ? enters : { all: [{ not: exit }, enters] }
}

/** One tree that holds exactly where `verdictOf` gives this stage. `stages` are ordered by `sort`, then id. */
export function verdictTree(stages: readonly StageRule[], stageId: number): Condition {
  const index = stages.findIndex((stage) => stage.id === stageId)
  const { conditions = null } = stages[index] ?? {}
  const byConditions =
    conditions === null ? [] : [{ all: [conditions, { not: anyOf(stages.slice(index + 1)) }] }]
  const asFallback = fallbackTree(stages, stageId)
  return { any: [...byConditions, ...(asFallback === NEVER ? [] : [asFallback])] }
}

/** Where no stage's conditions hold, and this is the stage that is left. */
function fallbackTree(stages: readonly StageRule[], stageId: number): Condition {
  const none: Condition = { not: anyOf(stages) }
  const recent = stages.find((stage) => stage.type === STAGE_TYPE.recent)
  const regular = stages.find((stage) => stage.type === STAGE_TYPE.regular && stage.conditions === null)
  const last = regular ?? recent
  const hasPurchased: Condition = { purchases_count: { gte: 1 } }
  if (recent?.conditions !== null) return last?.id === stageId ? none : NEVER
  if (recent.id === stageId) return last === recent ? none : { all: [none, hasPurchased] }
  return last?.id === stageId ? { all: [none, { not: hasPurchased }] } : NEVER
}

function anyOf(stages: readonly StageRule[]): Condition {
  return { any: stages.flatMap(({ conditions }) => (conditions === null ? [] : [conditions])) }
}
