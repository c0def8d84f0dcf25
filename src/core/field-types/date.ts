import { type FieldType } from './field-type.ts'
import { dayOfText, writtenDay } from './moment.ts'
import { soleValue } from './written.ts'

/**
 * A calendar day, kept as the number of days since 1970-01-01, so that it stays the same day when the account's zone changes.
 * On the wire it is the day's first instant in the zone.
 */
export const date: FieldType<number> = {
  hasEnums: false,
  parse(values, { calendar, refuse }) {
    const value = soleValue(values, refuse)
    return value === undefined ? undefined : writtenDay(value, calendar, refuse)
  },
  render: (stored, _field, calendar) => [{ value: calendar.startOfDay(stored) }],
  json: (stored, _field, calendar) => `[{"value":${calendar.startOfDay(stored)}}]`,
  words: () => [],
  tokens: (stored) => [String(stored)],
  filterToken: (text, _field, calendar) => dayOfText(text, calendar)?.toString(),
  range: { bound: dayOfText },
}
