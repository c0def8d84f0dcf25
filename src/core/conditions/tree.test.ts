import { describe, expect, test } from 'vitest'
import type { Facts } from './facts.ts'
import { type Condition, holds, tagIdsIn, toWire } from './tree.ts'

const facts: Facts = { next_date: null, last_purchase_at: null, purchases_count: 0, tag_ids: [1, 2] }
const moment = { now: 0, today: 0, dayOf: (at: number) => Math.floor(at / 86_400) }
const names = { tagName: (id: number) => `tag ${id}`, tagsTitle: 'Tags' }

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

describe('the published form', () => {
  const leaf = { type: 'after_today', match: { value: 60 }, conditions: [{ value: 60 }] }

  test('a leaf is one group with one item, letter by letter as printed', () => {
    expect(toWire({ after_today: 60 }, names)).toEqual([[leaf]])
    expect(toWire({ before_purchase: 0 }, names)).toEqual([
      [{ type: 'before_purchase', match: { value: 0 }, conditions: [{ value: 0 }] }],
    ])
    expect(toWire({ tag: { any: [174727] } }, names)).toEqual([
      [
        {
          type: 'tag',
          options: { name: 'Tags' },
          logic_operator: 'or',
          conditions: [{ id: 174727, name: 'tag 174727' }],
          match: { value: [174727], logic: 'or' },
          tmpl: 'tag_customers',
        },
      ],
    ])
  })

  test('an OR of ANDs is groups of items, and no conditions are an empty list', () => {
    const tree: Condition = {
      any: [{ all: [{ after_today: 60 }, { not: { after_today: 60 } }] }, { after_today: 60 }],
    }
    expect(toWire(tree, names)).toEqual([[leaf, { ...leaf, match: { value: 60, logic: 'not' } }], [leaf]])
    expect(toWire(null, names)).toEqual([])
  })

  test('what is no OR of ANDs is one item that holds the tree', () => {
    const tree: Condition = { all: [{ any: [{ after_today: 1 }, { after_today: 2 }] }] }
    expect(toWire(tree, names)).toEqual([[{ type: 'tree', match: { value: tree }, conditions: [] }]])
  })
})

test('the tags of a tree are found at every depth', () => {
  expect(tagIdsIn({ any: [{ not: { tag: { none: [3] } } }, { all: [{ tag: { any: [1, 2] } }] }] })).toEqual([
    3, 1, 2,
  ])
})
