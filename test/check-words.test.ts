import { Linter } from 'eslint'
import { expect, test } from 'vitest'
import { words } from '../scripts/eslint-words.ts'

function messagesFor(code: string, file = 'file.js'): string[] {
  const linter = new Linter()
  const config = [
    { plugins: { words }, rules: { 'words/names': 'error', 'words/docstrings': 'error' } } as const,
  ]
  return linter.verify(code, config, file).map(({ message }) => message)
}

test.each([
  ['a function', 'function nextFlip() {}', 'transition'],
  ['a constant', 'const MAX_FLIPS = 1', 'transitions'],
  ['a parameter', '((placeOf) => placeOf)()', 'index, target or path'],
  ['a destructured variable', 'const { a: asked } = {}', 'required or requested'],
  ['a class', 'class TagBook {}', 'index'],
  ['a method', 'class A { evaluateEverybody() {} }', 'all customers'],
  ['a private field', 'class A { #turns }', 'lock'],
])('%s with a private word is refused with the word of the field', (_what, code, better) => {
  expect(messagesFor(code)).toEqual([expect.stringContaining(`say ${better} instead of`)])
})

test('a file with a private word in its name is refused', () => {
  expect(messagesFor('', 'src/rules/circles.js')).toEqual([expect.stringContaining('say cycles instead of')])
})

test('keys of the wire, imported names, and words that only contain one pass', () => {
  expect(
    messagesFor(`import { told } from 'elsewhere'; const answer = { aloud: told, place_id: 1 }
      const replaced = placement(answer); function placement(discarded) { return discarded.aloud }; placement(replaced)`),
  ).toEqual([])
})

test.each(['/** The same for one item. */', '/**\n * The same, but later.\n */'])(
  '%j is refused',
  (comment) => {
    expect(messagesFor(comment)).toEqual([expect.stringContaining('A docstring stands alone')])
  },
)

test('other comments may say that things are the same', () => {
  expect(messagesFor('/** Reads the same row twice. */\n// The same as above.')).toEqual([])
})
