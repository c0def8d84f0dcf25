import { type Expression, sql, type SqlBool } from 'kysely'
import Type from 'typebox'
import type { Language, UnixSeconds } from '../../actor.ts'
import type { Refuse } from '../../errors.ts'
import { objectAt, type WrittenObject } from '../../field-types/written.ts'
import { dayNumber, type DayNumber, isIsoDate } from '../../time.ts'
import type { Moment } from '../facts.ts'
import { booleanAt, contradiction, inside, onlyKeys, soleKey, wholeAt } from './keys.ts'
import { days } from './words.ts'

/** A hundred years: birthdays are asked about, too. */
export const MAX_DAYS = 36_600

/**
 * A question about the day of a value, counted in calendar days between it and today: `in_last` 0 ≤ d ≤ N, `in_next` the same ahead,
 * `older_than` d > N, `between` a ≤ d ≤ b, `from` and `to` inclusive ISO dates of which one may be left out.
 */
export type DayQuestion =
  | { readonly in_last: number }
  | { readonly in_next: number }
  | { readonly older_than: number }
  | { readonly between: DaysAgo }
  | { readonly from?: string; readonly to?: string }

/** From so many days ago on, the second number, to so many days ago, the first one. */
export type DaysAgo = readonly [least: number, most: number]

/** A question about a day, or whether there is no value. */
export type DayOrEmpty = DayQuestion | { readonly empty: true }

const Days = Type.Integer({ minimum: 0, maximum: MAX_DAYS, examples: [30] })
export const DaysAgo = Type.Array(Days, {
  minItems: 2,
  maxItems: 2,
  description: '[a, b]: at least a and at most b days ago',
  examples: [[30, 60]],
})
const IsoDate = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', examples: ['2026-01-31'] })
export const dayQuestionProperties = [
  { in_last: Days },
  { in_next: Days },
  { older_than: Days },
  { between: DaysAgo },
  { from: IsoDate, to: Type.Optional(IsoDate) },
  { to: IsoDate },
]
/** Parameters of which at most one question about a day can be made. */
export const windowProperties = {
  in_last: Type.Optional(Days),
  between: Type.Optional(DaysAgo),
  from: Type.Optional(IsoDate),
  to: Type.Optional(IsoDate),
}
export const DayOrEmpty = Type.Union(
  [...dayQuestionProperties, { empty: Type.Literal(true) }].map((properties) =>
    Type.Object(properties, { additionalProperties: false }),
  ),
)

const COUNTED = ['in_last', 'in_next', 'older_than', 'between'] as const
const DATED = ['from', 'to'] as const
/** The keys of a question about a day. */
export const DAY_KEYS = [...COUNTED, ...DATED] as const

export function checkDayOrEmpty(written: unknown, refuse: Refuse): DayOrEmpty | undefined {
  const item = objectAt(written, '', refuse)
  if (item === undefined || !Object.hasOwn(item, 'empty')) return item && checkDayQuestion(item, refuse)
  onlyKeys(item, [...DAY_KEYS, 'empty'], refuse)
  soleKey(item, ['empty', ...DAY_KEYS], refuse)
  if (booleanAt(item.empty, 'empty', refuse) === false)
    refuse('NotSupportedChoice', 'empty', undefined, () => ({ say: 'negate' }))
  return { empty: true }
}

export function checkDayQuestion(item: WrittenObject, refuse: Refuse): DayQuestion | undefined {
  onlyKeys(item, DAY_KEYS, refuse)
  const dates = DATED.filter((key) => Object.hasOwn(item, key))
  if (dates.length > 0 && !COUNTED.some((key) => Object.hasOwn(item, key))) return checkDates(item, refuse)
  const key = soleKey(item, COUNTED, refuse)
  for (const date of dates)
    refuse('NotSupportedChoice', date, undefined, () => ({ say: 'keep_one', keys: [String(key), date] }))
  if (key === 'between') {
    const between = daysAgoAt(item[key], inside(key, refuse))
    return between && { between }
  }
  const count = key && wholeAt(item[key], key, refuse, { min: 0, max: MAX_DAYS })
  return count === undefined ? undefined : { [key as 'in_last']: count }
}

