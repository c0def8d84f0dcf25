import { type FieldType } from './field-type.ts'
import { soleValue } from './written.ts'

/** The texts are here for clients whose types make the value a string and for PHP's 1 and 0. */
const MEANINGS = new Map<unknown, boolean>([
  [true, true],
  [1, true],
  ['1', true],
  ['true', true],
  [false, false],
  [0, false],
  ['0', false],
  ['false', false],
])

/** Switched off is a value, too: it is another state than no value. */
export const checkbox: FieldType<boolean> = {
  hasEnums: false,
  parse(values, { refuse }) {
    const value = soleValue(values, refuse)
    if (value === undefined) return undefined
    const meaning = MEANINGS.get(value)
    if (meaning === undefined) refuse('InvalidType', 'values.0.value', { type: 'bool' })
    return meaning
  },
  render: (stored) => [{ value: stored }],
  json: (stored) => `[{"value":${stored}}]`,
  words: () => [],
  tokens: (stored) => [tokenOf(stored)],
  filterToken(text) {
    const meaning = MEANINGS.get(text)
    return meaning === undefined ? undefined : tokenOf(meaning)
  },
}

function tokenOf(checked: boolean): string {
  return checked ? '1' : '0'
}
