import { sql } from 'kysely'
import { type ConditionKind, never, nothing } from '../kind.ts'
import type { Facts, NumberColumn } from '../facts.ts'
import { checkRange, inRange, NumberRange, rangeSentence, rangeWhere } from './number-range.ts'
import { readableValue } from './readable.ts'
import { plainItem } from './plain-item.ts'
import type { Phrase } from './words.ts'

type RequiredRange = {
  /** The name of the condition and of the column, which is never NULL. */
  readonly type: string
  readonly value: (facts: Facts) => number
  readonly columns: readonly [NumberColumn, ...NumberColumn[]]
  readonly subject: Phrase
}

/** A kind that asks for the range of a number of the customer. */
export function numberColumn({ type, value, columns, subject }: RequiredRange): ConditionKind<NumberRange> {
  const [column, ...others] = columns
  return {
    schema: NumberRange,
    check: (written, { refuse }) => checkRange(written, refuse),
    matches: (range, facts) => inRange(range, value(facts)),
    asRangeOrSet: (range) => ({ of: type, ...(others.length === 0 ? { column } : { value }), range }),
    // As doubles, so that a bound need not be whole; every number of ours is exact as one.
    where: (range) => rangeWhere(range, sql`${sql.ref(`c.${type}`)}::float8`),
    nextTransition: never,
    reads: () => ({ columns }),
    refers: nothing,
    sees: (_range, facts) => ({ [type]: value(facts) }),
    readable: (seen, names) => ({ [type]: readableValue(seen[type], names) }),
    toWire: (range) => plainItem(type, range),
    sentence: (range, { language }, holds) => `${subject[language]} ${rangeSentence(range, language, holds)}`,
  }
}
