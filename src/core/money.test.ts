import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ceilInMinorUnits,
  digitsOf,
  exactUnitsOf,
  floorInMinorUnits,
  MAX_MINOR,
  minorUnitsOf,
  unitsOf,
  wholeUnitsOf,
} from './money.ts'

test.each([
  ['USD', 2],
  ['RUB', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['CLF', 4],
  ['XAU', 2],
  ['ABC', 2],
])('%s has %i digits', (currency, digits) => {
  expect(digitsOf(currency)).toBe(digits)
})

test.each([
  [100, 2, 10_000],
  [100.5, 2, 10_050],
  [0.1 + 0.2, 2, 30],
  [0.285, 2, 29],
  [1.005, 2, 101],
  [1.0049999, 2, 100],
  [0.005, 2, 1],
  [0.004999, 2, 0],
  [-0, 2, 0],
  [0.5, 0, 1],
  [2.4999, 0, 2],
  [1.23456, 4, 12_346],
  [1e15, 0, 1e15],
  [1e-7, 2, 0],
  [5e-324, 2, 0],
  ['90071992547409.91', 2, MAX_MINOR],
])('%d with %i digits is %i minor units', (amount, digits, minor) => {
  expect(minorUnitsOf(amount, digits)).toBe(minor)
})

test.each([90_071_992_547_410, 1e15, 1e21, Number.MAX_VALUE])(
  '%d is more cents than can be kept',
  (amount) => {
    expect(minorUnitsOf(amount, 2)).toBeGreaterThan(MAX_MINOR)
  },
)

test.each([
  [10_050, 2, 100, 100.5, '100.5'],
  [10_000, 2, 100, 100, '100'],
  [99, 2, 0, 0.99, '0.99'],
  [5, 3, 0, 0.005, '0.005'],
  [0, 2, 0, 0, '0'],
  [7, 0, 7, 7, '7'],
  [MAX_MINOR, 2, 90_071_992_547_409, 90_071_992_547_409.91, '90071992547409.91'],
  [MAX_MINOR, 4, 900_719_925_474, 900_719_925_474.0991, '900719925474.0991'],
])('%i minor units of %i digits are shown as %d, %d and %s', (minor, digits, whole, units, exact) => {
  expect(wholeUnitsOf(minor, digits)).toBe(whole)
  expect(unitsOf(minor, digits)).toBe(units)
  expect(exactUnitsOf(minor, digits)).toBe(exact)
})

test.each([
  [100.505, 2, 10_050, 10_051],
  [100.5, 2, 10_050, 10_050],
  [-0.001, 2, -1, 0],
  [0.1 + 0.2, 2, 30, 31],
  [1e300, 2, 1e302, 1e302],
  [0.5, 0, 0, 1],
])('a bound of %d with %i digits lies between %d and %d', (bound, digits, floor, ceil) => {
  expect(floorInMinorUnits(bound, digits) + 0).toBe(floor)
  expect(ceilInMinorUnits(bound, digits) + 0).toBe(ceil)
})

describe('for every amount', () => {
  const digits = fc.integer({ min: 0, max: 4 })
  const minors = fc.oneof(fc.maxSafeNat(), fc.nat(100_000))

  test('its exact text is read back as itself', () => {
    fc.assert(
      fc.property(minors, digits, (minor, scale) => {
        expect(minorUnitsOf(exactUnitsOf(minor, scale), scale)).toBe(minor)
      }),
    )
  })

  test('its double is read back as itself, up to 15 digits', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999_999_999), digits, (minor, scale) => {
        expect(minorUnitsOf(unitsOf(minor, scale), scale)).toBe(minor)
        expect(exactUnitsOf(minor, scale)).toBe(JSON.stringify(unitsOf(minor, scale)))
      }),
    )
  })
})
