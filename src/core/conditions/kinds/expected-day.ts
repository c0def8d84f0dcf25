import { type Expression, sql, type SqlBool } from 'kysely'
import type { DayNumber } from '../../time.ts'
import { type DaySpan, transitionOfSpan, secondsInSpan } from '../forms/day-question.ts'
import type { Days, Facts, Moment } from '../facts.ts'
import { readableDay } from '../forms/readable.ts'
import type { Asking, LeafReads, Measure, Names, Readable, Seen } from '../kind.ts'

/** N of the published conditions: ten years. */
export const MAX_EXPECTED_DAYS = 3660

/** The days on which a condition about the expected purchase holds, while none was made on that day or after: so many from it. */
type SpanOf = (expected: DayNumber) => DaySpan

export function expectedHolds(spanOf: SpanOf, facts: Facts, moment: Moment): boolean {
  if (facts.next_date === null) return false
  const expected = moment.account.calendar.dayOf(facts.next_date)
  const { first, last } = spanOf(expected)
  return first <= moment.today && moment.today <= last && !purchasedSince(expected, facts, moment)
}

export function expectedTransition(spanOf: SpanOf, facts: Facts, moment: Moment) {
  if (facts.next_date === null) return undefined
  const expected = moment.account.calendar.dayOf(facts.next_date)
  return purchasedSince(expected, facts, moment) ? undefined : transitionOfSpan(spanOf(expected), moment)
}

/** Returns the condition as a range of the day of the purchase that is still expected, for evaluating many customers at once. */
export function expectedMeasure(spanOf: SpanOf, moment: Moment): Measure {
  const { dayOf } = moment.account.calendar
  const { first, last } = spanOf(0)
  return {
    of: 'day of the purchase that is expected still',
    value(facts) {
      if (facts.next_date === null) return NaN
      const expected = dayOf(facts.next_date)
      return purchasedSince(expected, facts, moment) ? NaN : expected
    },
    range: { gte: moment.today - last, lte: moment.today - first },
    moves: true,
  }
}

/** Builds the SQL of the condition. `span` are the expected days for which it holds today. */
export function expectedWhere(span: DaySpan, { moment }: Asking): Expression<SqlBool> {
  return sql`(${secondsInSpan(span, sql.ref('c.next_date'), moment)} and not ${purchasedSinceWhere(moment)})`
}

export const EXPECTED_READS: LeafReads = { columns: ['next_date', 'last_purchase_at'] }

export function expectedSeen({ next_date, last_purchase_at }: Facts): Seen {
  return { next_date, last_purchase_at }
}

export function expectedReadable({ next_date, last_purchase_at }: Seen, names: Names): Readable {
  return {
    next_date: readableDay(next_date, names),
    last_purchase_at: readableDay(last_purchase_at, names),
  }
}

/** Whether a purchase was made on the expected day or after: then nothing is expected any more. */
function purchasedSince(
  expected: DayNumber,
  { last_purchase_at: bought }: Facts,
  { account }: Moment,
): boolean {
  return bought !== null && account.calendar.dayOf(bought) >= expected
}

/**
 * Builds the SQL of "a purchase was made on the expected day or later". It needs the begin of the day of each `next_date`. No purchase lies ahead, so
 * days after today do not matter.
 */
function purchasedSinceWhere({ today, account: { calendar } }: Moment): Expression<SqlBool> {
  const { starts, lastDays } = stretchesUntil(calendar, today)
  const [stretch, beginnings] = [sql.ref('w.stretch'), sql`${starts}::bigint[]`]
  const start = sql`least((${lastDays}::bigint[])[${stretch}],
    c.next_date - (c.next_date - (${beginnings})[${stretch}]) % 86400)`
  return sql`coalesce(
    c.next_date < ${calendar.startOfDay(today + 1)}::bigint
    and (select c.last_purchase_at >= ${start} from (select width_bucket(c.next_date, ${beginnings}) as stretch) w),
    false)`
}

/**
 * The days of a calendar as stretches in which every day but the last has 24 hours: where each stretch starts, and where its last day
 * does. Some two a year; a day that the zone never had starts with the next one.
 */
type Stretches = { readonly starts: number[]; readonly lastDays: number[]; readonly until: DayNumber }

const DAY_SECONDS = 86_400
const kept = new WeakMap<object, Stretches>()

function stretchesUntil(calendar: Days, until: DayNumber): Stretches {
  const known = kept.get(calendar)
  if (known !== undefined && known.until >= until) return known
  const [starts, lastDays]: [number[], number[]] = [[], []]
  let isNew = true
  for (let day = calendar.dayOf(0); day <= until; day++) {
    const [start, end] = [calendar.startOfDay(day), calendar.startOfDay(day + 1)]
    if (isNew) starts.push(start)
    isNew = end - start !== DAY_SECONDS || day === until
    if (isNew) lastDays.push(start)
  }
  const stretches = { starts, lastDays, until }
  kept.set(calendar, stretches)
  return stretches
}
