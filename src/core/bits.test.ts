import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allPlaces, bitsAt, bitsWhere, both, either, oneOf, placesOf, without } from './bits.ts'

const SIZE = 70
const places = fc.uniqueArray(fc.nat({ max: SIZE - 1 })).map((some) => some.sort((a, b) => a - b))

test('sets of places are joined as sets', () => {
  fc.assert(
    fc.property(places, places, (a, b) => {
      const [x, y] = [bitsAt(SIZE, a), bitsAt(SIZE, b)]
      expect(placesOf(x)).toEqual(a)
      expect(placesOf(both(x, y))).toEqual(a.filter((place) => b.includes(place)))
      expect(placesOf(without(x, y))).toEqual(a.filter((place) => !b.includes(place)))
      expect(new Set(placesOf(either(x, y)))).toEqual(new Set([...a, ...b]))
      expect(oneOf(x, y)).toEqual(without(either(x, y), both(x, y)))
    }),
  )
})

test.each([0, 1, 31, 32, 33, 64, 70])('a block of %i has so many places', (size) => {
  expect(placesOf(allPlaces(size))).toEqual(Array.from({ length: size }, (_, place) => place))
})

test('only the places of a set are put to a test', () => {
  const asked: number[] = []
  const even = bitsWhere(bitsAt(SIZE, [1, 2, 31, 32, 63, 64]), (place) => {
    asked.push(place)
    return place % 2 === 0
  })
  expect(asked).toEqual([1, 2, 31, 32, 63, 64])
  expect(placesOf(even)).toEqual([2, 32, 64])
})
