import { describe, expect, test } from 'vitest'
import { Refused } from '../core/errors.ts'
import type { Language } from '../core/actor.ts'
import { problemOf } from './problems.ts'
import { parseYaml } from './yaml.ts'

const read = (text: string) => parseYaml(Buffer.from(text))

function reasonOf(text: string, language: Language = 'en'): string {
  try {
    read(text)
  } catch (error) {
    if (error instanceof Refused) return problemOf(error, language).detail.replace(/^.*?: /, '')
    throw error
  }
  throw new Error('it was read')
}

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n')

describe('YAML', () => {
  test('is read as plain data: maps, lists, aliases, texts that look like something else in YAML 1.1', () => {
    expect(read('a: &x [1, yes, "2"]\nb: *x\n"on": {c: null, d: 1.5}\n')).toEqual({
      a: [1, 'yes', '2'],
      b: [1, 'yes', '2'],
      on: { c: null, d: 1.5 },
    })
  })

  test.each([
    ['a: 1\nb: 2\na: 3\n', 'Map keys must be unique at line 3, column 1'],
    ['x: {a: 1, "a": 2}', 'Map keys must be unique at line 1, column 11'],
  ])('with a key twice in a map is refused with the place: %j', (text, reason) => {
    expect(reasonOf(text)).toBe(reason)
  })

  test.each([
    ['[' + ','.repeat(500_000), 'Unexpected , in flow sequence at line 1, column 3'],
    [']'.repeat(500_000), 'Unexpected flow-seq-end token in YAML document: "]" at line 1, column 1'],
    [`a: "${'\\q'.repeat(250_000)}"`, 'Invalid escape sequence \\q at line 1, column 5'],
  ])('with an error in every letter is answered with the first', (text, reason) => {
    expect(reasonOf(text)).toBe(reason)
  })

  test('of very many keys in one map is read', () => {
    expect(Object.keys(read(lines(40_000, (i) => `k${i}: 1`)) as object)).toHaveLength(40_000)
  })

  test('may repeat itself by aliases, up to 200 of them', () => {
    const aliases = (count: number) => `- &a 1\n${lines(count, () => '- *a')}`
    expect(read(`- &a 1\n- [${Array(90).fill('*a').join()}]`)).toHaveLength(2)
    expect(reasonOf(aliases(201))).toBe('it has more than 200 aliases')
  })

  test.each([
    [
      'version: 1\n---\nversion: 1\n',
      'it holds several documents. Write all stages and segments into one: remove the line "---" between them, and give each key, such as "version", once',
      'в нём несколько документов. Запишите все этапы и сегменты в один: уберите строку "---" между ними и укажите каждый ключ, например "version", один раз',
    ],
    ['a: 1\na: 2', 'Map keys must be unique at line 2, column 1', 'ключ указан дважды: строка 2, столбец 1'],
    [
      'a: b: c',
      'Nested mappings are not allowed in compact mappings at line 1, column 4',
      'вложенный словарь должен начинаться с новой строки; текст с двоеточием поставьте в кавычки: строка 1, столбец 4',
    ],
    [
      'a:\n\tb: 1',
      'Tabs are not allowed as indentation at line 2, column 1',
      'отступ сделан табуляцией; используйте пробелы: строка 2, столбец 1',
    ],
    [
      '- *nobody',
      'an alias names nothing, or aliases or nesting make it too large',
      'псевдоним ни на что не указывает, или из-за псевдонимов или вложенности он слишком велик',
    ],
  ])('that is none says why in both languages: %j', (text, english, russian) => {
    expect([reasonOf(text), reasonOf(text, 'ru')]).toEqual([english, russian])
  })

  test.each(['a: [', 'a: b: c', '- *nobody', '[['.repeat(9_000)])(
    'that is none is refused: %.20s',
    (text) => {
      expect(() => read(text)).toThrow(Refused)
    },
  )
})
