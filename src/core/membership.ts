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

/** What a hand says of a customer and a segment: it is in, it is kept out, or nothing. */
export const HAND_MARKS = ['in', 'out', null] as const
export type HandMark = (typeof HAND_MARKS)[number]

/** The segments a hand has put a customer in, and those a hand keeps it out of, none of which are the same. */
export type HandMarks = { readonly hand_segments: SegmentMask; readonly out_segments: SegmentMask }

/** The segments a customer is in, and its hand marks. */
export type Membership = HandMarks & { readonly segments: SegmentMask }

/** The hand mark of the segment that has this slot. */
export function handMarkOf({ hand_segments, out_segments }: HandMarks, slot: number): HandMark {
  if (maskHas(hand_segments, slot)) return 'in'
  return maskHas(out_segments, slot) ? 'out' : null
}

/** Returns hand marks with another one for the segment that has this slot. */
export function withHandMark(
  { hand_segments, out_segments }: HandMarks,
  slot: number,
  mark: HandMark,
): HandMarks {
  return {
    hand_segments: mark === 'in' ? maskWith(hand_segments, slot) : maskWithout(hand_segments, slot),
    out_segments: mark === 'out' ? maskWith(out_segments, slot) : maskWithout(out_segments, slot),
  }
}

/**
 * One evaluation of the segments of a customer. With E the entry and X the exit conditions of a segment, of which absent ones
 * do not hold: a mark to be in stands unless X, one to be out stands; a member is who is neither kept out nor X and is E, or marked by
 * hand, or, where there are exit conditions, in already. A hand that takes the customer out of segments (`takenOut`) keeps it out of
 * those of which it would be a member all the same. `rules` are in the order of {@link inDependencyOrder}: a rule that asks for another
 * segment sees its members of this moment.
 */
export function evaluateMembership(
  rules: readonly PreparedSegment[],
  membership: Membership,
  facts: Facts,
  moment: Moment,
  takenOut: SegmentMask = EMPTY_MASK,
): Membership {
  let { segments, hand_segments, out_segments } = membership
  let seen = facts
  for (const { slot, exit, enters, leaves } of rules) {
    const wasIn = maskHas(segments, slot)
    const wasMarked = maskHas(hand_segments, slot)
    const goes = leaves(seen, moment)
    if (goes && wasMarked) hand_segments = maskWithout(hand_segments, slot)
    let isIn =
      !goes && !maskHas(out_segments, slot) && (wasMarked || (exit !== null && wasIn) || enters(seen, moment))
    if (isIn && maskHas(takenOut, slot)) {
      out_segments = maskWith(out_segments, slot)
      isIn = false
    }
    if (isIn === wasIn) continue
    segments = isIn ? maskWith(segments, slot) : maskWithout(segments, slot)
    seen = { ...seen, segments }
  }
  return { segments, hand_segments, out_segments }
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
  marked: ByIndex<HandMarks>,
  block: Block,
): MembershipChanges {
  const members = block.having(SEGMENT_SLOTS)
  const { putIn, keptOut } = marksOf(marked)
  const changed = bitsAt(marked.length, [])
  const changes: { slot: number; moves: Bits; unmarks: Bits }[] = []
  for (const { slot, entry, exit } of rules) {
    const wasIn = members.get(slot) ?? block.none
    const wasMarked = putIn.get(slot) ?? block.none
    const isKeptOut = keptOut.get(slot)
    const enters = block.holding(entry)
    let isIn = wasMarked === block.none ? enters : either(enters, wasMarked)
    let unmarks = block.none
    if (exit !== null) {
      const goes = block.holding(exit)
      isIn = without(either(isIn, wasIn), goes)
      unmarks = both(goes, wasMarked)
    }
    if (isKeptOut !== undefined) isIn = without(isIn, isKeptOut)
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
  { segments, hand_segments, out_segments }: Membership,
): Membership {
  return {
    out_segments,
    segments: !hasBit(moves, index)
      ? segments
      : maskHas(segments, slot)
        ? maskWithout(segments, slot)
        : maskWith(segments, slot),
    hand_segments: hasBit(unmarks, index) ? maskWithout(hand_segments, slot) : hand_segments,
  }
}

/** Whom a hand has put into each slot, and whom one keeps out of it; a slot of nobody is absent. */
function marksOf(marked: ByIndex<HandMarks>) {
  const [putIn, keptOut] = [new Map<number, Bits>(), new Map<number, Bits>()]
  let index = 0
  const noteIn = (bits: Map<number, Bits>) => (slot: number) => {
    const known = bits.get(slot)
    if (known) setBit(known, index)
    else bits.set(slot, bitsAt(marked.length, [index]))
  }
  const [notePutIn, noteKeptOut] = [noteIn(putIn), noteIn(keptOut)]
  for (; index < marked.length; index++) {
    const { hand_segments, out_segments } = marked.at(index) as HandMarks
    forEachSlot(hand_segments, notePutIn)
    forEachSlot(out_segments, noteKeptOut)
  }
  return { putIn, keptOut }
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
