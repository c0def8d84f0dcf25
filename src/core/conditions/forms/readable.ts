import { isoDate } from '../../time.ts'
import type { Names } from '../kind.ts'
import { listed, type Phrase } from './words.ts'

/** What stands for a value that is not there. */
const NONE: Phrase = { en: 'none', ru: 'нет' }

/** Returns the date of Unix seconds in the account's time zone, "2026-03-01", or "none". */
export function readableDay(at: unknown, { account, language }: Names): string {
  return typeof at === 'number' ? isoDate(account.calendar.dayOf(at)) : NONE[language]
}

/** Returns a number or a text as it is, or "none". */
export function readableValue(value: unknown, { language }: Names): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : NONE[language]
}

/** Returns the names of an id or of a list of ids, "#7" for one that has none, or "none". */
export function readableNames(
  ids: unknown,
  nameOf: (id: number) => string | undefined,
  { language }: Names,
): string {
  const list = (Array.isArray(ids) ? ids : [ids]).filter((id): id is number => typeof id === 'number')
  if (list.length === 0) return NONE[language]
  return listed(
    list.map((id) => nameOf(id) ?? `#${id}`),
    language === 'ru' ? 'и' : 'and',
  )
}
