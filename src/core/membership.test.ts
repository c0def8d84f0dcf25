import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indexesOf } from './bits.ts'
import { Block } from './conditions/block.ts'
import { momentOf } from './conditions/facts.ts'
import { PredicateCache } from './conditions/predicate-cache.ts'
import { factsAt, moments, treesAt } from './conditions/testing/arbitraries.ts'
import { sampleAccount, sampleFacts } from './conditions/testing/samples.ts'
import type { Condition } from './conditions/tree.ts'
import {
  prepareSegments,
  evaluateMembership,
  evaluateMembershipOfBlock,
  handMarkOf,
  type HandMarks,
  inDependencyOrder,
  type Membership,
  withHandMark,
} from './membership.ts'
import { EMPTY_MASK, maskHas, maskOf, sameMask } from './segment-mask.ts'

const SLOTS = [0, 1, 49, 50, 99]

/** Of most customers none. */
const handMarks: fc.Arbitrary<HandMarks> = fc
  .option(fc.array(fc.tuple(fc.constantFrom(...SLOTS), fc.constantFrom('in', 'out', null)), { maxLength: 8 }))
  .map((marks) =>
    (marks ?? []).reduce<HandMarks>((present, [slot, mark]) => withHandMark(present, slot, mark), NO_MARKS),
  )
const NO_MARKS: HandMarks = { hand_segments: EMPTY_MASK, out_segments: EMPTY_MASK }

/** Rules of the segments of the sample account, that may ask for each other, and customers with hand marks. */
const shops = moments.chain((moment) => {
  const rules = [...moment.account.segments].map(([id, { slot }]) =>
    fc.record({
      id: fc.constant(id),
      slot: fc.constant(slot),
      entry: fc.option(treesAt(moment, 'segment')),
      exit: fc.option(treesAt(moment, 'segment')),
    }),
  )
  return fc.record({
    moment: fc.constant(moment),
    ordered: fc.tuple(...rules).map(inDependencyOrder),
    customers: fc.array(fc.record({ facts: factsAt(moment), marks: handMarks }), { maxLength: 40 }),
  })
})

test('an evaluation of a block makes of each of its customers what one of that customer alone does', () => {
  fc.assert(
    fc.property(shops, ({ moment, ordered, customers }) => {
      fc.pre('order' in ordered)
      const rules = 'order' in ordered ? prepareSegments(ordered.order, new PredicateCache()) : []
      const facts = customers.map((customer) => customer.facts)
      const memberships = customers.map(({ facts: { segments }, marks }): Membership => ({
        segments,
        ...marks,
      }))
      const expected = memberships.map((before, index) =>
        evaluateMembership(rules, before, facts[index] as (typeof facts)[number], moment),
      )
      const { changed, at } = evaluateMembershipOfBlock(rules, memberships, new Block(facts, moment))
      expect(memberships.map((before, index) => at(index, before))).toEqual(expected)
      expect(indexesOf(changed)).toEqual(
        memberships.flatMap((before, index) =>
          isSame(before, expected[index] as Membership) ? [] : [index],
        ),
      )
    }),
    { numRuns: 300 },
  )
})

function isSame(a: Membership, b: Membership): boolean {
  return sameMask(a.segments, b.segments) && sameMask(a.hand_segments, b.hand_segments)
}

describe('an evaluation of one segment', () => {
  const SLOT = 70
  const TRUE: Condition = { all: [] }
  const FALSE: Condition = { any: [] }
  const moment = momentOf(sampleAccount(), 0)
  const evaluations = combinations({
    entry: [null, FALSE, TRUE],
    exit: [null, FALSE, TRUE],
    isIn: [false, true],
    mark: ['in', 'out', null] as const,
    isTakenOut: [false, true],
  }).filter(({ isIn, mark, isTakenOut }) => !(isIn && mark === 'out') && !(isTakenOut && mark === 'in'))

  test.each(evaluations)(
    'keeps to the formula for $entry, $exit, in: $isIn, mark: $mark, taken out: $isTakenOut',
    ({ entry, exit, isIn, mark, isTakenOut }) => {
      const segments = isIn ? maskOf([SLOT]) : EMPTY_MASK
      const before = { segments, ...withHandMark(NO_MARKS, SLOT, mark) }
      const after = evaluateMembership(
        prepareSegments([{ id: 1, slot: SLOT, entry, exit }], new PredicateCache()),
        before,
        sampleFacts({ segments }),
        moment,
        isTakenOut ? maskOf([SLOT]) : EMPTY_MASK,
      )
      const hand = mark === 'in' && exit !== TRUE
      const wouldBeIn = mark !== 'out' && exit !== TRUE && (entry === TRUE || hand || (exit !== null && isIn))
      const isKeptOut = mark === 'out' || (isTakenOut && wouldBeIn)
      expect(handMarkOf(after, SLOT)).toBe(hand ? 'in' : isKeptOut ? 'out' : null)
      expect(maskHas(after.segments, SLOT)).toBe(wouldBeIn && !isKeptOut)
    },
  )
})

test('a segment that asks for one whose member a hand takes out sees no member, and so keeps nobody out itself', () => {
  const [inner, outer] = [31, 32].map((id) => sampleAccount().segments.get(id)?.slot as number) as [
    number,
    number,
  ]
  const rules = [
    { id: 31, slot: inner, entry: { all: [] }, exit: null },
    { id: 32, slot: outer, entry: { segment: { any: [31] } }, exit: null },
  ]
  const both = maskOf([inner, outer])
  const after = evaluateMembership(
    prepareSegments(rules, new PredicateCache()),
    { segments: both, ...NO_MARKS },
    sampleFacts({ segments: both }),
    momentOf(sampleAccount(), 0),
    both,
  )
  expect(after).toEqual({ segments: EMPTY_MASK, hand_segments: EMPTY_MASK, out_segments: maskOf([inner]) })
})

/** Every choice of one value for each key. */
function combinations<T extends object>(values: { readonly [K in keyof T]: readonly T[K][] }): T[] {
  return Object.entries<readonly unknown[]>(values).reduce<object[]>(
    (found, [key, each]) => found.flatMap((one) => each.map((value) => ({ ...one, [key]: value }))),
    [{}],
  ) as T[]
}