function daysAgoAt(written: unknown, refuse: Refuse): DaysAgo | undefined {
  if (!Array.isArray(written)) refuse('InvalidType', '', { type: 'array' })
  else if (written.length < 2) refuse('TooFewItems', '', { limit: 2 })
  else if (written.length > 2) refuse('TooManyItems', '', { limit: 2 })
  else {
    const [least, most] = written.map((each: unknown, i) =>
      wholeAt(each, String(i), refuse, { min: 0, max: MAX_DAYS }),
    )
    if (least === undefined || most === undefined) return undefined
    if (least <= most) return [least, most]
    refuse('OutOfRange', '1', { min: least, max: MAX_DAYS }, () => ({
      say: 'swap',
      example: `[${most}, ${least}]`,
    }))
  }
  return undefined
}

function checkDates(item: WrittenObject, refuse: Refuse): DayQuestion {
  const present = DATED.filter((key) => Object.hasOwn(item, key))
  const dates = Object.fromEntries(present.map((key) => [key, isoDateAt(item[key], key, refuse)]))
  const { from, to } = dates
  if (from !== undefined && to !== undefined && from > to)
    refuse('OutOfRange', 'to', { min: from, max: '9999-12-31' }, () => contradiction({ from }, { to }))
  return dates
}

function isoDateAt(value: unknown, path: string, refuse: Refuse): string | undefined {
  if (typeof value !== 'string') refuse('InvalidType', path, { type: 'string' })
  else if (!isIsoDate(value)) refuse('InvalidFormat', path)
  else return value
  return undefined
}

/** Days from `first` to `last`, both included; either may be infinite. */
export type DaySpan = { readonly first: DayNumber; readonly last: DayNumber }

/** The days that a value may have for the question to hold today. */
export function matchingDays(question: DayQuestion, today: DayNumber): DaySpan {
  if ('in_last' in question) return { first: today - question.in_last, last: today }
  if ('in_next' in question) return { first: today, last: today + question.in_next }
  if ('older_than' in question) return { first: -Infinity, last: today - question.older_than - 1 }
  if ('between' in question) return { first: today - question.between[1], last: today - question.between[0] }
  return datedSpan(question)
}

type DatedQuestion = { readonly from?: string; readonly to?: string }
const kept = new WeakMap<DatedQuestion, DaySpan>()

/** The days between two dates; a question is put to many customers, so its dates are read once. */
function datedSpan(question: DatedQuestion): DaySpan {
  const known = kept.get(question)
  if (known !== undefined) return known
  const { from, to } = question
  const span = {
    first: from === undefined ? -Infinity : dayNumber(from),
    last: to === undefined ? Infinity : dayNumber(to),
  }
  kept.set(question, span)
  return span
}

export function isOnMatchingDay(question: DayQuestion, value: DayNumber, moment: Moment): boolean {
  const { first, last } = matchingDays(question, moment.today)
  return first <= value && value <= last
}

/** Whether the days that are asked for move with today. */
export function isCounted(question: object): boolean {
  return COUNTED.some((key) => key in question)
}

/** The first later moment at which the question about a day gets another answer. */
export function nextDayTransition(
  question: DayQuestion,
  value: DayNumber,
  moment: Moment,
): UnixSeconds | undefined {
  if ('in_last' in question) return transitionOfSpan({ first: value, last: value + question.in_last }, moment)
  if ('in_next' in question) return transitionOfSpan({ first: value - question.in_next, last: value }, moment)
  if ('older_than' in question)
    return transitionOfSpan({ first: value + question.older_than + 1, last: Infinity }, moment)
  if ('between' in question)
    return transitionOfSpan({ first: value + question.between[0], last: value + question.between[1] }, moment)
  return undefined
}

/** The first later moment at which it begins or ceases to be one of these days. */
export function transitionOfSpan(
  { first, last }: DaySpan,
  { today, account }: Moment,
): UnixSeconds | undefined {
  const { dayOf, startOfDay } = account.calendar
  if (today > last) return undefined
  if (today >= first) return last === Infinity ? undefined : startOfDay(last + 1)
  const begins = startOfDay(first)
  // Days that the zone never had are over when they begin.
  return dayOf(begins) > last ? undefined : begins
}

