import { expect, test } from 'vitest'
import { withTagReplaced } from './replace-tag.ts'
import type { Condition } from './tree.ts'

test.each<[Condition, Condition]>([
  [{ tag: { any: [1, 3] } }, { tag: { any: [2, 3] } }],
  [{ tag: { all: [1, 2] } }, { tag: { all: [2] } }],
  [
    { not: { any: [{ tag: { none: [3, 1] } }, { all: [] }] } },
    { not: { any: [{ tag: { none: [3, 2] } }, { all: [] }] } },
  ],
  [
    { all: [{ segment: { any: [1] } }, { tag: { any: [1] } }] },
    { all: [{ segment: { any: [1] } }, { tag: { any: [2] } }] },
  ],
])('of %j, with tag 2 for tag 1', (tree, expected) => {
  expect(withTagReplaced(tree, 1, 2)).toEqual(expected)
})

test('a tree that does not ask for the tag stays the same object', () => {
  const tree: Condition = { all: [{ not: { tag: { any: [3] } } }, { any: [{ segment: { any: [1] } }] }] }
  expect(withTagReplaced(tree, 1, 2)).toBe(tree)
})
