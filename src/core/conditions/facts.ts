import type { UnixSeconds } from '../actor.ts'
import type { ByIndex } from '../bits.ts'
import type { ColumnsWith, ColumnValues } from '../customer-columns.ts'
import type { FieldSet } from '../field-types/field-set.ts'
import type { FieldValues } from '../field-types/values.ts'
import type { SegmentMask } from '../segment-mask.ts'
import type { DayNumber } from '../time.ts'

/** What conditions may ask of one customer beyond its row; present as far as conditions read it (see `readsOf`). */
export type RelatedFacts = {
  /** Those that are not deleted, in any order. */
  readonly purchases?: readonly Purchase[] | undefined
}

/** The columns of its row that conditions may ask for. */
export type RowFacts = Readonly<Pick<ColumnValues, ColumnsWith<{ fact: true }>>>

/** What conditions may ask of one customer. */
export type Facts = RelatedFacts &
  RowFacts & {
    readonly tag_ids: readonly number[]
    readonly fields: FieldValues
    /** Reads one of `fields`, where all of them are not at hand. See {@link fieldOf}. */
    readonly field?: (id: number) => unknown
    /** The segments it is in, by their slots. */
    readonly segments: SegmentMask
  }

/** The value of a custom field; undefined if there is none. */
export function fieldOf(facts: Facts, id: number): unknown {
  return facts.field === undefined ? facts.fields[id] : facts.field(id)
}

export type Purchase = {
  readonly made_at: UnixSeconds
  readonly price_minor: number
  /** The catalog elements bought; may be empty where no condition reads them. */
  readonly element_ids: readonly number[]
}

/** The columns of a customer that conditions read. */
export type Column = Exclude<keyof RowFacts, 'status_id'>

/** A column of numbers, or a custom field whose values are numbers, or may be. */
export type NumberSource = NumberColumn | { readonly field: number }
export type NumberColumn = Exclude<Column, 'name'>

/** Facts of many customers, by index. */
export type FactsBatch = ByIndex<Facts> & {
  /** All numbers of a column or of a custom field at once, where they lie so: NaN where there is none. */
  readonly numbersOf?: (column: NumberSource) => Float64Array
  /** The indexes of those whose value of a custom field is a text, where numbers lie as columns. */
  readonly textsOf?: (fieldId: number) => Iterable<number>
}

/** The days of the account's time zone. */
export type Days = {
  readonly dayOf: (at: UnixSeconds) => DayNumber
  /** The first instant of a day. */
  readonly startOfDay: (day: DayNumber) => UnixSeconds
}

/** What conditions may need to know of the account. */
export type AccountFacts = {
  readonly calendar: Days
  readonly customerFields: Pick<FieldSet, 'byId' | 'byCode' | 'all'>
  readonly users: ReadonlyMap<number, { readonly name: string }>
  readonly segments: ReadonlyMap<number, { readonly name: string; readonly slot: number }>
  readonly stages: readonly { readonly id: number; readonly name: string }[]
  /** How many digits its currency has: conditions are written in currency units, and amounts are kept in minor units. */
  readonly currencyDigits: number
}

/** When, and of which account, a condition is asked. */
export type Moment = {
  readonly now: UnixSeconds
  readonly today: DayNumber
  readonly account: AccountFacts
}

export function momentOf(account: AccountFacts, now: UnixSeconds): Moment {
  return { now, today: account.calendar.dayOf(now), account }
}
