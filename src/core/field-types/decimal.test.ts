import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareDecimals, type Decimal, MAX_DIGITS, parseDecimal, valueOf } from './decimal.ts'

describe('a text is read as a number while a double shows its digits, else as a text of them', () => {
  test.each<[string, Decimal]>([
    ['12.5', 12.5],
    ['-.5', -0.5],
    ['+7.', 7],
    ['0012', 12],
    ['-0', 0],
    ['1e3', 1000],
    ['0.1', 0.1],
    ['9007199254740993', '9007199254740993'],
    ['4276010012345678901', '4276010012345678901'],
    ['-1234567890123456.78', '-1234567890123456.78'],
    ['1.50', '1.50'],
    ['100.0', '100.0'],
    ['-0.00', '0.00'],
    ['.050', '0.050'],
    ['0.0000001', '0.0000001'],
    ['1e-7', 1e-7],
    ['1.0E+21', 1e21],
    ['1000000000000000000000', '1000000000000000000000'],
    ['42760100123456789.01e2', '4276010012345678901'],
    ['9'.repeat(38), '9'.repeat(38)],
    [`0.${'0'.repeat(37)}1`, `0.${'0'.repeat(37)}1`],
    ['1e300', 1e300],
    ['1.7976931348623157e+308', Number.MAX_VALUE],
    ['-5e-324', -Number.MIN_VALUE],
    ['0e-999999999999', 0],
    ['0e999999999999', 0],
  ])('%s', (text, decimal) => {
    expect(parseDecimal(text)).toEqual({ decimal })
  })

  test.each([
    ['', 'malformed'],
    ['.', 'malformed'],
    ['-', 'malformed'],
    ['1,5', 'malformed'],
    [' 1', 'malformed'],
    ['0x10', 'malformed'],
    ['Infinity', 'malformed'],
    ['NaN', 'malformed'],
    ['1e', 'malformed'],
    ['9'.repeat(39), 'too many digits'],
    [`1.${'0'.repeat(38)}`, 'too many digits'],
    [`1${'0'.repeat(100_000)}1`, 'too many digits'],
    ['1e-400', 'too many digits'],
    ['4276010012345678901e50', 'too many digits'],
    ['1e400', 'too large'],
    ['-1e999999999999', 'too large'],
  ])('%s is refused: %s', (text, problem) => {
    expect(parseDecimal(text)).toEqual({ problem })
  })
})

test.each<[Decimal, Decimal]>([
  ['1.50', 1.5],
  ['0.00', 0],
  ['1000000000000000000000', 1e21],
  ['4276010012345679000', 4276010012345679000],
  ['4276010012345678901.0', '4276010012345678901'],
  ['0.0000001', 1e-7],
  [2.5, 2.5],
])('%j has the value %j', (decimal, value) => {
  expect(valueOf(decimal)).toBe(value)
})

test.each<[Decimal, string, Decimal]>([
  ['4276010012345678901', '>', '4276010012345678900'],
  ['4276010012345678901', '<', 4276010012345679000],
  ['-4276010012345678901', '>', -4276010012345679000],
  ['0.3', '=', 0.3],
  ['0.30000000000000004', '>', '0.3'],
  ['0.3000000000000000000001', '>', 0.3],
  ['1.50', '=', 1.5],
  ['1000000000000000000000', '=', 1e21],
  ['0.00', '=', 0],
  [-1, '<', '0.0'],
  [1e300, '>', '9'.repeat(38)],
])('%s %s %s', (a, sign, b) => {
  const signOf = (difference: number) => (difference < 0 ? '<' : difference > 0 ? '>' : '=')
  expect(signOf(compareDecimals(a, b))).toBe(sign)
  expect(signOf(-compareDecimals(b, a))).toBe(sign)
})

test('nothing compares with what is no number', () => {
  expect(compareDecimals(NaN, 1)).toBeNaN()
  expect(compareDecimals(1, NaN)).toBeNaN()
})

/** Texts of up to 38 digits, with a point somewhere. */
const plain = fc
  .tuple(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), fc.nat({ max: 38 }))
  .map(([digits, scale]) => {
    const sign = digits < 0n ? '-' : ''
    const padded = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
    return scale === 0 ? sign + padded : `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`
  })
  .filter((text) => !/^-[0.]*$/.test(text))

test('every digit that is written is kept', () => {
  fc.assert(
    fc.property(plain, (text) => {
      const read = parseDecimal(text)
      expect('decimal' in read && String(read.decimal)).toBe(text)
    }),
  )
})

test('what a double shows is read as that double', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      const read = parseDecimal(String(number))
      expect(read).toEqual({ decimal: number + 0 })
    }),
  )
})

test('decimals are in the order of their digits', () => {
  const scaled = (text: string): bigint => {
    const [whole = '', fraction = ''] = text.split('.')
    return BigInt(whole + fraction.padEnd(MAX_DIGITS, '0'))
  }
  fc.assert(
    fc.property(plain, plain, fc.nat({ max: 3 }), (a, other, cut) => {
      const near = /\./.test(a) ? a.slice(0, a.length - cut).replace(/\.$/, '') : other
      for (const b of [other, near].filter((text) => /\d$/.test(text))) {
        const expected = scaled(a) - scaled(b)
        const found = compareDecimals(a, b)
        expect(Math.sign(found) + 0).toBe(expected < 0n ? -1 : expected > 0n ? 1 : 0)
        expect(valueOf(a) === valueOf(b)).toBe(expected === 0n)
      }
    }),
  )
})
