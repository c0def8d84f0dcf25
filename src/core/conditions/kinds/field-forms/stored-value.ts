import { type RawBuilder, sql } from 'kysely'
import type { FieldDefinition } from '../../../field-types/field-type.ts'
import type { Phrase } from '../../forms/words.ts'

/** The value of a field as text; NULL where there is none. */
export function storedText({ id }: FieldDefinition): RawBuilder<string | null> {
  return sql`(c.fields ->> ${String(id)}::text)`
}

/** The number that a field holds, which is written in decimals: a day as a float8, a number that keeps its digits as a numeric. */
export function storedNumber(field: FieldDefinition, type: 'float8' | 'numeric'): RawBuilder<number | null> {
  return sql`${storedText(field)}::${sql.raw(type)}`
}

/** The word for a field without a value. */
export const EMPTY: Phrase = { en: 'empty', ru: 'пусто' }
