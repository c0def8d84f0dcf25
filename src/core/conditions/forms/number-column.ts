import { type Expression, sql } from 'kysely'
import { type ConditionKind, never, nothing } from '../kind.ts'
import { unitsOf } from '../../money.ts'
import type { Facts, Moment, NumberColumn } from '../facts.ts'
import { minorRange } from './amount-range.ts'
import { ABSENT, checkRange, inRange, NumberRange, rangeSentence, rangeWhere } from './number-range.ts'
import { readableValue } from './readable.ts'
import { plainItem } from './plain-item.ts'
import type { Phrase } from './words.ts'

type RequiredRange = {
  /** The name of the condition. */
  readonly type: string
  /** undefined where it is absent. */
  readonly value: (facts: Facts) => number | undefined
  readonly columns: readonly [NumberColumn, ...NumberColumn[]]
  /** The number in SQL where it may be absent: NULL then. The only column, which is never NULL, unless given. */
  readonly stored?: Expression<number | null>
  /** Whether it is an amount in minor units, of which bounds in currency units are written. */
  readonly isAmount?: true
  readonly subject: Phrase
}

/** A kind that asks for the range of a number of the customer. */
export function numberColumn({
  type,
  value,
  columns,
  stored,
  isAmount,
  subject,
}: RequiredRange): ConditionKind<NumberRange> {
  const [column, ...others] = columns
  const numberOf = (facts: Facts) => value(facts) ?? NaN
  const rangeIn = (range: NumberRange, { account }: Moment) =>
    isAmount ? minorRange(range, account.currencyDigits) : range
  return {
    schema: NumberRange,
    check: (written, { refuse }) => checkRange(written, refuse),
    matches: (range, facts, moment) => inRange(rangeIn(range, moment), numberOf(facts)),
    asRangeOrSet: (range, moment) => ({
      of: type,
      ...(others.length === 0 ? { column } : { value: numberOf }),
      range: rangeIn(range, moment),
    }),
    // As doubles, so that a bound need not be whole; every number of ours is exact as one.
    where: (range, { moment }) =>
      rangeWhere(rangeIn(range, moment), sql`(${stored ?? sql.ref(`c.${column}`)})::float8`),
    nextTransition: never,
    reads: () => ({ columns }),
    refers: nothing,
    sees(_range, facts, { account }) {
      const number = value(facts)
      return {
        [type]: number === undefined ? null : isAmount ? unitsOf(number, account.currencyDigits) : number,
      }
    },
    readable: (seen, names) => ({ [type]: readableValue(seen[type], names) }),
    toWire: (range) => plainItem(type, range),
    sentence: (range, { language }, holds) =>
      `${subject[language]} ${rangeSentence(range, language, holds, stored && ABSENT)}`,
  }
}
