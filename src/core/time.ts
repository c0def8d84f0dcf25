/**
 * The calendar of an account's time zone. Exact for the years 1 to 9999; beyond them every day is a day of UTC, so that
 * any number of seconds a user may send has a day, in order, and nothing throws.
 */
import { Temporal } from 'temporal-polyfill'
import type { UnixSeconds } from './actor.ts'

/** A calendar day, as days since 1970-01-01. */
export type DayNumber = number

const DAY_SECONDS = 86_400
/** 0001-01-01 and 9999-12-31, the days that have an ISO date of four digits. */
const FIRST_DAY = -719_162
const LAST_DAY = 2_932_896

/** True for a name of the IANA database, in any case of letters; false for bare offsets such as `+03:00`. */
export function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false
  try {
    new Temporal.ZonedDateTime(0n, name)
    return true
  } catch {
    return false
  }
}

/**
 * The day that has begun last. That is the date on the wall, except in the hour that a clock set back across midnight
 * repeats (America/St_Johns before 2012): there the day has begun already and goes on, so that days never run backwards.
 * @throws RangeError on an unknown zone
 */
export function dayOf(zone: string, at: UnixSeconds): DayNumber {
  return dayIn(calendarOf(zone), at)
}

function dayIn(calendar: Calendar, at: UnixSeconds): DayNumber {
  let day = Math.floor(at / DAY_SECONDS)
  // No zone is a whole day from UTC, so a day next to the range is the farthest that can be off.
  if (!(day >= FIRST_DAY - 1 && day <= LAST_DAY + 1)) return day
  while (startIn(calendar, day) > at) day--
  while (startIn(calendar, day + 1) <= at) day++
  return day
}

/**
 * The first instant of a day, also where a clock set forward skips midnight. A day that the zone never had (2011-12-30 in
 * Pacific/Apia) starts together with the next one.
 * @throws RangeError on an unknown zone
 */
export function startOfDay(zone: string, day: DayNumber): UnixSeconds {
  return startIn(calendarOf(zone), day)
}

/**
 * {@link dayOf} and {@link startOfDay} of one zone, for whoever asks often.
 * @throws RangeError on an unknown zone
 */
export function daysOf(zone: string): {
  readonly dayOf: (at: UnixSeconds) => DayNumber
  readonly startOfDay: (day: DayNumber) => UnixSeconds
} {
  const calendar = calendarOf(zone)
  return { dayOf: (at) => dayIn(calendar, at), startOfDay: (day) => startIn(calendar, day) }
}

/**
 * Returns the moment of the same wall time `days` days later. A wall time that the clock skips moves forward by the gap, one that it repeats
 * is the first of the two (Temporal's `compatible`).
 * @throws RangeError on an unknown zone
 */
export function addDays(zone: string, at: UnixSeconds, days: number): UnixSeconds {
  const calendar = calendarOf(zone)
  const day = dayOf(zone, at)
  const target = day + days
  if (isPlain(calendar, day) && isPlain(calendar, target)) {
    return startIn(calendar, target) + (at - startIn(calendar, day))
  }
  if (!isInRange(day) || !isInRange(target)) return at + days * DAY_SECONDS
  return Math.floor(zonedAt(zone, at).add({ days }).epochMilliseconds / 1000)
}

/**
 * The wall time after an ISO 8601 duration (`P1M2DT3H`), whose days and longer units are those of the zone's calendar.
 * Undefined for what is no duration.
 * @throws RangeError on an unknown zone
 */
