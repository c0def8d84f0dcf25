import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexesOf } from './bits.ts'
import { Block } from './conditions/block.ts'
import { PredicateCache } from './conditions/predicate-cache.ts'
import { factsAt, moments, treesAt } from './conditions/testing/arbitraries.ts'
import {
  prepareSegments,
  evaluateMembership,
  evaluateMembershipOfBlock,
  inDependencyOrder,
  type Membership,
} from './membership.ts'
import { EMPTY_MASK, maskOf, sameMask } from './segment-mask.ts'

const masks = fc.uniqueArray(fc.constantFrom(0, 1, 49, 50, 99)).map(maskOf)

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
    customers: fc.array(fc.record({ facts: factsAt(moment), hand_segments: fc.option(masks) }), {
      maxLength: 40,
    }),
  })
})

test('an evaluation of a block makes of each of its customers what one of that customer alone does', () => {
  fc.assert(
    fc.property(shops, ({ moment, ordered, customers }) => {
      fc.pre('order' in ordered)
      const rules = 'order' in ordered ? prepareSegments(ordered.order, new PredicateCache()) : []
      const facts = customers.map((customer) => customer.facts)
      const memberships = customers.map(({ facts: { segments }, hand_segments }): Membership => ({
        segments,
        hand_segments: hand_segments ?? EMPTY_MASK,
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
