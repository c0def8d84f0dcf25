import type { UnixSeconds } from '../actor.ts'
import { dayNumber, isIsoDate } from '../time.ts'
import type { Calendar, Refuse } from './field-type.ts'
import { integerAt, textAt } from './written.ts'

const DAY = 86_400
const PATH = 'values.0.value'

/** 1 January of the year 1 and 31 December 9999, the years that RFC 3339 and every client can write. */
const FIRST_DAY = -719_162
const LAST_DAY = 2_932_896
/** Their first and last second in UTC. */
const FIRST_SECOND = FIRST_DAY * DAY
const LAST_SECOND = (LAST_DAY + 1) * DAY - 1

/**
 * The moment that a field is given, see {@link readMoment}; undefined when refused. The years are those of UTC, so that a
 * change of the account's zone does not turn a value that was taken into one that is refused.
 */
export function writtenMoment(value: unknown, calendar: Calendar, refuse: Refuse): UnixSeconds | undefined {
  const at = readMoment(value, calendar, refuse)
  if (at === undefined || (at >= FIRST_SECOND && at <= LAST_SECOND)) return at
  refuse('OutOfRange', PATH, { min: FIRST_SECOND, max: LAST_SECOND })
  return undefined
}

/** The calendar day that a field is given, or that of the moment in the account's zone; undefined when refused. */
export function writtenDay(value: unknown, calendar: Calendar, refuse: Refuse): number | undefined {
  if (typeof value === 'string' && isIsoDate(value)) return dayNumber(value)
  const at = readMoment(value, calendar, refuse)
  if (at === undefined) return undefined
  const day = dayOf(at, calendar)
  if (day >= FIRST_DAY && day <= LAST_DAY) return day
  const [min, max] = [calendar.startOfDay(FIRST_DAY), calendar.startOfDay(LAST_DAY + 1) - 1]
  refuse('OutOfRange', PATH, { min, max })
  return undefined
}

/** The moment that a text names, in Unix seconds, whose fraction is cut off, or in RFC 3339; undefined for any other text. */
export function momentOfText(text: string, calendar: Calendar): UnixSeconds | undefined {
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return calendar.parseRfc3339(text)
  const at = Math.floor(Number(text))
  return Number.isSafeInteger(at) ? at + 0 : undefined
}

/** The calendar day that a text names: `2021-10-19`, or that of {@link momentOfText}. */
export function dayOfText(text: string, calendar: Calendar): number | undefined {
  if (isIsoDate(text)) return dayNumber(text)
  const at = momentOfText(text, calendar)
  return at === undefined ? undefined : dayOf(at, calendar)
}

/** The day of any number of seconds; where calendars end, a day outside of the years we keep. No zone is a day away from UTC. */
function dayOf(at: UnixSeconds, calendar: Calendar): number {
  if (at < FIRST_SECOND - DAY) return FIRST_DAY - 1
  if (at > LAST_SECOND + DAY) return LAST_DAY + 1
  return calendar.dayOf(at)
}

/** Reads Unix seconds, as a number or a text, a day, which stands for its first second, or RFC 3339. Fractions are cut off. */
function readMoment(value: unknown, calendar: Calendar, refuse: Refuse): UnixSeconds | undefined {
  if (typeof value === 'number') return integerAt(Math.floor(value), PATH, refuse)
  if (typeof value !== 'string') return integerAt(value, PATH, refuse)
  const text = textAt(value, PATH, refuse)
  if (text === undefined) return undefined
  const at = isIsoDate(text) ? calendar.startOfDay(dayNumber(text)) : momentOfText(text, calendar)
  if (at === undefined) refuse('InvalidDate', PATH)
  return at
}
