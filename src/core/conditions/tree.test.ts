import { describe, expect, test } from 'vitest'
import { sampleFacts, sampleMoment } from './testing/samples.ts'
import { type Condition, holds, tagIdsIn } from './tree.ts'

const facts = sampleFacts({ tag_ids: [1, 2] })
const moment = sampleMoment('2026-05-01T12:00:00Z')

describe('what holds', () => {
  test.each<[string, Condition | null, boolean]>([
    ['no conditions never hold', null, false],
    ['an empty all is true', { all: [] }, true],
    ['an empty any is false', { any: [] }, false],
    ['not turns it round', { not: { any: [] } }, true],
    ['a leaf about an absent value is false', { before_purchase: 3650 }, false],
    ['and its not is true', { not: { after_today: 0 } }, true],
    ['any of the tags', { tag: { any: [2, 9] } }, true],
    ['all of the tags', { tag: { all: [1, 9] } }, false],
    ['none of the tags is not any', { tag: { none: [9] } }, true],
    ['every part of all', { all: [{ tag: { any: [1] } }, { tag: { any: [9] } }] }, false],
    ['one part of any', { any: [{ tag: { any: [9] } }, { tag: { all: [1, 2] } }] }, true],
  ])('%s', (_title, condition, expected) => {
    expect(holds(condition, facts, moment)).toBe(expected)
  })
})

test('the tags of a tree are found at every depth', () => {
  expect(tagIdsIn({ any: [{ not: { tag: { none: [3] } } }, { all: [{ tag: { any: [1, 2] } }] }] })).toEqual([
    3, 1, 2,
  ])
})
