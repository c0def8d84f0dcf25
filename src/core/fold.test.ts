import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText } from './fold.ts'

const anyText = fc.string({ unit: 'binary' })

test.each([
  ['ИВАНОВ Пётр', 'иванов пётр'],
  ['STRASSE', 'strasse'],
  ['Straße', 'strasse'],
  ['STRAẞE', 'strasse'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['οδος', 'οδοσ'],
  ['ﬁt', 'fit'],
  ['µ', 'μ'],
  ['e\u0301', '\u00e9'],
  ['J\u0323\u030c', '\u01f0\u0323'],
  ['İ', 'i\u0307'],
  ['  a\tB ', '  a\tb '],
  ['', ''],
])('%j folds to %j', (text, folded) => {
  expect(foldText(text)).toBe(folded)
})

test('accents are told apart', () => {
  expect(foldText('é')).not.toBe(foldText('e'))
})

test('folding twice is folding once, for every character with every mark that composes', () => {
  const marks = ['', '\u0301', '\u0307', '\u0308', '\u0323', '\u0345', '\u0323\u030c']
  const folded: string[] = []
  for (let code = 0; code < 0x1f000; code++) {
    if (code >= 0xd800 && code < 0xe000) continue
    for (const mark of marks) folded.push(foldText(String.fromCodePoint(code) + mark))
  }
  expect(folded.filter((text) => foldText(text) !== text)).toEqual([])
})

test('folding twice is folding once, for any text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text))
    }),
  )
})

test('the case and the composition of a text make no difference', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'aZßẞσςΣéÉёЁйЙıiǰŉﬁѵҐ', 'e\u0301', 'И\u0306'),
  })
  fc.assert(
    fc.property(letters, (text) => {
      for (const same of [text.toUpperCase(), text.toLowerCase(), text.normalize('NFD')])
        expect(foldText(same)).toBe(foldText(text))
    }),
  )
})

test('a text folds alike beside a letter that needs more than lower case', () => {
  const plain = fc.string({ unit: fc.constantFrom(...'azAZ 09_~АяЯЁёйЙ\u0000\u007f') })
  fc.assert(
    fc.property(plain, (text) => {
      expect(foldText(`${text} é`)).toBe(`${foldText(text)} é`)
    }),
  )
})
