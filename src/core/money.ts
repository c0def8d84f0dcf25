import { ceilOfScaled, type Decimal, floorOfScaled } from './field-types/decimal.ts'

/**
 * Amounts are kept in minor units of the account's currency, cents of a dollar, as whole numbers: sums are exact, and the largest is
 * the largest whole number that JavaScript keeps. `digits` is always the number of digits of the currency behind the decimal point.
 */
export const MAX_MINOR = Number.MAX_SAFE_INTEGER

/** ISO 4217, the currencies that have another number of digits than two. Codes without minor units there, such as XAU, count two. */
const OTHER_DIGITS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
    3: 'BHD IQD JOD KWD LYD OMR TND',
    4: 'CLF UYW',
  }).flatMap(([digits, codes]) => codes.split(' ').map((code) => [code, Number(digits)] as const)),
)

/** Returns how many digits a currency has behind the decimal point; two where ISO 4217 does not know the code. */
export function digitsOf(currency: string): number {
  return OTHER_DIGITS.get(currency) ?? 2
}

/**
 * Returns the minor units nearest to an amount in currency units, halves rounded up. A number counts as the shortest decimal that JSON
 * shows for it: 0.285 is 29 cents, though its double lies below. Greater than {@link MAX_MINOR} for what cannot be kept.
 */
export function minorUnitsOf(amount: Decimal, digits: number): number {
  return Number((floorOfScaled(amount, digits + 1) + 5n) / 10n)
}

/** Returns the least whole number of minor units that is at least an amount in currency units. */
export function ceilInMinorUnits(amount: Decimal, digits: number): number {
  return Number(ceilOfScaled(amount, digits))
}

/** Returns the greatest whole number of minor units that is at most an amount in currency units. */
export function floorInMinorUnits(amount: Decimal, digits: number): number {
  return Number(floorOfScaled(amount, digits))
}

/** Returns the whole currency units of an amount in minor units, cut off towards zero: 100 for 10,050 cents. */
export function wholeUnitsOf(minor: number, digits: number): number {
  const factor = 10 ** digits
  return (minor - (minor % factor)) / factor
}

/**
 * Returns an amount in currency units as the nearest double: 100.5 for 10,050 cents. A double shows 15 digits exactly; where 16 have to
 * be, use {@link exactUnitsOf}.
 */
export function unitsOf(minor: number, digits: number): number {
  return minor / 10 ** digits
}

/** Below, the shortest decimal that JavaScript prints for an amount is the amount. */
const FIFTEEN_DIGITS = 1e15

/** Returns an amount in currency units as the text of a JSON number, without zeros at the end: "100.5" for 10,050 cents. Always exact. */
export function exactUnitsOf(minor: number, digits: number): string {
  if (minor < FIFTEEN_DIGITS) return String(unitsOf(minor, digits))
  const rest = minor % 10 ** digits
  const whole = String(wholeUnitsOf(minor, digits))
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(digits, '0').replace(/0+$/, '')}`
}
