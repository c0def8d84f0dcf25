import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Explained, explainTree } from './explain.ts'
import { type Kind, KINDS } from './kinds.ts'
import { type ExplainedLeaf, nearestMiss } from './nearest-miss.ts'
import { keyOf } from './predicate-cache.ts'
import { factsAt, leavesAt, moments } from './testing/arbitraries.ts'
import { sampleFacts, sampleMoment } from './testing/samples.ts'
import type { Condition } from './tree.ts'

const KIND_NAMES = Object.keys(KINDS) as Kind[]
const moment = sampleMoment('2026-05-01T12:00:00Z')
const facts = sampleFacts({ ltv_minor: 50, purchases_count: 1 })
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
  // What stands twice changes in both places.
  [{ all: [YES, { not: YES }, NO] }, undefined],
  [{ all: [{ any: [YES, NO] }, { any: [{ not: YES }, NO] }] }, [NO]],
  [{ all: [NO, { any: [NO, NO_EITHER] }] }, [NO]],
  [{ any: [{ all: [NO, NO_EITHER] }, { all: [NO_EITHER, { not: YES }] }] }, [NO, NO_EITHER]],
  [{ all: [YES, { not: { all: [YES, NO] } }] }, [YES]],
  [null, undefined],
])('for %j to change, %j would have to', (tree, leaves) => {
  expect(nearestMiss(explainTree(tree, facts, moment))?.map(({ leaf }) => leaf)).toEqual(leaves)
})

const someLeaves = moments.chain((at) =>
  fc.tuple(fc.constant(at), factsAt(at), fc.array(leavesAt(at, KIND_NAMES), { minLength: 1, maxLength: 6 })),
)

describe('of a tree in which leaves stand several times', () => {
  test('the leaves change its answer together, and no smaller set of them does', () => {
    fc.assert(
      fc.property(
        someLeaves.chain(([at, of, leaves]) =>
          fc.tuple(fc.constant(at), fc.constant(of), treesOf(fc.constantFrom<Condition>(...leaves))),
        ),
        ([at, of, tree]) => {
          const explained = explainTree(tree, of, at)
          const keys = [...new Set(leavesIn(explained).map(({ leaf }) => keyOf(leaf)))]
          const miss = nearestMiss(explained)?.map(({ leaf }) => keyOf(leaf))
          const changing = subsets(keys).filter((set) => answer(explained, new Set(set)) !== explained.holds)
          expect(miss?.length ?? Infinity).toBe(Math.min(...changing.map((set) => set.length)))
          if (miss) expect(answer(explained, new Set(miss))).not.toBe(explained.holds)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

test('a tree of many repeated leaves is answered, with leaves that change it', () => {
  const leaves = Array.from({ length: 45 }, (_, i): Condition => ({ ltv: { gte: 100 + i } }))
  const pairs = leaves.map((leaf, i): Condition => ({ any: [leaf, leaves[(i + 1) % 45] as Condition] }))
  const explained = explainTree({ all: pairs }, facts, moment)
  const miss = nearestMiss(explained) ?? []
  expect(answer(explained, new Set(miss.map(({ leaf }) => keyOf(leaf))))).toBe(true)
})

function treesOf(leaves: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  return fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
      leaves,
      fc.array(tie('tree'), { maxLength: 4 }).map((all) => ({ all })),
      fc.array(tie('tree'), { maxLength: 4 }).map((any) => ({ any })),
      tie('tree').map((not) => ({ not })),
    ),
  })).tree
}

/** The answer of a tree in which some leaves have changed theirs. */
function answer(node: Explained, changed: ReadonlySet<string>): boolean {
  if ('all' in node) return node.all.every((part) => answer(part, changed))
  if ('any' in node) return node.any.some((part) => answer(part, changed))
  if ('not' in node) return !answer(node.not, changed)
  return node.holds !== changed.has(keyOf(node.leaf))
}

function leavesIn(node: Explained): ExplainedLeaf[] {
  if ('all' in node) return node.all.flatMap(leavesIn)
  if ('any' in node) return node.any.flatMap(leavesIn)
  return 'not' in node ? leavesIn(node.not) : [node]
}

function subsets<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]])
}
