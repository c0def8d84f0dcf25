import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atAnyTime, atEveryTime } from './at-any-time.ts'
import { momentOf } from './facts.ts'
import { isTimed } from './predicate-cache.ts'
import { factsAt, moments, treesAt } from './testing/arbitraries.ts'
import { holds, leavesOf } from './tree.ts'

test('the bounds of a tree do not ask for the time, and the tree holds between them, now or later', () => {
  fc.assert(
    fc.property(
      moments.chain((moment) => fc.tuple(fc.constant(moment), factsAt(moment), treesAt(moment))),
      fc.nat({ max: 3e8 }),
      ([moment, facts, tree], later) => {
        const [least, most] = [atEveryTime(tree), atAnyTime(tree)]
        expect([...leavesOf(least), ...leavesOf(most)].filter(isTimed)).toEqual([])
        const then = momentOf(moment.account, moment.now + later)
        if (holds(tree, facts, then)) expect(holds(most, facts, moment)).toBe(true)
        else expect(holds(least, facts, moment)).toBe(false)
      },
    ),
    { numRuns: 500 },
  )
})
