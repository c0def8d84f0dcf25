import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REFUSALS, VIOLATION_TEXTS } from '../../src/http/problem-texts.ts'
import { tablesOf } from './markdown.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/api/errors.md'), 'utf8')
const [values = [], refusals = []] = tablesOf(page)

test('the page lists every code of a wrong value with its text', () => {
  expect(values.map(([code, detail]) => ({ code, detail }))).toEqual(
    Object.entries(VIOLATION_TEXTS).map(([code, { en }]) => ({ code: `\`${code}\``, detail: en })),
  )
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

test('the page says of each when it occurs', () => {
  expect([...values, ...refusals].filter((row) => (row.at(-1) ?? '') === '')).toEqual([])
})
