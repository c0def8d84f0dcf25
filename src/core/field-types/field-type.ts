import type { UnixSeconds } from '../actor.ts'
import type { EntityName } from '../entity-names.ts'
import type { Violation, ViolationCode } from '../errors.ts'
import type { Decimal } from './decimal.ts'

export const FIELD_TYPE_NAMES = [
  'text',
  'textarea',
  'url',
  'streetaddress',
  'numeric',
  'monetary',
  'checkbox',
  'select',
  'radiobutton',
  'multiselect',
  'date',
  'date_time',
  'chained_list',
  'file',
] as const
export type FieldTypeName = (typeof FIELD_TYPE_NAMES)[number]

/** One option of a field with a list. A removed one still stands on those that have it, and can be given to nobody else. */
export type EnumOption = {
  readonly id: number
  readonly value: string
  readonly sort: number
  readonly code: string | null
  readonly removed?: true
}

/** What only some types have. */
export type FieldSettings = {
  readonly currency?: string | null
  readonly chained_lists?: unknown
  readonly tracking_callback?: string | null
  readonly remind?: string | null
}

/** A custom field as the account has defined it. */
export type FieldDefinition = {
  readonly id: number
  readonly entity: EntityName
  readonly name: string
  readonly type: FieldTypeName
  readonly code: string | null
  readonly sort: number
  readonly is_api_only: boolean
  readonly group_id: string | null
  /** null for types without a list. */
  readonly enums: readonly EnumOption[] | null
  readonly settings: FieldSettings
  readonly created_at: UnixSeconds
  readonly updated_at: UnixSeconds
}

/** The calendar of the account's time zone, as far as fields need it. Days are counted from 1970-01-01. */
export type Calendar = {
  dayOf(at: UnixSeconds): number
  /** The first instant of a day. */
  startOfDay(day: number): UnixSeconds
  /** undefined for what is no RFC 3339 date and time. */
  parseRfc3339(text: string): UnixSeconds | undefined
}

/** Notes one thing that is wrong with what was written. */
export type Refuse = (code: ViolationCode, path: string, params?: Violation['params']) => void

/** What a type knows when it reads a written value. `refuse` takes paths that begin at `values`. */
export type Writing<Stored> = {
  readonly field: FieldDefinition
  readonly calendar: Calendar
  readonly current: Stored | undefined
  readonly refuse: Refuse
}

/** All there is to know of one type of custom field. `Stored` is its normalised value, as it lies in the database. */
export type FieldType<Stored> = {
  readonly hasEnums: boolean
  /** Reads the `values` of a request, of which there is at least one. undefined: refused, or cleared when nothing was refused. */
  parse(values: readonly unknown[], writing: Writing<Stored>): Stored | undefined
  /** The `values` of an answer. */
  render(stored: Stored, field: FieldDefinition, calendar: Calendar): object[]
  /** The JSON text of what `render` gives, for the types that hot lists are full of. */
  json?(stored: Stored, field: FieldDefinition, calendar: Calendar): string
  /** The texts that the search finds. */
  words(stored: Stored, field: FieldDefinition): string[]
  /** The exact forms that an equality filter finds; each short enough for an index. */
  tokens(stored: Stored): string[]
  /** The token that a filter for `text` looks for; undefined if it can match nothing. */
  filterToken(text: string, field: FieldDefinition, calendar: Calendar): string | undefined
  /** For types whose stored value is a number that a filter may ask ranges of. */
  readonly range?: {
    /** One end of a range, comparable with the stored value, both ends inclusive; undefined for what is no such value. */
    bound(text: string, calendar: Calendar): Decimal | undefined
  }
}
