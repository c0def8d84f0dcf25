import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { membershipTree, verdictTree } from './answer-trees.ts'
import { factsAt, moments, treesAt } from './conditions/testing/arbitraries.ts'
import { PredicateCache } from './conditions/predicate-cache.ts'
import { type Condition, holds } from './conditions/tree.ts'
import { prepareSegments, evaluateMembership, withHandMark } from './membership.ts'
import { STAGE_TYPE, type StageRule, type StageType, verdictOf } from './placement.ts'
import { EMPTY_MASK, maskHas, maskWith } from './segment-mask.ts'

describe('the tree of a membership', () => {
  test('holds exactly where an evaluation makes, or leaves, the customer a member', () => {
    fc.assert(
      fc.property(
        moments.chain((at) =>
          fc.tuple(
            fc.constant(at),
            factsAt(at),
            fc.option(treesAt(at, 'segment')),
            fc.option(treesAt(at, 'segment')),
            fc.boolean(),
            fc.constantFrom('in', 'out', null),
          ),
        ),
        ([at, facts, entry, exit, isIn, mark]) => {
          const rule = { id: 99, slot: 70, entry, exit }
          const membership = {
            segments: isIn ? maskWith(facts.segments, 70) : facts.segments,
            ...withHandMark({ hand_segments: EMPTY_MASK, out_segments: EMPTY_MASK }, 70, mark),
          }
          const member = maskHas(
            evaluateMembership(prepareSegments([rule], new PredicateCache()), membership, facts, at).segments,
            70,
          )
          expect(holds(membershipTree(rule, membership), facts, at)).toBe(member)
        },
      ),
    )
  })
})

describe('the tree of a stage', () => {
  test('holds exactly where it is the verdict', () => {
    fc.assert(
      fc.property(
        moments.chain((at) =>
          fc.tuple(fc.constant(at), factsAt(at), stagesOf(fc.option(treesAt(at, 'stage')))),
        ),
        ([at, facts, stages]) => {
          const { stageId } = verdictOf(stages, facts, at)
          const given = stages.filter((stage) => holds(verdictTree(stages, stage.id), facts, at))
          expect(given.map((stage) => stage.id)).toEqual([stageId])
        },
      ),
    )
  })
})

/** One stage of type Recently purchased among others, in any order. */
function stagesOf(conditions: fc.Arbitrary<Condition | null>): fc.Arbitrary<StageRule[]> {
  const others: readonly StageType[] = [STAGE_TYPE.regular, STAGE_TYPE.expected, STAGE_TYPE.closed]
  return fc
    .tuple(
      conditions,
      fc.array(fc.tuple(fc.constantFrom(...others), conditions), { maxLength: 4 }),
      fc.nat({ max: 4 }),
    )
    .map(([ofRecent, rest, index]) => {
      const stages = rest.map(([type, each], i): StageRule => ({ id: i + 2, type, conditions: each }))
      stages.splice(index, 0, { id: 1, type: STAGE_TYPE.recent, conditions: ofRecent })
      return stages
    })
}
