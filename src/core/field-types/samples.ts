import type { Calendar, EnumOption, FieldDefinition, FieldTypeName } from './field-type.ts'

/** What the tests of field types are about: one field of every type, with a list where the type has one. */
export function sampleField(
  type: FieldTypeName,
  { id = 1001, ...rest }: Partial<FieldDefinition> = {},
): FieldDefinition {
  const listed = type === 'select' || type === 'radiobutton' || type === 'multiselect'
  return {
    id,
    entity: 'customers',
    name: `Field "${id}"`,
    type,
    code: null,
    sort: 10,
    is_api_only: false,
    group_id: null,
    enums: listed ? SAMPLE_OPTIONS : null,
    settings: {},
    created_at: 0,
    updated_at: 0,
    ...rest,
  }
}

/** In the order of the list: Low, High, Middle, Gone, Low again (removed). */
export const SAMPLE_OPTIONS: readonly EnumOption[] = [
  { id: 503, value: 'Middle', sort: 3, code: null },
  { id: 501, value: 'Low', sort: 1, code: 'LOW' },
  { id: 502, value: 'High', sort: 2, code: 'HIGH' },
  { id: 504, value: 'Gone', sort: 4, code: 'GONE', removed: true },
  { id: 505, value: 'Low', sort: 5, code: null, removed: true },
]

const DAY = 86_400

/**
 * A calendar whose zone is `before` seconds east of UTC until the moment `at` and `after` seconds from then on. A shift forward
 * over midnight leaves a day that begins late.
 */
export function sampleCalendar(before = 0, after = before, at = 0): Calendar {
  const dayOf = (moment: number) => Math.floor((moment + (moment < at ? before : after)) / DAY)
  return {
    dayOf,
    startOfDay(day) {
      const early = day * DAY - before
      return early < at ? early : Math.max(at, day * DAY - after)
    },
    parseRfc3339(text) {
      const valid = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)
      const moment = valid ? Date.parse(text) : NaN
      return Number.isNaN(moment) ? undefined : Math.floor(moment / 1000)
    },
  }
}

export const UTC = sampleCalendar()
