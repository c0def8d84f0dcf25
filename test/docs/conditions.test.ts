import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseTree } from '../../src/core/conditions/parse.ts'
import { KINDS } from '../../src/core/conditions/kinds.ts'
import { sampleAccount } from '../../src/core/conditions/testing/samples.ts'
import { FIELD_TYPE_NAMES } from '../../src/core/field-types/field-type.ts'
import { fillDemo } from '../../src/demo/service.ts'
import { checkBody } from '../../src/http/validation.ts'
import { RulesFile } from '../../src/rules/file/schema.ts'
import { serverOfTest } from '../helpers/server.ts'
import { blocksOf, pageText, tablesUnder } from './markdown.ts'

const page = pageText('conditions.md')
const examples = blocksOf(page, 'json').map((text) => JSON.parse(text) as unknown)

test('every example can be sent on the demo shop', async () => {
  const server = await serverOfTest()
  const shop = await server.newAccount()
  await fillDemo(server.deps, shop.id)
  for (const example of examples)
    await shop.admin.post('/api/patron/v1/conditions/preview', example).expect(200)
})

test('every kind has its example', () => {
  expect([...new Set(examples.flatMap(kindsIn))].sort()).toEqual(Object.keys(KINDS).sort())
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
  for (const { tree, use } of written)
    expect(parseTree(tree, { account: sampleAccount(), use }).violations).toEqual([])
})

/** Returns the kinds of the leaves of a written tree. */
function kindsIn(written: unknown): string[] {
  const [[word, inner] = []] = Object.entries(written as Record<string, unknown>)
  if (word === 'all' || word === 'any') return (inner as unknown[]).flatMap(kindsIn)
  return word === 'not' ? kindsIn(inner) : [word ?? '']
}
