import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Explained, explainTree } from './explain.ts'
import { nearestMiss } from './nearest-miss.ts'
import { factsAt, moments, treesAt } from './testing/arbitraries.ts'
import { sampleFacts, sampleMoment } from './testing/samples.ts'
import type { Condition } from './tree.ts'

const moment = sampleMoment('2026-05-01T12:00:00Z')
const facts = sampleFacts({ ltv: 50, purchases_count: 1 })
/** Questions about the customer above: those that hold, and those that do not. */
const YES: Condition = { ltv: { gte: 50 } }
const YES_TOO: Condition = { purchases_count: { eq: 1 } }
const NO: Condition = { ltv: { gte: 100 } }
const NO_EITHER: Condition = { purchases_count: { gte: 3 } }

test.each<[Condition | null, Condition[] | undefined]>([
  [YES, [YES]],
  [{ not: NO }, [NO]],
  [{ all: [YES, NO] }, [NO]],
  [{ all: [NO, YES, NO_EITHER] }, [NO, NO_EITHER]],
  [{ all: [YES, YES_TOO] }, [YES]],
  [{ any: [NO, NO_EITHER] }, [NO]],
  [{ any: [YES, NO, YES_TOO] }, [YES, YES_TOO]],
  [{ any: [{ all: [NO, NO_EITHER] }, { all: [YES, NO_EITHER] }] }, [NO_EITHER]],
  [{ all: [{ any: [YES, YES_TOO] }, { not: NO }] }, [NO]],
  [{ any: [{ all: [] }, YES] }, undefined],
  [{ any: [{ any: [] }, NO] }, [NO]],
  [{ all: [] }, undefined],
  [null, undefined],
])('for %j to change, %j would have to', (tree, leaves) => {
  expect(nearestMiss(explainTree(tree, facts, moment))?.map(({ leaf }) => leaf)).toEqual(leaves)
})

describe('of any tree', () => {
  test('the leaves change its answer together, and no smaller set of them does', () => {
    fc.assert(
      fc.property(
        moments.chain((at) => fc.tuple(fc.constant(at), treesAt(at), factsAt(at))),
        ([at, tree, of]) => {
          const explained = explainTree(tree, of, at)
          const leaves = leavesIn(explained)
          const miss = nearestMiss(explained)
          // Every set of leaves is tried, so only trees with few are of use.
          fc.pre(leaves.length <= 8)
          const changing = subsets(leaves).filter(
            (set) => answer(explained, new Set(set)) !== explained.holds,
          )
          const fewest = Math.min(...changing.map((set) => set.length))
          expect(miss?.length ?? Infinity).toBe(fewest)
          if (miss) expect(answer(explained, new Set(miss))).not.toBe(explained.holds)
        },
      ),
    )
  })
})

/** The answer of a tree in which some leaves have changed theirs. */
function answer(node: Explained, changed: ReadonlySet<Explained>): boolean {
  if ('all' in node) return node.all.every((part) => answer(part, changed))
  if ('any' in node) return node.any.some((part) => answer(part, changed))
  if ('not' in node) return !answer(node.not, changed)
  return node.holds !== changed.has(node)
}

function leavesIn(node: Explained): Explained[] {
  if ('all' in node) return node.all.flatMap(leavesIn)
  if ('any' in node) return node.any.flatMap(leavesIn)
  return 'not' in node ? leavesIn(node.not) : [node]
}

function subsets<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]])
}
