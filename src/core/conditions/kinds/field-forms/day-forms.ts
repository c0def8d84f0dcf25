import { type Expression, sql, type SqlBool } from 'kysely'
import Type from 'typebox'
import { type DayNumber, isoDate } from '../../../time.ts'
import {
  type Anniversary,
  anniversarySentence,
  anniversaryWhere,
  isAnniversaryAhead,
  MAX_AHEAD,
  nextAnniversaryFrom,
  nextAnniversaryTransition,
} from '../../forms/anniversary.ts'
import {
  matchingDays,
  checkDayQuestion,
  DAY_KEYS,
  daySentence,
  type DaySubject,
  type DayQuestion,
  dayQuestionProperties,
  isCounted,
  isOnMatchingDay,
  nextDayTransition,
  secondsInSpan,
} from '../../forms/day-question.ts'
import { readableDay } from '../../forms/readable.ts'
import { onlyKeys, soleKey, wholeAt } from '../../forms/keys.ts'
import type { Measure } from '../../kind.ts'
import type { FieldForm } from './field-form.ts'
import { storedNumber, storedText } from './stored-value.ts'

/** Dates, kept as days since 1970-01-01, which stay the same day in every zone. */
export const dateForm: FieldForm<DayQuestion | Anniversary, number> = {
  schemas: [
    ...dayQuestionProperties,
    {
      anniversary_in_next: Type.Integer({
        minimum: 0,
        maximum: MAX_AHEAD,
        description: 'Days',
        examples: [7],
      }),
    },
  ],
  check(written, _field, refuse) {
    if (!Object.hasOwn(written, ANNIVERSARY)) return checkDayQuestion(written, refuse)
    onlyKeys(written, [ANNIVERSARY, ...DAY_KEYS], refuse)
    soleKey(written, [ANNIVERSARY, ...DAY_KEYS], refuse)
    const count = wholeAt(written[ANNIVERSARY], ANNIVERSARY, refuse, { min: 0, max: MAX_AHEAD })
    return count === undefined ? undefined : { anniversary_in_next: count }
  },
  matches(question, stored, moment) {
    if (stored === undefined) return false
    if ('anniversary_in_next' in question) return isAnniversaryAhead(question, stored, moment.today)
    return isOnMatchingDay(question, stored, moment)
  },
  asRangeOrSet(question, { today }) {
    if (!('anniversary_in_next' in question)) return { of: 'day', ...matchingRange(question, today) }
    return {
      of: 'anniversary',
      map: nextAnniversaryFrom(today),
      range: { gte: today, lte: today + question.anniversary_in_next },
      moves: true,
    }
  },
  where(question, field, { moment }) {
    if ('anniversary_in_next' in question)
      return anniversaryWhere(question, sql`${storedText(field)}::int`, moment.today)
    const { first, last } = matchingDays(question, moment.today)
    return daysInSpan(storedNumber(field, 'float8'), first, last)
  },
  nextTransition(question, stored, moment) {
    if ('anniversary_in_next' in question) return nextAnniversaryTransition(question, stored, moment)
    return nextDayTransition(question, stored, moment)
  },
  readable: (stored) => isoDate(stored),
  sentence: (question, subject, language, holds) =>
    'anniversary_in_next' in question
      ? anniversarySentence(question, subject, language, holds)
      : daySentence(question, daySubject(subject), language, holds),
}

function matchingRange(question: DayQuestion, today: DayNumber): Pick<Measure, 'range' | 'moves'> {
  const { first, last } = matchingDays(question, today)
  return { range: { gte: first, lte: last }, moves: isCounted(question) }
}

const ANNIVERSARY = 'anniversary_in_next'

function daysInSpan(day: Expression<number | null>, first: number, last: number): Expression<SqlBool> {
  const comparisons = [
    ...(first === -Infinity ? [] : [sql<SqlBool>`${day} >= ${first}::float8`]),
    ...(last === Infinity ? [] : [sql<SqlBool>`${day} <= ${last}::float8`]),
  ]
  return sql`coalesce(${sql.join(comparisons, sql` and `)}, false)`
}

/** Moments, whose day is that of the account's zone. They have no anniversary: in another zone it would be another day. */
export const momentForm: FieldForm<DayQuestion, number> = {
  schemas: dayQuestionProperties,
  check: (written, _field, refuse) => checkDayQuestion(written, refuse),
  matches: (question, stored, moment) =>
    stored !== undefined && isOnMatchingDay(question, moment.account.calendar.dayOf(stored), moment),
  asRangeOrSet(question, { today, account }) {
    const { dayOf } = account.calendar
    return { of: 'day', map: dayOf, ...matchingRange(question, today) }
  },
  where: (question, field, { moment }) =>
    secondsInSpan(matchingDays(question, moment.today), sql`${storedText(field)}::bigint`, moment),
  nextTransition: (question, stored, moment) =>
    nextDayTransition(question, moment.account.calendar.dayOf(stored), moment),
  readable: readableDay,
  sentence: (question, subject, language, holds) =>
    daySentence(question, daySubject(subject), language, holds),
}

function daySubject(subject: string): DaySubject {
  return { en: { is: `${subject} is`, isNot: `${subject} is not` }, ru: `${subject} —` }
}
