import { TransitionSchedule } from '../core/conditions/transition-schedule.ts'
import { PredicateCache } from '../core/conditions/predicate-cache.ts'
import { type Reads, readsOf } from '../core/conditions/reads.ts'
import type { Condition } from '../core/conditions/tree.ts'
import {
  type PreparedSegment,
  prepareSegments,
  inDependencyOrder,
  type SegmentRule,
} from '../core/membership.ts'
import type { StageRule } from '../core/placement.ts'

/** The rules of stages, or those of segments, prepared for evaluating customers. */
export type RuleSet<Rule> = {
  /** In the order in which they are evaluated. */
  readonly rules: readonly Rule[]
  /** What they read of a customer. */
  readonly reads: Reads
  /** When time changes an answer of theirs by itself. */
  readonly schedule: TransitionSchedule
}

export type Rules = { readonly stages: RuleSet<StageRule>; readonly segments: RuleSet<PreparedSegment> }

/** Prepares the rules of an account. @throws Error when segments ask for each other in a cycle, which none may be saved with */
export function rulesOf(definitions: {
  readonly stages: readonly StageRule[]
  readonly segments: ReadonlyMap<number, SegmentRule>
}): Rules {
  const ordered = inDependencyOrder(definitions.segments.values())
  if ('cycle' in ordered) throw new Error(`the segments ${ordered.cycle.join(', ')} ask for each other`)
  return {
    stages: ruleSet(definitions.stages, (stage) => [stage.conditions], new PredicateCache()),
    segments: segmentSet(ordered.order),
  }
}

/** Of the rules of segments that of one, and those that follow from it by asking for it. */
export function dependentsOf({ rules }: RuleSet<SegmentRule>, id: number): RuleSet<PreparedSegment> {
  const affected = new Set([id])
  for (const { id: other, entry, exit } of rules)
    for (const required of readsOf(entry, exit).segments) if (affected.has(required)) affected.add(other)
  return segmentSet(rules.filter((rule) => affected.has(rule.id)))
}

function segmentSet(rules: readonly SegmentRule[]): RuleSet<PreparedSegment> {
  const cache = new PredicateCache()
  const required = prepareSegments(rules, cache)
  return ruleSet(required, (segment) => [segment.entry, segment.exit], cache)
}

function ruleSet<Rule>(
  rules: readonly Rule[],
  treesOf: (rule: Rule) => readonly (Condition | null)[],
  cache: PredicateCache,
): RuleSet<Rule> {
  const trees = rules.flatMap(treesOf).filter((tree) => tree !== null)
  return { rules, reads: readsOf(...trees), schedule: new TransitionSchedule(trees, cache) }
}
