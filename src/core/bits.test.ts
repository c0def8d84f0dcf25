import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allIndexes, bitsAt, bitsWhere, both, either, oneOf, indexesOf, without } from './bits.ts'

const SIZE = 70
const indexes = fc.uniqueArray(fc.nat({ max: SIZE - 1 })).map((some) => some.sort((a, b) => a - b))

test('sets of indexes are joined as sets', () => {
  fc.assert(
    fc.property(indexes, indexes, (a, b) => {
      const [x, y] = [bitsAt(SIZE, a), bitsAt(SIZE, b)]
      expect(indexesOf(x)).toEqual(a)
      expect(indexesOf(both(x, y))).toEqual(a.filter((index) => b.includes(index)))
      expect(indexesOf(without(x, y))).toEqual(a.filter((index) => !b.includes(index)))
      expect(new Set(indexesOf(either(x, y)))).toEqual(new Set([...a, ...b]))
      expect(oneOf(x, y)).toEqual(without(either(x, y), both(x, y)))
    }),
  )
})

test.each([0, 1, 31, 32, 33, 64, 70])('a block of %i has so many indexes', (size) => {
  expect(indexesOf(allIndexes(size))).toEqual(Array.from({ length: size }, (_, index) => index))
})

test('only the indexes of a set are put to a test', () => {
  const tested: number[] = []
  const even = bitsWhere(bitsAt(SIZE, [1, 2, 31, 32, 63, 64]), (index) => {
    tested.push(index)
    return index % 2 === 0
  })
  expect(tested).toEqual([1, 2, 31, 32, 63, 64])
  expect(indexesOf(even)).toEqual([2, 32, 64])
})
