import { describe, expect, test } from 'vitest'
import { Refused } from '../core/errors.ts'
import { parseYaml } from './yaml.ts'

const read = (text: string) => parseYaml(Buffer.from(text))

function reasonOf(text: string): string {
  try {
    read(text)
  } catch (error) {
    if (error instanceof Refused) return String(error.params['reason'])
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

  test('of very many keys in one map is read', () => {
    expect(Object.keys(read(lines(40_000, (i) => `k${i}: 1`)) as object)).toHaveLength(40_000)
  })

  test('may repeat itself by aliases, up to 200 of them', () => {
    const aliases = (count: number) => `- &a 1\n${lines(count, () => '- *a')}`
    expect(read(`- &a 1\n- [${Array(90).fill('*a').join()}]`)).toHaveLength(2)
    expect(reasonOf(aliases(201))).toBe('it has more than 200 aliases')
  })

  test.each(['a: [', 'a: b: c', '- *nobody', '[['.repeat(9_000)])(
    'that is none is refused: %.20s',
    (text) => {
      expect(() => read(text)).toThrow(Refused)
    },
  )
})
