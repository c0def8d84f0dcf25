import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseTree } from '../../src/core/conditions/parse.ts'
import { KINDS } from '../../src/core/conditions/kinds.ts'
import { sampleAccount } from '../../src/core/conditions/testing/samples.ts'
import { leavesOf } from '../../src/core/conditions/tree.ts'
import { FieldSet } from '../../src/core/field-types/field-set.ts'
import { FIELD_TYPE_NAMES, type FieldTypeName } from '../../src/core/field-types/field-type.ts'
import { sampleField } from '../../src/core/field-types/samples.ts'
import { checkBody } from '../../src/http/validation.ts'
import { RulesFile } from '../../src/rules/file/schema.ts'
import { blocksOf, pageText, tablesUnder } from './markdown.ts'

const page = pageText('conditions.md')
const FIELDS: Readonly<Record<string, FieldTypeName>> = {
  CITY: 'text',
  DISCOUNT: 'numeric',
  NEWSLETTER: 'checkbox',
  ROAST: 'select',
  BIRTHDAY: 'date',
  VISIT: 'date_time',
}
const options = ['Dark', 'Medium'].map((value, i) => ({ id: i + 1, value, sort: i, code: null }))

/** The account that the examples are about. */
const account = {
  ...sampleAccount(),
  users: new Map([
    [1, { name: 'Ann' }],
    [2, { name: 'Bob' }],
  ]),
  customerFields: new FieldSet(
    Object.entries(FIELDS).map(([code, type], i) =>
      sampleField(type, { id: i + 1, code, ...(type === 'select' && { enums: options }) }),
    ),
  ),
}
const tags = { find: () => ({ id: 1 }) }

const examples = blocksOf(page, 'json').map((text) => JSON.parse(text) as unknown)
const trees = examples.map((example) => parseTree(example, { account, use: 'filter' }))

test('every example can be sent', () => {
  expect(trees.flatMap((parsed) => parsed.violations(tags))).toEqual([])
})

test('every kind has its example', () => {
  const leaves = trees.flatMap((parsed) => leavesOf(parsed.resolve(tags)))
  const shown = new Set(leaves.map((leaf) => Object.keys(leaf)[0]))
  expect([...shown].sort()).toEqual(Object.keys(KINDS).sort())
})

test('the page says of every type of fields how it is asked', () => {
  const [rows = []] = tablesUnder(page, '## Custom fields')
  const named = rows.flatMap(([types = '']) => [...types.matchAll(/`(\w+)`/g)].map(([, type]) => type))
  // Of these two nothing can be asked but whether there is a value.
  expect(named.sort()).toEqual(
    FIELD_TYPE_NAMES.filter((type) => type !== 'chained_list' && type !== 'file').sort(),
  )
})

test('the file of the page on git is one, and its trees can be read', () => {
  const [yaml = ''] = blocksOf(pageText('operations/rules-in-git.md'), 'yaml')
  const { stages = [], segments = [] } = checkBody(RulesFile, parse(yaml)) as RulesFile
  const written = [
    ...stages.map((stage) => ({ tree: stage.conditions, use: 'stage' as const })),
    ...segments.flatMap(({ entry, exit }) =>
      [entry, exit].map((tree) => ({ tree, use: 'segment' as const })),
    ),
  ].filter(({ tree }) => tree !== null && tree !== undefined)
  expect(written).toHaveLength(3)
  for (const { tree, use } of written) expect(parseTree(tree, { account, use }).violations(tags)).toEqual([])
})
