import type { FieldType } from './field-type.ts'
import { soleValue, textAt } from './written.ts'

/** A double. Written as a number or a text such as "12.5", read as a text, as published. */
export const numeric: FieldType<number> = {
  hasEnums: false,
  parse(values, { refuse }) {
    const value = soleValue(values, refuse)
    if (value === undefined) return undefined
    const path = 'values.0.value'
    if (typeof value !== 'number' && typeof value !== 'string') {
      refuse('InvalidType', path, { type: 'float' })
      return undefined
    }
    const written = typeof value === 'string' ? textAt(value, path, refuse) : value
    if (written === undefined) return undefined
    const number = typeof written === 'string' ? numberOfText(written) : written
    if (number === undefined) refuse('InvalidFormat', path)
    else if (!Number.isFinite(number))
      refuse('OutOfRange', path, { min: -Number.MAX_VALUE, max: Number.MAX_VALUE })
    else return number + 0 // -0 becomes 0
    return undefined
  },
  render: (stored) => [{ value: String(stored) }],
  json: (stored) => `[{"value":"${stored}"}]`,
  words: (stored) => [String(stored)],
  tokens: (stored) => [String(stored)],
  filterToken(text) {
    const number = numberOfText(text)
    return number === undefined || !Number.isFinite(number) ? undefined : String(number + 0)
  },
  range: { bound: boundOf },
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

/** A decimal with a point, perhaps with an exponent, as very large and small numbers are printed. Infinite beyond the doubles. */
function numberOfText(text: string): number | undefined {
  return DECIMAL.test(text) ? Number(text) : undefined
}

function boundOf(text: string): number | undefined {
  const number = numberOfText(text)
  if (number === undefined || Number.isFinite(number)) return number
  return number > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE
}
