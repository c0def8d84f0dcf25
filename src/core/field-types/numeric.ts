import { compareDecimals, type Decimal, parseDecimal, valueOf } from './decimal.ts'
import type { FieldType } from './field-type.ts'
import { decimalAt, soleWritten } from './written.ts'

/** A number that keeps its digits. Written as a number or a text such as "12.50", read as a text, as published. */
export const numeric: FieldType<Decimal> = {
  hasEnums: false,
  parse(values, { current, refuse }) {
    const value = soleWritten(values, refuse)
    if (value === undefined) return undefined
    const written = decimalAt(value, 'values.0.value', refuse)
    // A client that has read "1.50" as a number sends 1.5 back.
    const isRepeated =
      typeof value === 'number' && current !== undefined && compareDecimals(value, current) === 0
    return isRepeated ? current : written
  },
  render: (stored) => [{ value: String(stored) }],
  json: (stored) => `[{"value":"${stored}"}]`,
  words: (stored) => [String(stored)],
  tokens: (stored) => [String(valueOf(stored))],
  filterToken(text) {
    const read = parseDecimal(text)
    return 'decimal' in read ? String(valueOf(read.decimal)) : undefined
  },
  range: { bound: boundOf },
}

function boundOf(text: string): Decimal | undefined {
  const read = parseDecimal(text)
  if ('decimal' in read) return read.decimal
  if (read.problem !== 'too large') return undefined
  return text.startsWith('-') ? -Number.MAX_VALUE : Number.MAX_VALUE
}
