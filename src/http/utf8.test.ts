import { expect, test } from 'vitest'
import { utf8Of } from './utf8.ts'

test.each([
  ['none', []],
  ['an empty one', ['']],
  ['of every width', ['a', 'é', 'Я', '€', '👍🏽', '\0', '\uffff']],
  ['more than are gathered at once', Array.from({ length: 3000 }, (_, i) => `${i} Москва 👍 `)],
  ['one that is longer than what is gathered', ['before', '👍Я'.repeat(50_000), 'after']],
])('texts become the bytes of their UTF-8: %s', (_, texts) => {
  expect(utf8Of(texts).equals(Buffer.from(texts.join('')))).toBe(true)
})
