import { type Decimal, MAX_DIGITS, parseDecimal } from './decimal.ts'
import type { Refuse } from './field-type.ts'

/** How many values a field that takes several may hold. */
export const MAX_VALUES = 1_000

/** How many UTF-8 bytes a text may have. */
export const MAX_TEXT_BYTES = 65_536

export type WrittenObject = Readonly<Record<string, unknown>>

/** Clients send the keys that they leave unset as null. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

/** Whether `{ value }` empties a field: null and '' both do. */
export function isBlank(value: unknown): value is null | '' {
  return value === null || value === ''
}

/**
 * A number in a request that JavaScript would show with other digits: `1.50`, `4276010012345678901`. Only fields of numbers look at the
 * digits; elsewhere it is the double that it means.
 */
export class WrittenNumber {
  readonly digits: string
  constructor(digits: string) {
    this.digits = digits
  }

  /** Returns the digits, so that requests which differ in them alone have another fingerprint. */
  toJSON(): string {
    return this.digits
  }
}

/** The `value` of a field that holds one; undefined when it clears the field or is refused. */
export function soleValue(values: readonly unknown[], refuse: Refuse): unknown {
  const value = soleWritten(values, refuse)
  return value instanceof WrittenNumber ? Number(value.digits) : value
}

/** The `value` as {@link soleValue} reads it, with the digits of a {@link WrittenNumber}. */
export function soleWritten(values: readonly unknown[], refuse: Refuse): unknown {
  const item = soleItem(values, refuse)
  if (item === undefined) return undefined
  if (item.value === undefined) refuse('FieldMissing', 'values.0.value')
  return isBlank(item.value) ? undefined : item.value
}

/** The only item of `values`; undefined when refused. */
export function soleItem(values: readonly unknown[], refuse: Refuse): WrittenObject | undefined {
  if (values.length <= 1) return objectAt(values[0], 'values.0', refuse)
  refuse('TooManyItems', 'values', { limit: 1 })
  return undefined
}

export function objectAt(value: unknown, path: string, refuse: Refuse): WrittenObject | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as WrittenObject
  refuse('InvalidType', path, { type: 'object' })
  return undefined
}

/** A text without NUL, which Postgres cannot store, and without halves of characters, which are no Unicode. */
export function textAt(value: unknown, path: string, refuse: Refuse): string | undefined {
  if (typeof value !== 'string') refuse('InvalidType', path, { type: 'string' })
  else if (value.includes('\0') || !value.isWellFormed()) refuse('InvalidCharacters', path)
  else return value
  return undefined
}

/** The doubles that are numbers. */
const DOUBLES = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE }

/** A number that is not beyond the doubles. */
export function finiteAt(value: unknown, path: string, refuse: Refuse): number | undefined {
  if (typeof value !== 'number') refuse('InvalidType', path, { type: 'float' })
  else if (!Number.isFinite(value)) refuse('OutOfRange', path, DOUBLES)
  else return value + 0 // -0 becomes 0
  return undefined
}

/** Reads a number, or a text that says one; undefined when refused. */
export function decimalAt(value: unknown, path: string, refuse: Refuse): Decimal | undefined {
  if (typeof value !== 'string' && !(value instanceof WrittenNumber)) return finiteAt(value, path, refuse)
  const text = value instanceof WrittenNumber ? value.digits : textAt(value, path, refuse)
  if (text === undefined) return undefined
  const read = parseDecimal(text)
  if ('decimal' in read) return read.decimal
  if (read.problem === 'malformed') refuse('InvalidFormat', path)
  else if (read.problem === 'too large') refuse('OutOfRange', path, DOUBLES)
  else refuse('TooManyDigits', path, { limit: MAX_DIGITS })
  return undefined
}

/** A whole number that JSON and JavaScript hold exactly, from `min` on. */
export function integerAt(
  value: unknown,
  path: string,
  refuse: Refuse,
  min = Number.MIN_SAFE_INTEGER,
): number | undefined {
  if (!Number.isInteger(value)) refuse('InvalidType', path, { type: 'int' })
  else if (!Number.isSafeInteger(value) || (value as number) < min)
    refuse('OutOfRange', path, { min, max: Number.MAX_SAFE_INTEGER })
  else return (value as number) + 0 // -0 becomes 0
  return undefined
}
