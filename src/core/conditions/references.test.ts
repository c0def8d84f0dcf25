import { describe, expect, test } from 'vitest'
import { brokenIn, referencesIn, withNames } from './references.ts'
import { FIELD_IDS, sampleAccount } from './testing/samples.ts'
import type { Condition } from './tree.ts'

const { select, text } = FIELD_IDS
const names = { account: sampleAccount(), tagName: (id: number) => (id < 20 ? `tag ${id}` : undefined) }
const pathsOf = (condition: Condition) =>
  referencesIn(condition).map(({ thing, id, path }) => [path, thing, id])

test('a tree names tags, segments, users, fields and their options, each at its path', () => {
  const condition: Condition = {
    all: [
      { tag: { any: [11, 12] } },
      { not: { any: [{ segment: { none: [31] } }, { responsible_user: { any: [1] } }] } },
      { custom_field: { field: select, all: [501, 502] } },
      { custom_field: { field: text, equals: 'a' } },
      { ltv: { gte: 1 } },
    ],
  }
  expect(pathsOf(condition)).toEqual([
    ['all.0.tag.any.0', 'tag', 11],
    ['all.0.tag.any.1', 'tag', 12],
    ['all.1.not.any.0.segment.none.0', 'segment', 31],
    ['all.1.not.any.1.responsible_user.any.0', 'user', 1],
    ['all.2.custom_field.field', 'custom_field', select],
    ['all.2.custom_field.all.0', 'option', 501],
    ['all.2.custom_field.all.1', 'option', 502],
    ['all.3.custom_field.field', 'custom_field', text],
  ])
  expect(pathsOf({ created_by: { none: [0] } })).toEqual([['created_by.none.0', 'user', 0]])
  expect(pathsOf({ stage: { any: [41] } })).toEqual([['stage.any.0', 'stage', 41]])
  expect(referencesIn(null)).toEqual([])
})

describe('a tree is broken where it names', () => {
  test.each<[string, Condition, string[]]>([
    ['nothing that is gone', { all: [{ tag: { any: [11] } }, { created_by: { any: [0, 1] } }] }, []],
    ['a tag that is gone', { tag: { any: [11, 20] } }, ['tag.any.1']],
    ['a segment that is gone', { not: { segment: { all: [99] } } }, ['not.segment.all.0']],
    ['a user that is gone', { responsible_user: { any: [9] } }, ['responsible_user.any.0']],
    ['a stage that is gone', { stage: { any: [44] } }, ['stage.any.0']],
    [
      'an option that was removed',
      { custom_field: { field: select, any: [501, 504] } },
      ['custom_field.any.1'],
    ],
    ['an option that is gone', { custom_field: { field: select, none: [9] } }, ['custom_field.none.0']],
    ['a field that is gone', { custom_field: { field: 9999, any: [501] } }, ['custom_field.field']],
  ])('%s', (_what, condition, expected) => {
    expect(brokenIn(condition, names).map(({ path }) => path)).toEqual(expected)
  })
})

test('a tree can be written with names in place of ids, and stays as it is itself', () => {
  const condition: Condition = {
    any: [{ not: { tag: { all: [11, 12] } } }, { custom_field: { field: select, none: [501] } }, { all: [] }],
  }
  const before = structuredClone(condition)
  const written = withNames(condition, ({ thing, id }) => (id === 12 ? undefined : `${thing} ${id}`))
  expect(written).toEqual({
    any: [
      { not: { tag: { all: ['tag 11', 12] } } },
      { custom_field: { field: `custom_field ${select}`, none: ['option 501'] } },
      { all: [] },
    ],
  })
  expect(condition).toEqual(before)
})
