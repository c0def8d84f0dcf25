import type { Definitions, SegmentDefinition, StageDefinition } from '../account/definitions.ts'
import type { Scope } from '../account/scope.ts'
import type { UnixSeconds } from '../core/actor.ts'
import { membershipTree, verdictTree } from '../core/answer-trees.ts'
import { type Explained, explainTree } from '../core/conditions/explain.ts'
import { momentOf, type RelatedFacts } from '../core/conditions/facts.ts'
import { type ExplainedLeaf, nearestMiss } from '../core/conditions/nearest-miss.ts'
import { readsOf } from '../core/conditions/reads.ts'
import type { Condition } from '../core/conditions/tree.ts'
import { type HandMark, handMarkOf } from '../core/membership.ts'
import { isPlacedByHand, STAGE_TYPE, type Verdict, verdictOf } from '../core/placement.ts'
import { maskHas } from '../core/segment-mask.ts'
import type { Customer } from '../engine/customer.ts'
import { engineOf, factsOf } from '../engine/evaluate.ts'
import { readFacts } from '../engine/facts/sources.ts'
import { lockVisible } from '../customers/service.ts'
import { nextChange } from './next-change.ts'

/** A customer at the moment of the question, and all that the rules of its account read of it. */
export type Subject = {
  readonly customer: Customer
  /** What the rules read beyond its row. */
  readonly related: RelatedFacts
  readonly at: UnixSeconds
}

type Outlook = {
  /** Of the rules' answer; null where no leaf could change it. */
  readonly nearestMiss: readonly ExplainedLeaf[] | null
  readonly nextChangeAt: UnixSeconds | null
}

export type ExplainedSegment = Outlook & {
  readonly isIn: boolean
  readonly hand: HandMark
  /** Whether rules move customers into segments at present. */
  readonly applied: boolean
  readonly entry: Explained | null
  readonly exit: Explained | null
}

/** Why the rules give a stage: its conditions hold, or one of the fallbacks where no stage's do. */
export type VerdictReason = 'conditions_hold' | 'has_purchased' | 'first_without_conditions' | 'none_other'

export type ExplainedStage = Outlook & {
  readonly isIn: boolean
  readonly byHand: boolean
  readonly applied: boolean
  readonly conditions: Explained | null
  readonly verdict: {
    readonly stage: StageDefinition
    readonly reason: VerdictReason
    readonly conditions: Explained | null
  }
}

/** Locks a customer that the actor may see, with its due transitions applied first; undefined where there is none. */
export async function lockSubject(
  scope: Scope,
  id: number,
  engine: 'stages' | 'segments',
): Promise<Subject | undefined> {
  const customer = (await lockVisible(scope, [id])).get(id)
  if (customer === undefined) return undefined
  const at = Math.max(scope.now, customer.evaluated_at)
  const { reads } = scope.definitions.rules[engine]
  const facts = await readFacts(scope, [reads], [id], customer.evaluated_at)
  return { customer, at, related: facts.of(id) }
}

/** Why a customer is in a segment or not. */
export function explainSegment(
  { definitions }: Scope,
  subject: Subject,
  segment: SegmentDefinition,
): ExplainedSegment {
  const { customer, related } = subject
  const explain = explainerOf(definitions, subject)
  const applied = engineOf(definitions) === 'segments'
  const isThere = ({ segments }: Customer) => maskHas(segments, segment.slot)
  return {
    isIn: isThere(customer),
    hand: handMarkOf(customer, segment.slot),
    applied,
    entry: segment.entry && explain(segment.entry),
    exit: segment.exit && explain(segment.exit),
    nearestMiss: nearestMiss(explain(membershipTree(segment, customer))) ?? null,
    nextChangeAt: applied
      ? nextChange(withWhatItAsksFor(definitions, segment), customer, related, isThere)
      : null,
  }
}

/** The account with one segment and those that it asks for: nothing else makes a difference to who is in it. */
function withWhatItAsksFor(definitions: Definitions, segment: SegmentDefinition): Definitions {
  const required = new Map([[segment.id, segment]])
  // Grows as it is walked.
  for (const { entry, exit } of required.values())
    for (const id of readsOf(entry, exit).segments) {
      const other = definitions.segments.get(id)
      if (other) required.set(id, other)
    }
  return definitions.with({ segments: [...required.values()] })
}

/** Why a customer stands in a stage or not, and what the rules alone say. */
export function explainStage(
  { definitions }: Scope,
  subject: Subject,
  stage: StageDefinition,
): ExplainedStage {
  const { customer, related, at } = subject
  const explain = explainerOf(definitions, subject)
  const applied = engineOf(definitions) === 'stages'
  const isThere = ({ status_id }: Customer) => status_id === stage.id
  const verdict = verdictOf(definitions.stages, factsOf(customer, related), momentOf(definitions, at))
  const given = definitions.stages.find((each) => each.id === verdict.stageId) as StageDefinition
  return {
    isIn: isThere(customer),
    byHand: isPlacedByHand(customer),
    applied,
    conditions: stage.conditions && explain(stage.conditions),
    verdict: {
      stage: given,
      reason: reasonOf(given, verdict, customer),
      conditions: given.conditions && explain(given.conditions),
    },
    nearestMiss: nearestMiss(explain(verdictTree(definitions.stages, stage.id))) ?? null,
    nextChangeAt: applied ? nextChange(definitions, customer, related, isThere) : null,
  }
}

function reasonOf(
  { type, conditions }: StageDefinition,
  { held }: Verdict,
  { purchases_count }: Customer,
): VerdictReason {
  if (held) return 'conditions_hold'
  if (type === STAGE_TYPE.regular) return 'first_without_conditions'
  return conditions === null && purchases_count > 0 ? 'has_purchased' : 'none_other'
}

function explainerOf(definitions: Scope['definitions'], { customer, related, at }: Subject) {
  const facts = factsOf(customer, related)
  const moment = momentOf(definitions, at)
  return (tree: Condition) => explainTree(tree, facts, moment)
}
