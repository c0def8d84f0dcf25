/**
 * A number with the digits that it was written with: a double while that shows exactly these, else a text such as "1.50" or
 * "4276010012345678901".
 */
export type Decimal = number | string

/** How many digits a number may be written with. */
export const MAX_DIGITS = 38

/** Why a text is no decimal that can be kept. */
export type NoDecimal = 'malformed' | 'too many digits' | 'too large'

/**
 * Reads a decimal with a point. Leading zeros and a plus sign are dropped. What is written with an exponent, as programs print very large
 * and small doubles, is that double, or written out if it has more digits than one.
 */
export function parseDecimal(text: string): { readonly decimal: Decimal } | { readonly problem: NoDecimal } {
  const parts = partsOf(text)
  if (parts === undefined) return { problem: 'malformed' }
  if (parts.digits.length > MAX_DIGITS) return { problem: 'too many digits' }
  const number = Number(text) + 0 // -0 becomes 0
  if (!Number.isFinite(number)) return { problem: 'too large' }
  if (/e/i.test(text) && isHeld(parts, number)) return { decimal: number }
  if (lengthOf(parts) > MAX_DIGITS) return { problem: 'too many digits' }
  const plain = plainText(parts)
  return { decimal: String(number) === plain ? number : plain }
}

/** Returns the one form that all spellings of a value have: 1.5 for "1.50". */
export function valueOf(decimal: Decimal): Decimal {
  if (typeof decimal === 'number') return decimal
  const parts = withoutZeros(partsOf(decimal) as Parts)
  const number = Number(decimal)
  return isHeld(parts, number) ? number : plainText(parts)
}

/** Returns a negative number, 0 or a positive one, as `a` is less than, equal to or more than `b`; NaN if either is NaN. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [double, other] = [Number(a), Number(b)]
  // Rounding to doubles keeps the order, so that digits are needed only where the doubles are equal.
  if (double < other) return -1
  if (double > other) return 1
  if (typeof a === 'number' && typeof b === 'number') return double - other
  return compareDigits(partsOf(String(a)) as Parts, partsOf(String(b)) as Parts)
}

/** Returns the greatest whole number that is at most a decimal times ten to the power of `digits`. Exact for every finite decimal. */
export function floorOfScaled(decimal: Decimal, digits: number): bigint {
  return floorOf(partsOf(String(decimal)) as Parts, digits)
}

/** Returns the least whole number that is at least a decimal times ten to the power of `digits`, as {@link floorOfScaled}. */
export function ceilOfScaled(decimal: Decimal, digits: number): bigint {
  const parts = partsOf(String(decimal)) as Parts
  return -floorOf({ ...parts, isNegative: !parts.isNegative }, digits)
}

function floorOf(parts: Parts, digits: number): bigint {
  if (parts.scale <= digits) return scaled(parts, digits)
  const divisor = 10n ** BigInt(parts.scale - digits)
  const whole = scaled(parts, parts.scale)
  // Division of bigints cuts off towards zero.
  return whole / divisor - (whole < 0n && whole % divisor !== 0n ? 1n : 0n)
}

/** A decimal taken apart: `digits`, which begin with no zero and are empty for 0, divided by ten to the power of `scale`. */
type Parts = { readonly isNegative: boolean; readonly digits: string; readonly scale: number }

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i

function partsOf(text: string): Parts | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? []
  if (whole + fraction === '') return undefined
  const digits = (whole + fraction).replace(/^0+/, '')
  const scale = fraction.length - Number(exponent)
  return {
    isNegative: sign === '-' && digits !== '',
    digits,
    scale: digits === '' ? Math.max(scale, 0) : scale,
  }
}

/** How many digits the decimal has when its exponent is written out, without a zero before the point. */
function lengthOf({ digits, scale }: Parts): number {
  return scale < 0 ? digits.length - scale : Math.max(digits.length, scale)
}

function plainText({ isNegative, digits, scale }: Parts): string {
  const sign = isNegative ? '-' : ''
  if (scale <= 0) return `${sign}${digits === '' ? '0' : digits + '0'.repeat(-scale)}`
  const padded = digits.padStart(scale + 1, '0')
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`
}

/** Whether a double shows the value of a decimal, however many zeros end that. */
function isHeld(parts: Parts, number: number): boolean {
  const [a, b] = [withoutZeros(parts), withoutZeros(partsOf(String(number)) as Parts)]
  return a.digits === b.digits && a.scale === b.scale && a.isNegative === b.isNegative
}

function withoutZeros({ isNegative, digits, scale }: Parts): Parts {
  const kept = digits.replace(/0+$/, '')
  return { isNegative, digits: kept, scale: kept === '' ? 0 : scale - (digits.length - kept.length) }
}

/** Compares decimals whose doubles are equal, and which therefore have about as many digits. */
function compareDigits(a: Parts, b: Parts): number {
  const scale = Math.max(a.scale, b.scale)
  const difference = scaled(a, scale) - scaled(b, scale)
  return difference < 0n ? -1 : Number(difference > 0n)
}

function scaled({ isNegative, digits, scale }: Parts, to: number): bigint {
  const whole = BigInt(digits) * 10n ** BigInt(to - scale)
  return isNegative ? -whole : whole
}
