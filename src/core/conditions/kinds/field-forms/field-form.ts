import type { Expression, SqlBool } from 'kysely'
import type { TProperties } from 'typebox'
import type { Language, UnixSeconds } from '../../../actor.ts'
import type { Refuse } from '../../../errors.ts'
import type { FieldDefinition } from '../../../field-types/field-type.ts'
import type { WrittenObject } from '../../../field-types/written.ts'
import type { Moment } from '../../facts.ts'
import type { Asking, Having, Measure, Names } from '../../kind.ts'

/** The number that a value is, or one that follows from it, and the range that it has to lie in. */
type FieldMeasure = Pick<Measure, 'of' | 'range' | 'moves' | 'mayBeText'> & {
  readonly map?: (stored: number) => number
}

/** For values that are ids: those that are asked for. */
type FieldHaving = Pick<Having, 'of' | 'operator' | 'ids'>

/**
 * What can be asked of the values of some types of custom fields. `Stored` is a value as it lies in the database. Methods, so that the
 * table of forms can hold forms of different questions.
 */
export type FieldForm<Question, Stored> = {
  /** The parameters beside `field`; each entry is one way to ask. */
  readonly schemas: readonly TProperties[]
  /** Reads the parameters beside `field`. Paths begin inside the parameters. */
  check(written: WrittenObject, field: FieldDefinition, refuse: Refuse): Question | undefined
  /** `stored` is undefined where the customer has no value. */
  matches(question: Question, stored: Stored | undefined, moment: Moment, field: FieldDefinition): boolean
  /** What the question comes to, where that is the range of a number or a set of ids. */
  asRangeOrSet?(
    question: Question,
    moment: Moment,
    field: FieldDefinition,
  ): FieldMeasure | FieldHaving | undefined
  where(question: Question, field: FieldDefinition, asking: Asking): Expression<SqlBool>
  /** Absent where time alone changes nothing. */
  nextTransition?(question: Question, stored: Stored, moment: Moment): UnixSeconds | undefined
  /** Returns a stored value as a person reads it. */
  readable(stored: Stored, names: Names, field: FieldDefinition): string
  /** Returns what a sentence says of the field where the question holds, or does not; `subject` is "the field “City”". */
  sentence(
    question: Question,
    subject: string,
    language: Language,
    holds: boolean,
    field: FieldDefinition,
  ): string
}
