import { describe, expect, test } from 'vitest'
import type { Names } from './kind.ts'
import { FIELD_IDS, sampleAccount } from './testing/samples.ts'
import type { Condition } from './tree.ts'
import { toWire } from './wire.ts'

const names: Names = { account: sampleAccount(), tagName: (id) => `tag ${id}`, language: 'en' }
const leaf = { type: 'after_today', match: { value: 60 }, conditions: [{ value: 60 }] }

describe('the published kinds, letter by letter as printed', () => {
  test('days around the expected purchase', () => {
    expect(toWire({ after_today: 60 }, names)).toEqual([[leaf]])
    expect(toWire({ before_purchase: 0 }, names)).toEqual([
      [{ type: 'before_purchase', match: { value: 0 }, conditions: [{ value: 0 }] }],
    ])
  })

  test.each([
    ['en', 'Tags'],
    ['ru', 'Теги'],
  ] as const)('tags, in %s', (language, title) => {
    const printed = {
      type: 'tag',
      options: { name: title },
      logic_operator: 'or',
      conditions: [{ id: 174727, name: 'tag 174727' }],
      match: { value: [174727], logic: 'or' },
      tmpl: 'tag_customers',
    }
    const shown = toWire({ tag: { any: [174727] } }, { ...names, language })
    expect(shown).toEqual([[printed]])
    expect(JSON.stringify(shown)).toBe(JSON.stringify([[printed]]))
  })
})

test.each<[Condition, object]>([
  [{ ltv: { gte: 5 } }, { type: 'ltv', match: { value: { gte: 5 } }, conditions: [{ value: { gte: 5 } }] }],
  [
    { responsible_user: { none: [1] } },
    {
      type: 'responsible_user',
      logic_operator: 'not',
      conditions: [{ id: 1, name: 'Ann' }],
      match: { value: [1], logic: 'not' },
    },
  ],
  [
    { segment: { all: [31, 99] } },
    {
      type: 'segment',
      logic_operator: 'and',
      conditions: [
        { id: 31, name: 'VIP' },
        { id: 99, name: '' },
      ],
      match: { value: [31, 99], logic: 'and' },
    },
  ],
  [
    { custom_field: { field: FIELD_IDS.checkbox, is: true } },
    {
      type: 'custom_field',
      match: { value: { field: FIELD_IDS.checkbox, is: true } },
      conditions: [{ value: { field: FIELD_IDS.checkbox, is: true } }],
    },
  ],
])('other kinds look like the published ones: %j', (condition, item) => {
  expect(toWire(condition, names)).toEqual([[item]])
})

describe('the published form of a tree', () => {
  const asTree = (tree: Condition) => [[{ type: 'tree', match: { value: tree }, conditions: [] }]]

  test('an OR of ANDs is groups of items, and no conditions are an empty list', () => {
    const tree: Condition = {
      any: [{ all: [{ after_today: 60 }, { not: { after_today: 60 } }] }, { after_today: 60 }],
    }
    expect(toWire(tree, names)).toEqual([[leaf, { ...leaf, match: { value: 60, logic: 'not' } }], [leaf]])
    expect(toWire(null, names)).toEqual([])
    expect(toWire({ any: [] }, names)).toEqual([])
  })

  test.each<[string, Condition]>([
    ['an OR inside an AND', { all: [{ any: [{ after_today: 1 }, { after_today: 2 }] }] }],
    ['an empty group, which means nothing there and true here', { any: [{ all: [] }, { after_today: 1 }] }],
    ['an empty AND', { all: [] }],
    ['a negated group', { not: { any: [{ after_today: 1 }] } }],
    ['a double negation', { not: { not: { after_today: 1 } } }],
    ['a negated "none of", which would look like "none of"', { not: { tag: { none: [1] } } }],
  ])('%s is one item that holds the tree', (_title, tree) => {
    expect(toWire(tree, names)).toEqual(asTree(tree))
  })
})
