import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atAnyTime } from './at-any-time.ts'
import { momentOf } from './facts.ts'
import { isTimed } from './questions.ts'
import { factsAt, moments, treesAt } from './testing/arbitraries.ts'
import { holds, leavesOf } from './tree.ts'

test('whoever a tree holds for, now or later, its bound without time holds for now', () => {
  fc.assert(
    fc.property(
      moments.chain((moment) => fc.tuple(fc.constant(moment), factsAt(moment), treesAt(moment))),
      fc.nat({ max: 3e8 }),
      ([moment, facts, tree], later) => {
        const bound = atAnyTime(tree)
        expect(leavesOf(bound).filter(isTimed)).toEqual([])
        const then = momentOf(moment.account, moment.now + later)
        if (holds(tree, facts, then)) expect(holds(bound, facts, moment)).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})
