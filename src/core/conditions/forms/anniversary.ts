import { type Expression, sql, type SqlBool } from 'kysely'
import type { Language, UnixSeconds } from '../../actor.ts'
import { type DayNumber, isoDate, sameDateIn, yearOf } from '../../time.ts'
import type { Moment } from '../facts.ts'
import { daySentence, type DaySubject } from './day-question.ts'

/** Today, or one of so many days ahead, has the month and day of a date; 29 February falls on the 28th in other years. */
export type Anniversary = { readonly anniversary_in_next: number }

/** From here on it is always true. */
export const MAX_AHEAD = 366
const LAST_YEAR = 9999
/** Years between two changes of the distance between anniversaries, at most: 1896 to 1904. */
const YEARS_TO_LOOK_AHEAD = 9

export function isAnniversaryAhead(
  { anniversary_in_next: ahead }: Anniversary,
  date: DayNumber,
  today: DayNumber,
) {
  return nextAnniversary(date, today) - today <= ahead
}

/** The first day from a day on that is an anniversary; infinite beyond the calendar. */
export function nextAnniversary(date: DayNumber, from: DayNumber): DayNumber {
  const year = yearOf(from)
  const thisYear = anniversaryIn(date, year)
  return thisYear >= from ? thisYear : anniversaryIn(date, year + 1)
}

/** Dates whose next anniversaries are remembered: those of all people alive are fewer. */
const MOST_DATES = 2 ** 16
let remembered = { from: NaN, byDate: new Map<DayNumber, DayNumber>() }

/** {@link nextAnniversary} from one day on, for whoever asks about many dates. */
export function nextAnniversaryFrom(from: DayNumber): (date: DayNumber) => DayNumber {
  if (remembered.from !== from || remembered.byDate.size > MOST_DATES)
    remembered = { from, byDate: new Map() }
  const { byDate } = remembered
  return (date) => {
    const known = byDate.get(date)
    if (known !== undefined) return known
    const next = nextAnniversary(date, from)
    byDate.set(date, next)
    return next
  }
}

function anniversaryIn(date: DayNumber, year: number): DayNumber {
  return year > LAST_YEAR ? Infinity : sameDateIn(year, date)
}

function monthDayOf(day: DayNumber): string {
  return isoDate(day).slice(-'mm-dd'.length)
}

/**
 * Returns the first later moment at which the answer changes; undefined if there is none within the years looked ahead. Days that the
 * zone never had change nothing: they are over when they begin.
 */
export function nextAnniversaryTransition(
  { anniversary_in_next: ahead }: Anniversary,
  date: DayNumber,
  { today, account }: Moment,
): UnixSeconds | undefined {
  const { dayOf, startOfDay } = account.calendar
  let anniversary = nextAnniversary(date, today)
  const holdsToday = anniversary - today <= ahead
  for (let years = 0; years < YEARS_TO_LOOK_AHEAD && anniversary !== Infinity; years++) {
    const following = nextAnniversary(date, anniversary + 1)
    const [first, last] = holdsToday
      ? [anniversary + 1, following - ahead - 1]
      : [anniversary - ahead, anniversary]
    if (first <= last) {
      const begins = startOfDay(first)
      if (dayOf(begins) <= last) return begins
    }
    anniversary = following
  }
  return undefined
}

/** Builds the SQL of an anniversary question about a day number, which may be NULL. A date has no zone. */
export function anniversaryWhere(
  { anniversary_in_next: ahead }: Anniversary,
  date: Expression<number | null>,
  today: DayNumber,
): Expression<SqlBool> {
  const monthDays = new Set<string>()
  for (let day = today; day <= today + ahead; day++) {
    monthDays.add(monthDayOf(day))
    if (monthDayOf(day) === '02-28' && monthDayOf(day + 1) === '03-01') monthDays.add('02-29')
  }
  return sql`coalesce(to_char(date '1970-01-01' + ${date}, 'MM-DD') = any(${[...monthDays]}::text[]), false)`
}

/** Returns "the field “Birthday” has its anniversary today or in the next 7 days", or that it has not. */
export function anniversarySentence(
  { anniversary_in_next: ahead }: Anniversary,
  subject: string,
  language: Language,
  holds: boolean,
): string {
  return `${subject} ${daySentence({ in_next: ahead }, ANNIVERSARY, language, holds)}`
}

const ANNIVERSARY: DaySubject = {
  en: { is: 'has its anniversary', isNot: 'has no anniversary' },
  ru: '— годовщина',
}
