import fc from 'fast-check'
import { expect, test } from 'vitest'
import { averageCheck, averageOf, withoutPurchase, withPurchases } from './totals.ts'

test.each([
  [0, 0, 0],
  [1231454, 11, 111950], // printed on the customers page
  [5, 2, 3], // half rounds up
  [4, 3, 1],
  [Number.MAX_SAFE_INTEGER, 1, Number.MAX_SAFE_INTEGER],
])('%d in %d purchases make an average of %d', (ltv_minor, purchases_count, average) => {
  expect(averageCheck({ ltv_minor, purchases_count })).toBe(average)
})

test('the average of no purchases is absent, and shown as 0', () => {
  expect(averageOf({ ltv_minor: 0, purchases_count: 0 })).toBeUndefined()
  expect(averageCheck({ ltv_minor: 0, purchases_count: 0 })).toBe(0)
})

test('the average is exact half-up rounding for every safe sum', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.integer({ min: 1, max: 1_000_000 }), (ltv_minor, count) => {
      const exact = (2n * BigInt(ltv_minor) + BigInt(count)) / (2n * BigInt(count))
      expect(BigInt(averageCheck({ ltv_minor, purchases_count: count }))).toBe(exact)
    }),
  )
})

test('adding purchases and deleting each of them again is nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), (prices) => {
      const start = { ltv_minor: 7, purchases_count: 2 }
      expect(prices.reduce(withoutPurchase, withPurchases(start, prices))).toEqual(start)
    }),
  )
})
