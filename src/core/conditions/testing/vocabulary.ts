import type { Arbitrary } from 'fast-check'
import type { Decimal } from '../../field-types/decimal.ts'
import type { FieldTypeName } from '../../field-types/field-type.ts'
import type { DayNumber } from '../../time.ts'

/** A custom field that conditions may ask about, with the options of its list if it has one. */
export type VocabularyField = {
  readonly id: number
  readonly type: FieldTypeName
  readonly options: readonly number[]
}

/**
 * What generated conditions ask about. Ids may be numbers that stand for ids which are not known yet, until `withNames` puts these in. Where a
 * list is empty, so that a kind has nothing to name, no condition is of this kind.
 */
export type Vocabulary = {
  readonly tags: readonly number[]
  readonly segments: readonly number[]
  readonly stages: readonly number[]
  /** Without the robot, 0, which has created customers in any account. */
  readonly users: readonly number[]
  readonly fields: readonly VocabularyField[]
  /** Catalog elements: other systems' ids. */
  readonly elements: readonly number[]
  /** How many days something is away, at most 3660. */
  readonly days: Arbitrary<number>
  /** Days that dates name. */
  readonly dates: Arbitrary<DayNumber>
  /** Prices, their sums and averages. */
  readonly amounts: Arbitrary<number>
  /** Numbers of purchases, and of days between them. */
  readonly counts: Arbitrary<number>
  /** Numbers in custom fields. */
  readonly numbers: Arbitrary<Decimal>
  /** Parts of names and of texts in custom fields. */
  readonly texts: Arbitrary<string>
}
