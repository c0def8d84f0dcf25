import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseTree } from '../../src/core/conditions/parse.ts'
import { sampleAccount } from '../../src/core/conditions/testing/samples.ts'
import { Invalid } from '../../src/core/errors.ts'
import { REFUSALS, VIOLATION_TEXTS } from '../../src/http/problem-texts.ts'
import { problemOf } from '../../src/http/problems.ts'
import { WARNING_TEXTS } from '../../src/http/warning-texts.ts'
import { tablesOf } from './markdown.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/api/errors.md'), 'utf8')
const [values = [], remedies = [], refusals = [], warnings = []] = tablesOf(page)

test('the page lists every code of a wrong value with its text', () => {
  expect(values.map(([code, detail]) => ({ code, detail }))).toEqual(
    Object.entries(VIOLATION_TEXTS).map(([code, { en }]) => ({ code: `\`${code}\``, detail: en })),
  )
})

test('the page shows remedies as they are said', () => {
  const said = remedies.map(([written = '']) => {
    const [, json = ''] = /^`(.*)`$/.exec(written) ?? []
    // What stands in YAML is shown by the tests of rules files.
    if (json === '') return undefined
    const { violations } = parseTree(JSON.parse(json), { account: sampleAccount(), use: 'filter' })
    return problemOf(new Invalid(violations), 'en')['validation-errors']?.[0]?.errors[0]?.detail
  })
  expect(said.filter((detail) => detail !== undefined)).toHaveLength(remedies.length - 1)
  for (const [i, [, shown = '']] of remedies.entries())
    if (said[i] !== undefined) expect(said[i]).toContain(shown.replace(/ …$/, ''))
})

test('the page lists every refusal with its status, title and text', () => {
  expect(refusals.map(([name, status, title, detail]) => ({ name, status, title, detail }))).toEqual(
    Object.entries(REFUSALS).map(([name, { status, title, en }]) => ({
      name: `\`${name}\``,
      status: String(status),
      title,
      detail: en,
    })),
  )
})

test('the page lists every warning with its text', () => {
  expect(warnings.map(([code, detail]) => ({ code, detail }))).toEqual(
    Object.entries(WARNING_TEXTS).map(([code, { en }]) => ({ code: `\`${code}\``, detail: en })),
  )
})

test('the page says of each when it occurs', () => {
  expect([...values, ...refusals, ...warnings].filter((row) => (row.at(-1) ?? '') === '')).toEqual([])
})
