import { expect, test } from 'vitest'
import { Utf8Builder } from './utf8.ts'

test.each([
  ['none', []],
  ['an empty one', ['']],
  ['of every width', ['a', 'é', 'Я', '€', '👍🏽', '\0', '\uffff']],
  ['more than are buffered at once', Array.from({ length: 3000 }, (_, i) => `${i} Москва 👍 `)],
  ['one that is longer than the buffer', ['before', '👍Я'.repeat(50_000), 'after']],
])('texts become the bytes of their UTF-8: %s', (_, texts) => {
  const builder = new Utf8Builder()
  for (const text of texts) builder.add(text)
  expect(builder.between('«', '»').equals(Buffer.from(`«${texts.join('')}»`))).toBe(true)
})