/** Whether a column of Unix seconds, which may be NULL, lies in these days. */
export function secondsInSpan(
  { first, last }: DaySpan,
  seconds: Expression<number | null>,
  { account }: Moment,
): Expression<SqlBool> {
  const { startOfDay } = account.calendar
  const comparisons = [sql<SqlBool>`${seconds} is not null`]
  if (first !== -Infinity) comparisons.push(sql`${seconds} >= ${startOfDay(first)}::bigint`)
  if (last !== Infinity) comparisons.push(sql`${seconds} < ${startOfDay(last + 1)}::bigint`)
  return sql`(${sql.join(comparisons, sql` and `)})`
}

/** The subject of a sentence about a day with its verb: "the last purchase was". Russian denies behind the verb. */
export type DaySubject = {
  readonly en: { readonly is: string; readonly isNot: string }
  readonly ru: string
}

/**
 * Returns "the last purchase was today or in the last 5 days", or with `holds: false` "the last purchase was not today or in the last
 * 5 days".
 */
export function daySentence(
  question: DayQuestion,
  subject: DaySubject,
  language: Language,
  holds: boolean,
): string {
  if (language === 'en') return `${holds ? subject.en.is : subject.en.isNot} ${dayWords(question, ENGLISH)}`
  return `${subject.ru} ${dayWords(question, holds ? RUSSIAN : RUSSIAN_NOT)}`
}

/** Returns "today or in the last 5 days", "between 2026-01-01 and 2026-03-31". */
export function daysInWords(question: DayQuestion, language: Language): string {
  return dayWords(question, language === 'ru' ? RUSSIAN : ENGLISH)
}

function dayWords(question: DayQuestion, words: DayWords): string {
  if ('in_last' in question) return question.in_last === 0 ? words.today : words.inLast(question.in_last)
  if ('in_next' in question) return question.in_next === 0 ? words.today : words.inNext(question.in_next)
  if ('older_than' in question) return words.olderThan(question.older_than)
  if ('between' in question) return betweenWords(question.between, words)
  const { from, to } = question
  if (from === undefined) return words.to(to ?? '')
  return to === undefined ? words.from(from) : words.fromTo(from, to)
}

function betweenWords([least, most]: DaysAgo, words: DayWords): string {
  if (least < most) return least === 0 ? words.inLast(most) : words.between(least, most)
  return most === 0 ? words.today : words.ago(most)
}

const ENGLISH = {
  today: 'today',
  inLast: (count: number) => (count === 1 ? 'today or yesterday' : `today or in the last ${count} days`),
  inNext: (count: number) => (count === 1 ? 'today or tomorrow' : `today or in the next ${count} days`),
  olderThan: (count: number) => `more than ${days(count, 'en')} ago`,
  ago: (count: number) => `exactly ${days(count, 'en')} ago`,
  between: (least: number, most: number) => `${least} to ${days(most, 'en')} ago`,
  from: (date: string) => `on ${date} or later`,
  to: (date: string) => `on ${date} or earlier`,
  fromTo: (from: string, to: string) => `between ${from} and ${to}`,
}
type DayWords = typeof ENGLISH

const RUSSIAN: DayWords = {
  today: 'сегодня',
  inLast: (count) => (count === 1 ? 'сегодня или вчера' : `сегодня или в последние ${days(count, 'ru')}`),
  inNext: (count) => (count === 1 ? 'сегодня или завтра' : `сегодня или в ближайшие ${days(count, 'ru')}`),
  olderThan: (count) => `больше ${days(count, 'ru', true)} назад`,
  ago: (count) => `ровно ${days(count, 'ru')} назад`,
  between: (least, most) => `от ${least} до ${days(most, 'ru', true)} назад`,
  from: (date) => `${date} или позже`,
  to: (date) => `${date} или раньше`,
  fromTo: (from, to) => `в период с ${from} по ${to}`,
}

const RUSSIAN_NOT: DayWords = {
  today: 'не сегодня',
  inLast: (count) => `не сегодня и не ${count === 1 ? 'вчера' : `в последние ${days(count, 'ru')}`}`,
  inNext: (count) => `не сегодня и не ${count === 1 ? 'завтра' : `в ближайшие ${days(count, 'ru')}`}`,
  olderThan: (count) => `не больше ${days(count, 'ru', true)} назад`,
  ago: (count) => `не ровно ${days(count, 'ru')} назад`,
  between: (least, most) => `не от ${least} до ${days(most, 'ru', true)} назад`,
  from: (date) => `не ${date} и не позже`,
  to: (date) => `не ${date} и не раньше`,
  fromTo: (from, to) => `не в период с ${from} по ${to}`,
}
