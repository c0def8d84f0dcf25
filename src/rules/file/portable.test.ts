import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Definitions, type SegmentDefinition } from '../../account/definitions.ts'
import { parseTree } from '../../core/conditions/parse.ts'
import { moments, treesAt } from '../../core/conditions/testing/arbitraries.ts'
import { sampleAccount } from '../../core/conditions/testing/samples.ts'
import { type Condition, leavesOf } from '../../core/conditions/tree.ts'
import { sampleField } from '../../core/field-types/samples.ts'
import { keysOf } from './keys.ts'
import { portableFacts, portableTree } from './portable.ts'

describe('keys', () => {
  const keys = (...names: string[]) => [...keysOf(names.map((name, i) => ({ id: i + 1, name }))).values()]

  test('are names, and behind the first of a name its number, whatever else is called so', () => {
    expect(keys('A', 'B')).toEqual(['A', 'B'])
    expect(keys('A', 'A', 'A')).toEqual(['A', 'A (2)', 'A (3)'])
    expect(keys('A', 'A (2)', 'A')).toEqual(['A', 'A (2)', 'A (3)'])
    expect(keys('A', 'A', 'A (2)')).toEqual(['A', 'A (3)', 'A (2)'])
  })

  test('are unique, and those of things that are there do not change when others come with other names', () => {
    const names = fc.array(fc.constantFrom('A', 'A (2)', 'A (3)', 'A (2) (2)', ''), { maxLength: 8 })
    fc.assert(
      fc.property(names, (given) => {
        const all = keys(...given)
        expect(new Set(all).size).toBe(all.length)
        expect(keys(...given, 'Z').slice(0, -1)).toEqual(all)
      }),
    )
  })
})

/** The sample account with everything that the random trees name; of two fields and two segments the names are the same. */
function account(): Definitions {
  const sample = sampleAccount()
  const fields = [
    ...sample.customerFields.all().map((field) => ({
      ...field,
      // Some by code, some by name, some by id alone.
      code: field.id % 3 === 0 ? field.code : null,
      name: field.id % 3 === 1 ? 'Same' : field.name,
      enums: field.enums?.map(({ removed: _removed, ...option }) => option) ?? null,
    })),
    sampleField('text', { id: 9999, name: 'Last' }),
  ]
  const segments = [...sample.segments, [99, { name: 'VIP', slot: 99 }] as const].map(
    ([id, { name, slot }]) => ({ id, name, slot, entry: null, exit: null }) as SegmentDefinition,
  )
  return new Definitions({
    account: { timezone: 'UTC', language: 'en' },
    users: [...sample.users].map(([id, { name }]) => ({ id, name })),
    groups: [],
    fields,
    stages: sample.stages,
    segments,
  } as unknown as ConstructorParameters<typeof Definitions>[0])
}

test('a tree that is written with names and read again is the same tree', () => {
  const definitions = account()
  const keys = keysOf(definitions.segments.values())
  const tagName = (id: number) => (id === 12 ? '12' : `tag ${id}`)
  const tags = {
    find: (reference: { id: number } | { name: string }) => {
      if ('id' in reference) return reference
      return { id: Number(reference.name.replace('tag ', '')) }
    },
  }
  const segments = new Map(
    [...definitions.segments.values()].map(({ id, slot }) => [id, { slot, name: keys.get(id) as string }]),
  )
  const facts = portableFacts(definitions, segments)
  const trees = moments
    .chain(treesAt)
    .filter((tree) => leavesOf(tree).length <= 60 && !JSON.stringify(tree).includes('\\u0000'))
  fc.assert(
    fc.property(trees, (tree: Condition) => {
      const written = JSON.parse(JSON.stringify(portableTree(tree, definitions, keys, tagName))) as unknown
      expect(parseTree(written, { account: facts, use: 'filter' }).resolve(tags)).toEqual(tree)
    }),
    { numRuns: 500 },
  )
})
