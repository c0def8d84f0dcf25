import { type FieldType } from './field-type.ts'
import { momentOfText, writtenMoment } from './moment.ts'
import { soleValue } from './written.ts'

/** A moment in Unix seconds. */
export const dateTime: FieldType<number> = {
  hasEnums: false,
  parse(values, { calendar, refuse }) {
    const value = soleValue(values, refuse)
    return value === undefined ? undefined : writtenMoment(value, calendar, refuse)
  },
  render: (stored) => [{ value: stored }],
  json: (stored) => `[{"value":${stored}}]`,
  words: () => [],
  tokens: (stored) => [String(stored)],
  filterToken: (text, _field, calendar) => momentOfText(text, calendar)?.toString(),
  range: { bound: momentOfText },
}
