import type { Definitions } from '../account/definitions.ts'
import type { Scope } from '../account/scope.ts'
import type { UnixSeconds } from '../core/actor.ts'
import { decidingLeaf, type View } from '../core/conditions/deciding-leaf.ts'
import { type Facts, momentOf, type RelatedFacts } from '../core/conditions/facts.ts'
import { type Condition, holds, partsOf } from '../core/conditions/tree.ts'
import type { SegmentRule } from '../core/membership.ts'
import { isPlacedByHand } from '../core/placement.ts'
import { maskHas, sameMask, slotsOf } from '../core/segment-mask.ts'
import type { Cause, Move, Reason } from './move.ts'
import type { Customer } from './customer.ts'
import { engineOf, factsOf } from './evaluate.ts'

type Signed = Cause & { readonly actor: number }

/** The definitions after a step, and those before it if the step changed them. */
type Rulings = Pick<Scope, 'definitions' | 'previous'>

/**
 * The moves of a customer from one state to the next, at the moment of the later one's evaluation, each with its reason. Whoever is
 * deleted is nowhere. `related` is what rules read beyond its row.
 */
export function movesBetween(
  rulings: Rulings,
  before: Customer | undefined,
  after: Customer,
  related: { readonly before: RelatedFacts; readonly after: RelatedFacts },
  cause: Signed,
): Move[] {
  if (before !== undefined && before.deleted_at === after.deleted_at && standsAsBefore(before, after))
    return []
  const { definitions } = rulings
  const views = viewsOf(
    rulings,
    before && factsOf(before, related.before),
    factsOf(after, related.after),
    after.evaluated_at,
    cause,
  )
  const move = (kind: Move['kind'], targetId: number, entered: boolean, reason: Reason): Move => ({
    customerId: after.id,
    kind,
    targetId,
    entered,
    at: after.evaluated_at,
    reason,
  })
  const [oldStage, newStage] = [stageOf(before), stageOf(after)]
  const moves: Move[] = []
  if (oldStage !== newStage) {
    const reason = stageReason(rulings, before, after, views, cause)
    if (oldStage !== undefined) moves.push(move('stage', oldStage, false, reason))
    if (newStage !== undefined) moves.push(move('stage', newStage, true, reason))
  }
  const [oldSlots, newSlots] = [slotsShown(before), slotsShown(after)]
  const change = (slot: number, entered: boolean) => {
    const segment = definitions.segmentsBySlot[slot]
    if (segment)
      moves.push(
        move(
          'segment',
          segment.id,
          entered,
          segmentReason(definitions, segment, before, after, views, cause),
        ),
      )
  }
  for (const slot of oldSlots) if (!newSlots.has(slot)) change(slot, false)
  for (const slot of newSlots) if (!oldSlots.has(slot)) change(slot, true)
  return moves
}

/** The segments in which a customer counts, by slot; none once it is deleted. */
export function slotsShown(customer: Customer | undefined): ReadonlySet<number> {
  return customer === undefined || customer.deleted_at !== null
    ? NO_SLOTS
    : new Set(slotsOf(customer.segments))
}

const NO_SLOTS: ReadonlySet<number> = new Set()

function stageOf(customer: Customer | undefined): number | undefined {
  return customer === undefined || customer.deleted_at !== null ? undefined : customer.status_id
}

function standsAsBefore(before: Customer, after: Customer): boolean {
  return before.status_id === after.status_id && sameMask(before.segments, after.segments)
}

type Views = { readonly now: View; readonly before: View | undefined }

/**
 * The customer before and after, for finding what made the difference; of a transition, the second before it. Another zone, or a field with
 * other options, makes a difference as well: before, it was seen under the definitions of then.
 */
function viewsOf(
  { definitions, previous = definitions }: Rulings,
  before: Facts | undefined,
  after: Facts,
  at: UnixSeconds,
  { cause }: Cause,
): Views {
  return {
    now: { facts: after, moment: momentOf(definitions, at) },
    before: before && {
      facts: before,
      moment: momentOf(previous, cause === 'time' ? at - 1 : at),
    },
  }
}

/**
 * What made the difference. A hand keeps a customer in its stage while the engine is inactive, too, as a restored customer shows; rules
 * decide only while it is active, and neither that a deleted customer leaves. What holds for the stage entered decides. A fallback is entered because nothing holds any more: then what has ended for the stage left
 * decides, if anything has. A purchase ends a hand placement in a stage whose conditions never held.
 */
function stageReason(
  { definitions, previous = definitions }: Rulings,
  before: Customer | undefined,
  after: Customer,
  views: Views,
  cause: Signed,
): Reason {
  if (cause.cause === 'customer_deleted') return cause
  if (isPlacedByHand(after)) return { ...cause, hand: true }
  if (engineOf(definitions) !== 'stages') return cause
  const entered = conditionsOf(definitions, after.status_id)
  if (holds(entered, views.now.facts, views.now.moment)) return withLeaf(cause, entered, views)
  if (before === undefined || views.before === undefined) return cause
  const { facts, moment } = views.before
  const hasEnded = holds(conditionsOf(previous, before.status_id), facts, moment)
  return hasEnded ? withLeaf(cause, conditionsOf(definitions, before.status_id), views) : cause
}

function conditionsOf({ stages }: Definitions, stageId: number): Condition | null {
  return stages.find((stage) => stage.id === stageId)?.conditions ?? null
}

function segmentReason(
  definitions: Definitions,
  { slot, entry, exit }: SegmentRule,
  before: Customer | undefined,
  after: Customer,
  views: Views,
  cause: Signed,
): Reason {
  if (cause.cause === 'customer_deleted') return cause
  const { facts, moment } = views.now
  const byHand = { ...cause, hand: true } as const
  const isActive = engineOf(definitions) === 'segments'
  if (maskHas(after.segments, slot)) {
    if (isActive && holds(entry, facts, moment)) return withLeaf(cause, entry, views)
    // A restored member whom only the absence of an exit keeps comes back for no reason of its own.
    return maskHas(after.hand_segments, slot) ? byHand : cause
  }
  if (!isActive) return cause
  // Rules never let in whom a hand keeps out, so it was the hand of this step.
  if (maskHas(after.out_segments, slot)) return byHand
  if (holds(exit, facts, moment)) return withLeaf(cause, exit, views)
  const markTaken = before !== undefined && maskHas(before.hand_segments, slot)
  return markTaken ? byHand : withLeaf(cause, entry, views)
}

function withLeaf(cause: Signed, rule: Condition | null, { now, before }: Views): Reason {
  const leaf = decidingLeaf(rule, now, before)
  if (leaf === undefined) return cause
  const { kind, parameters } = partsOf(leaf)
  return {
    ...cause,
    leaf,
    holds: kind.matches(parameters, now.facts, now.moment),
    seen: kind.sees(parameters, now.facts, now.moment),
  }
}
