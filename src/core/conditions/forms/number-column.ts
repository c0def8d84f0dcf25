import { type Expression, sql } from 'kysely'
import { type ConditionKind, never, nothing } from '../kind.ts'
import type { Facts, NumberColumn } from '../facts.ts'
import { ABSENT, checkRange, inRange, NumberRange, rangeSentence, rangeWhere } from './number-range.ts'
import { readableValue } from './readable.ts'
import { plainItem } from './plain-item.ts'
import type { Phrase } from './words.ts'

type RequiredRange = {
  /** The name of the condition, and of the column. */
  readonly type: string
  /** undefined where it is absent. */
  readonly value: (facts: Facts) => number | undefined
  readonly columns: readonly [NumberColumn, ...NumberColumn[]]
  /** The number in SQL where it may be absent: NULL then. The column, which is never NULL, unless given. */
  readonly stored?: Expression<number | null>
  readonly subject: Phrase
}

/** A kind that asks for the range of a number of the customer. */
export function numberColumn({
  type,
  value,
  columns,
  stored,
  subject,
}: RequiredRange): ConditionKind<NumberRange> {
  const [column, ...others] = columns
  const numberOf = (facts: Facts) => value(facts) ?? NaN
  return {
    schema: NumberRange,
    check: (written, { refuse }) => checkRange(written, refuse),
    matches: (range, facts) => inRange(range, numberOf(facts)),
    asRangeOrSet: (range) => ({
      of: type,
      ...(others.length === 0 ? { column } : { value: numberOf }),
      range,
    }),
    // As doubles, so that a bound need not be whole; every number of ours is exact as one.
    where: (range) => rangeWhere(range, sql`(${stored ?? sql.ref(`c.${type}`)})::float8`),
    nextTransition: never,
    reads: () => ({ columns }),
    refers: nothing,
    sees: (_range, facts) => ({ [type]: value(facts) ?? null }),
    readable: (seen, names) => ({ [type]: readableValue(seen[type], names) }),
    toWire: (range) => plainItem(type, range),
    sentence: (range, { language }, holds) =>
      `${subject[language]} ${rangeSentence(range, language, holds, stored && ABSENT)}`,
  }
}
