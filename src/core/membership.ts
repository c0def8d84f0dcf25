import type { Facts, Moment } from './conditions/facts.ts'
import { readsOf } from './conditions/reads.ts'
import { type Condition, holds } from './conditions/tree.ts'
import { maskHas, maskWith, maskWithout, type SegmentMask } from './segment-mask.ts'

/** A segment as far as its members need it. */
export type SegmentRule = {
  readonly id: number
  readonly slot: number
  /** Who comes in; null: nobody by rule. */
  readonly entry: Condition | null
  /** Who goes out; null: whoever the entry no longer holds for. */
  readonly exit: Condition | null
}

/** The segments a customer is in, and those of them, or others, that a hand has marked. */
export type Membership = {
  readonly segments: SegmentMask
  readonly hand_segments: SegmentMask
}

/**
 * One evaluation of the segments of a customer. With E the entry and X the exit conditions of a segment, of which absent ones
 * do not hold: a hand mark stands unless X; a member is who is not X and is E, or marked by hand, or, where there are exit conditions,
 * in already. `rules` are in the order of {@link inDependencyOrder}: a rule that asks for another segment sees its members of this moment.
 */
export function gather(
  rules: readonly SegmentRule[],
  membership: Membership,
  facts: Facts,
  moment: Moment,
): Membership {
  let { segments, hand_segments } = membership
  let seen = facts
  for (const { slot, entry, exit } of rules) {
    const wasIn = maskHas(segments, slot)
    const wasMarked = maskHas(hand_segments, slot)
    const leaves = holds(exit, seen, moment)
    const isIn = !leaves && (wasMarked || (exit !== null && wasIn) || holds(entry, seen, moment))
    if (leaves && wasMarked) hand_segments = maskWithout(hand_segments, slot)
    if (isIn === wasIn) continue
    segments = isIn ? maskWith(segments, slot) : maskWithout(segments, slot)
    seen = { ...seen, segments }
  }
  return { segments, hand_segments }
}

/** Rules in an order in which each comes after those that it asks for, or the ids of some that ask for each other in a circle. */
export function inDependencyOrder<Rule extends SegmentRule>(
  rules: Iterable<Rule>,
): { readonly order: readonly Rule[] } | { readonly cycle: readonly number[] } {
  const byId = new Map([...rules].map((rule) => [rule.id, rule]))
  const order: Rule[] = []
  const done = new Set<number>()
  const path: number[] = []
  let cycle: readonly number[] | undefined
  const visit = (rule: Rule): void => {
    if (cycle !== undefined || done.has(rule.id)) return
    const repeated = path.indexOf(rule.id)
    if (repeated !== -1) {
      cycle = path.slice(repeated)
      return
    }
    path.push(rule.id)
    for (const id of readsOf(rule.entry, rule.exit).segments) {
      const asked = byId.get(id)
      if (asked) visit(asked)
    }
    path.pop()
    done.add(rule.id)
    order.push(rule)
  }
  for (const rule of byId.values()) visit(rule)
  return cycle === undefined ? { order } : { cycle }
}
