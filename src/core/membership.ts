import {
  addAll,
  type Bits,
  bitsAt,
  both,
  type ByIndex,
  either,
  hasBit,
  isEmpty,
  oneOf,
  setBit,
  without,
} from './bits.ts'
import type { Block } from './conditions/block.ts'
import type { Facts, Moment } from './conditions/facts.ts'
import { SEGMENT_SLOTS } from './conditions/kinds/segment.ts'
import { readsOf } from './conditions/reads.ts'
import type { Predicate, PredicateCache } from './conditions/predicate-cache.ts'
import type { Condition } from './conditions/tree.ts'
import { EMPTY_MASK, forEachSlot, maskHas, maskWith, maskWithout, type SegmentMask } from './segment-mask.ts'

/** A segment as far as its members need it. */
export type SegmentRule = {
  readonly id: number
  readonly slot: number
  /** Who comes in; null: nobody by rule. */
  readonly entry: Condition | null
  /** Who goes out; null: whoever the entry no longer holds for. */
  readonly exit: Condition | null
}

/** A rule of a segment with its entry and exit compiled to predicates, for asking many customers. */
export type PreparedSegment = SegmentRule & { readonly enters: Predicate; readonly leaves: Predicate }

/** Prepares rules that are asked together. */
export function prepareSegments(rules: readonly SegmentRule[], cache: PredicateCache): PreparedSegment[] {
  return rules.map((rule) => ({
    ...rule,
    enters: cache.predicateOf(rule.entry),
    leaves: cache.predicateOf(rule.exit),
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
export function evaluateMembership(
  rules: readonly PreparedSegment[],
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

/** What one evaluation comes to for those of a block whom it changes. */
export type MembershipChanges = {
  readonly changed: Bits
  /** The segments and hand marks after it of the customer at an index, who had these before. */
  readonly at: (index: number, before: Membership) => Membership
}

/** {@link evaluateMembership} for all customers of a block at once. `marked` tells their hand marks. */
export function evaluateMembershipOfBlock(
  rules: readonly SegmentRule[],
  marked: ByIndex<Pick<Membership, 'hand_segments'>>,
  block: Block,
): MembershipChanges {
  const members = block.having(SEGMENT_SLOTS)
  const marks = marksOf(marked)
  const changed = bitsAt(marked.length, [])
  const changes: { slot: number; moves: Bits; unmarks: Bits }[] = []
  for (const { slot, entry, exit } of rules) {
    const wasIn = members.get(slot) ?? block.none
    const wasMarked = marks.get(slot) ?? block.none
    const enters = block.holding(entry)
    let isIn = wasMarked === block.none ? enters : either(enters, wasMarked)
    let unmarks = block.none
    if (exit !== null) {
      const goes = block.holding(exit)
      isIn = without(either(isIn, wasIn), goes)
      unmarks = both(goes, wasMarked)
    }
    const moves = oneOf(isIn, wasIn)
    if (isEmpty(moves) && isEmpty(unmarks)) continue
    members.set(slot, isIn) // for rules that ask for this segment: all of them come later
    changes.push({ slot, moves, unmarks })
    addAll(changed, moves)
    addAll(changed, unmarks)
  }
  return {
    changed,
    at: (index, before) => changes.reduce((after, change) => changedBy(change, index, after), before),
  }
}

function changedBy(
  { slot, moves, unmarks }: { slot: number; moves: Bits; unmarks: Bits },
  index: number,
  { segments, hand_segments }: Membership,
): Membership {
  return {
    segments: !hasBit(moves, index)
      ? segments
      : maskHas(segments, slot)
        ? maskWithout(segments, slot)
        : maskWith(segments, slot),
    hand_segments: hasBit(unmarks, index) ? maskWithout(hand_segments, slot) : hand_segments,
  }
}

/** Whom a hand has put into each slot; a slot of nobody is absent. */
function marksOf(marked: ByIndex<Pick<Membership, 'hand_segments'>>): Map<number, Bits> {
  const bits = new Map<number, Bits>()
  for (let index = 0; index < marked.length; index++)
    forEachSlot(marked.at(index)?.hand_segments ?? EMPTY_MASK, (slot) => {
      const known = bits.get(slot)
      if (known) setBit(known, index)
      else bits.set(slot, bitsAt(marked.length, [index]))
    })
  return bits
}

/** Rules in an order in which each comes after those that it asks for, or the ids of some that ask for each other in a cycle. */
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
      const required = byId.get(id)
      if (required) visit(required)
    }
    path.pop()
    done.add(rule.id)
    order.push(rule)
  }
  for (const rule of byId.values()) visit(rule)
  return cycle === undefined ? { order } : { cycle }
}
