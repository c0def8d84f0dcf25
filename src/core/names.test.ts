import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isVisible, keptName, nameAfter, nameAt, twinsAmong } from './names.ts'

/** é, composed and of two characters. */
const COMPOSED = '\u00e9'
const DECOMPOSED = 'e\u0301'

test.each([
  ['VIP', 'VIP'],
  [' \t\n\u00a0\u3000VIP\ufeff', 'VIP'],
  ['V  I  P', 'V  I  P'],
  ['vip', 'vip'],
  [DECOMPOSED, COMPOSED],
  ['👨‍👩‍👧', '👨‍👩‍👧'],
])('%j is kept as %j', (written, kept) => {
  expect(keptName(written)).toBe(kept)
})

test('a name that is kept is kept as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(keptName(keptName(text))).toBe(keptName(text))
    }),
  )
})

describe('whether anything of a name can be seen', () => {
  test.each(['a', 'я', '0', '.', '👍', '漢', '\u0915\u093f', 'a\u200b', '\u00a9', '\u{1f1e9}\u{1f1ea}'])(
    '%j can',
    (name) => {
      expect(isVisible(name)).toBe(true)
    },
  )

  test.each([
    ['nothing', ''],
    ['blanks', ' \t\u00a0\u2003\u3000'],
    ['a zero-width space', '\u200b'],
    ['joiners', '\u200d\u200c\u2060\u034f'],
    ['a byte order mark', '\ufeff'],
    ['controls', '\u0007\u0085'],
    ['a soft hyphen', '\u00ad'],
    ['directions', '\u202e\u2066'],
    ['a mark without a letter', '\u0301'],
    ['a variation selector', '\ufe0f'],
    ['fillers', '\u3164\u115f\u2800'],
    ['tags of flags', '\u{e0067}'],
  ])('%s cannot', (_what, name) => {
    expect(isVisible(name)).toBe(false)
    expect(refusalsOf((refuse) => nameAt(name, 'name', refuse))).toEqual(['NotBlank name'])
  })
})

describe('the name after a write', () => {
  test.each([
    ['nothing written', 'VIP', undefined, 'VIP', []],
    ['another name', 'VIP', ' New ', 'New', []],
    ['what is there, from before names had one form', ' VIP', ' VIP', ' VIP', []],
    ['what is there, though it cannot be seen', ' ', ' ', ' ', []],
    ['the same name in its one form', ' VIP', 'VIP', 'VIP', []],
    ['what cannot be seen', 'VIP', '\u200b', 'VIP', ['NotBlank name']],
    ['255 characters that become more', 'VIP', '\u0958'.repeat(255), 'VIP', ['TooLong name']],
  ])('%s', (_what, present, written, after, refused) => {
    expect(refusalsOf((refuse) => expect(nameAfter(present, written, 'name', refuse)).toBe(after))).toEqual(
      refused,
    )
  })
})

test('twins are things whose names are one in several spellings', () => {
  const things = [
    { id: 9, name: COMPOSED },
    { id: 5, name: DECOMPOSED },
    { id: 6, name: 'VIP' },
    { id: 7, name: 'vip' },
    { id: 8, name: 'Same' },
    { id: 4, name: 'Same' },
  ]
  expect(twinsAmong(things).map((twins) => twins.map(({ id }) => id))).toEqual([[5, 9]])
})

function refusalsOf(work: (refuse: Parameters<typeof nameAt>[2]) => unknown): string[] {
  const refused: string[] = []
  work((code, path) => refused.push(`${code} ${path}`))
  return refused
}
