import { type Bits, bitsAt, both, either, oneOf, setBit, without } from './bits.ts'
import type { Block } from './conditions/block.ts'
import type { Facts, Moment } from './conditions/facts.ts'
import { readsOf } from './conditions/reads.ts'
import type { Predicate, Questions } from './conditions/questions.ts'
import type { Condition } from './conditions/tree.ts'
import { forEachSlot, maskHas, maskWith, maskWithout, type SegmentMask } from './segment-mask.ts'

/** A segment as far as its members need it. */
export type SegmentRule = {
  readonly id: number
  readonly slot: number
  /** Who comes in; null: nobody by rule. */
  readonly entry: Condition | null
  /** Who goes out; null: whoever the entry no longer holds for. */
  readonly exit: Condition | null
}

/** The same, prepared for being asked of many customers. */
export type AskedSegment = SegmentRule & { readonly enters: Predicate; readonly leaves: Predicate }

/** Prepares rules that are asked together. */
export function askedSegments(rules: readonly SegmentRule[], questions: Questions): AskedSegment[] {
  return rules.map((rule) => ({
    ...rule,
    enters: questions.predicateOf(rule.entry),
    leaves: questions.predicateOf(rule.exit),
  }))
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
  rules: readonly AskedSegment[],
  membership: Membership,
  facts: Facts,
  moment: Moment,
): Membership {
  let { segments, hand_segments } = membership
  let seen = facts
  for (const { slot, exit, enters, leaves } of rules) {
    const wasIn = maskHas(segments, slot)
    const wasMarked = maskHas(hand_segments, slot)
    const goes = leaves(seen, moment)
    const isIn = !goes && (wasMarked || (exit !== null && wasIn) || enters(seen, moment))
    if (goes && wasMarked) hand_segments = maskWithout(hand_segments, slot)
    if (isIn === wasIn) continue
    segments = isIn ? maskWith(segments, slot) : maskWithout(segments, slot)
    seen = { ...seen, segments }
  }
  return { segments, hand_segments }
}

/** Those of a block whose segments or hand marks {@link gather} changes. `memberships` are theirs, in the order of the block. */
export function gatherChanges(
  rules: readonly SegmentRule[],
  memberships: readonly Membership[],
  block: Block,
): Bits {
  const members = bitsBySlot(memberships.map(({ segments }) => segments))
  const marks = bitsBySlot(memberships.map(({ hand_segments }) => hand_segments))
  let changed = block.none
  for (const { slot, entry, exit } of rules) {
    const wasIn = members[slot] ?? block.none
    const wasMarked = marks[slot] ?? block.none
    const goes = block.holding(exit)
    const stays = exit === null ? wasMarked : either(wasMarked, wasIn)
    const isIn = without(either(stays, block.holding(entry)), goes)
    // Whoever has changed by an earlier rule is told already, so that what a rule sees of other segments may be what was.
    changed = either(changed, either(oneOf(isIn, wasIn), both(goes, wasMarked)))
  }
  return changed
}

/** Who has each slot; a slot that nobody has may be absent. */
function bitsBySlot(masks: readonly SegmentMask[]): (Bits | undefined)[] {
  const bits: (Bits | undefined)[] = []
  masks.forEach((mask, place) =>
    forEachSlot(mask, (slot) => setBit((bits[slot] ??= bitsAt(masks.length, [])), place)),
  )
  return bits
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
