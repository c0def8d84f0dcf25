import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactUnitsOf, MAX_MINOR } from '../../money.ts'
import { ranges } from '../testing/questions.ts'
import { minorRange } from './amount-range.ts'
import { inRange } from './number-range.ts'

test.each([
  [{ gte: 99.505 }, { gte: 9951 }],
  [{ gt: 99.505 }, { gt: 9950 }],
  [{ lte: 99.505 }, { lte: 9950 }],
  [{ lt: 99.505 }, { lt: 9951 }],
  [{ eq: 99.5 }, { eq: 9950 }],
  [{ eq: 99.505 }, { eq: NaN }],
  [
    { gte: 0.1 + 0.2, lt: 1e300 },
    { gte: 31, lt: 1e302 },
  ],
])('%o is %o in cents', (range, cents) => {
  expect(minorRange(range, 2)).toEqual(cents)
})

test('a range is scaled to the digits that it is asked with', () => {
  const range = { gte: 1.5 }
  expect([2, 0, 3, 2].map((digits) => minorRange(range, digits).gte)).toEqual([150, 2, 1500, 150])
})

test('an amount is in a range of minor units exactly if its digits are in the one of currency units', () => {
  const bounds = fc.oneof(
    fc.integer({ min: -300, max: 300 }).map((cents) => cents / 100),
    fc.integer({ min: 0, max: 3000 }).map((mills) => mills / 1000),
    fc.double({ min: -1e15, max: 1e15, noNaN: true }).map((bound) => bound + 0),
    fc.integer({ min: 0, max: 5 }).map((less) => (MAX_MINOR - less) / 100),
  )
  const amounts = fc.oneof(
    fc.nat(300),
    fc.integer({ min: 0, max: 5 }).map((less) => MAX_MINOR - less),
  )
  fc.assert(
    fc.property(ranges(bounds), amounts, fc.integer({ min: 0, max: 4 }), (range, minor, digits) => {
      expect(inRange(minorRange(range, digits), minor)).toBe(inRange(range, exactUnitsOf(minor, digits)))
    }),
    { numRuns: 2000 },
  )
})