export function addDuration(zone: string, at: UnixSeconds, duration: string): UnixSeconds | undefined {
  const start = zonedAt(zone, at)
  try {
    return Math.floor(start.add(Temporal.Duration.from(duration)).epochMilliseconds / 1000)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/**
 * How far the zone's clock is ahead of UTC.
 * @throws RangeError on an unknown zone
 */
export function offsetSeconds(zone: string, at: UnixSeconds): number {
  return isInRange(dayOf(zone, at)) ? zonedAt(zone, at).offsetNanoseconds / 1e9 : 0
}

/** True for the date of a day that exists, as `2026-05-01`, in the years 1 to 9999. */
export function isIsoDate(text: string): boolean {
  return parseIsoDate(text) !== undefined
}

/**
 * The day of an ISO date as `2026-05-01`.
 * @throws RangeError if `isIsoDate` is false
 */
export function dayNumber(isoDate: string): DayNumber {
  const day = parseIsoDate(isoDate)
  if (day === undefined) throw new RangeError(`"${isoDate}" is not a date such as 2026-05-01`)
  return day
}

/** The ISO date of a day: `2026-05-01`; outside the years 0 to 9999 with a sign and at least six digits: `+010000-01-01`. */
export function isoDate(day: DayNumber): string {
  const { year, month, date } = civilOf(day)
  const years =
    year >= 0 && year <= 9999
      ? String(year).padStart(4, '0')
      : `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`
  return `${years}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

/** The year of a day's date. */
export function yearOf(day: DayNumber): number {
  return civilOf(day).year
}

/** The day of another year with the month and date of this one; for 29 February the 28th where there is none. */
export function sameDateIn(year: number, day: DayNumber): DayNumber {
  const { month, date } = civilOf(day)
  const other = dayOfCivil(year, month, date)
  // A date past the end of its month is a day of the next one.
  return civilOf(other).month === month ? other : other - 1
}

/**
 * The second of an RFC 3339 timestamp (`2026-05-01T10:00:00+03:00`); fractions are dropped. Undefined for anything else,
 * also for a date or time that does not exist. A leap second counts as the first second of the next day.
 */
export function parseRfc3339(text: string): UnixSeconds | undefined {
  const parts = RFC_3339.exec(text)
  if (parts === null) return undefined
  const day = parseIsoDate(parts[1] ?? '')
  const [hour = 0, minute = 0, second = 0] = parts.slice(2, 5).map(Number)
  const [offsetHour = 0, offsetMinute = 0] = parts.slice(6).map((part) => Number(part ?? 0))
  if (day === undefined || hour > 23 || minute > 59 || second > 60) return undefined
  if (offsetHour > 23 || offsetMinute > 59) return undefined
  const offset = (parts[5] === '-' ? -1 : 1) * (offsetHour * 3600 + offsetMinute * 60)
  const at = day * DAY_SECONDS + hour * 3600 + minute * 60 + second - offset
  return second === 60 && at % DAY_SECONDS !== 0 ? undefined : at
}

/**
 * The starts of days already asked for, since each takes Temporal some 20 µs. A day has one slot, shared with the days
 * 32,768 (almost 90 years) away: bounded without any bookkeeping.
 */
type Calendar = { readonly zone: string; readonly days: Int32Array; readonly starts: Float64Array }

const SLOTS = 32_768
const NO_DAY = FIRST_DAY - 1
/** At some 400 kB each; more zones than this in use at once cost time, not memory. */
const MAX_CALENDARS = 64
const calendars = new Map<string, Calendar>()

function calendarOf(zone: string): Calendar {
  const known = calendars.get(zone)
  if (known !== undefined) return known
  if (!isTimeZone(zone)) throw new RangeError(`"${zone}" is not a time zone`)
  const calendar = { zone, days: new Int32Array(SLOTS).fill(NO_DAY), starts: new Float64Array(SLOTS) }
  const [oldest] = calendars.keys()
  if (calendars.size === MAX_CALENDARS && oldest !== undefined) calendars.delete(oldest)
  calendars.set(zone, calendar)
  return calendar
}

function startIn(calendar: Calendar, day: DayNumber): UnixSeconds {
  if (!isInRange(day)) return day * DAY_SECONDS
  const slot = day & (SLOTS - 1)
  if (calendar.days[slot] !== day) {
    const { year, month, date } = civilOf(day)
    const start = new Temporal.PlainDate(year, month, date).toZonedDateTime(calendar.zone)
    calendar.starts[slot] = Math.floor(start.epochMilliseconds / 1000)
    calendar.days[slot] = day
  }
  return calendar.starts[slot] as UnixSeconds
}

function isInRange(day: DayNumber): boolean {
  return day >= FIRST_DAY && day <= LAST_DAY
}

/** A day of 24 hours without a change of the clock: its wall time is the time since its start. */
function isPlain(calendar: Calendar, day: DayNumber): boolean {
  return startIn(calendar, day + 1) - startIn(calendar, day) === DAY_SECONDS
}

function zonedAt(zone: string, at: UnixSeconds): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(zone)
}

const ISO_DATE = /^(\d{4})-(\d\d)-(\d\d)$/
const RFC_3339 = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))$/i

function parseIsoDate(text: string): DayNumber | undefined {
  const parts = ISO_DATE.exec(text)
  if (parts === null) return undefined
  const [, year = 0, month = 0, date = 0] = parts.map(Number)
  if (year < 1 || month < 1 || month > 12 || date < 1) return undefined
  const day = dayOfCivil(year, month, date)
  // A date past the end of its month is a day of the next one.
  return civilOf(day).month === month ? day : undefined
}

/** `days_from_civil` of https://howardhinnant.github.io/date_algorithms.html: years begin in March, 400 years repeat. */
function dayOfCivil(year: number, month: number, date: number): DayNumber {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** `civil_from_days` of the same page. */
function civilOf(day: DayNumber): { year: number; month: number; date: number } {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}
