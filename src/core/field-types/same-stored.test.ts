import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameStored } from './same-stored.ts'

test('a value is the same after the database has reordered its keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      const reversed = JSON.parse(text, (_key, part: unknown) =>
        typeof part === 'object' && part !== null && !Array.isArray(part)
          ? Object.fromEntries(Object.entries(part).reverse())
          : part,
      ) as unknown
      expect(sameStored(JSON.parse(text), reversed)).toBe(true)
    }),
  )
})

test.each<[unknown, unknown]>([
  [1, 2],
  [1, '1'],
  [
    [1, 2],
    [2, 1],
  ],
  [[1], [1, 2]],
  [[], {}],
  [{ a: 1 }, { b: 1 }],
  [{ a: undefined }, { b: undefined }],
  [null, {}],
  [undefined, null],
])('%j and %j are not the same', (a, b) => {
  expect(sameStored(a, b)).toBe(false)
})
