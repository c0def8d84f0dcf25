import { sql } from 'kysely'
import type { Language } from '../../actor.ts'
import { type ConditionKind, nothing } from '../kind.ts'
import {
  matchingDays,
  checkDayOrEmpty,
  daySentence,
  type DaySubject,
  DayOrEmpty,
  isCounted,
  isOnMatchingDay,
  nextDayTransition,
  secondsInSpan,
} from './day-question.ts'
import { readableDay } from './readable.ts'
import { plainItem } from './plain-item.ts'
import type { Phrase } from './words.ts'

type DayColumn = {
  /** The name of the condition. */
  readonly type: string
  readonly column: 'next_date' | 'created_at' | 'first_purchase_at' | 'last_purchase_at'
  /** Its sentences: about the day, that there is one, that there is none. */
  readonly subject: DaySubject
  readonly present: Phrase
  readonly absent: Phrase
  /** A better sentence than "the last purchase was not today or in the last 5 days". */
  readonly noneInLast?: (days: number, language: Language) => string
}

/** A kind that asks for the day of a moment of the customer. */
export function dayColumn({
  type,
  column,
  subject,
  present,
  absent,
  noneInLast,
}: DayColumn): ConditionKind<DayOrEmpty> {
  const seconds = sql.ref<number | null>(`c.${column}`)
  return {
    schema: DayOrEmpty,
    check: (written, { refuse }) => checkDayOrEmpty(written, refuse),
    matches(question, facts, moment) {
      const at = facts[column]
      if ('empty' in question) return at === null
      return at !== null && isOnMatchingDay(question, moment.account.calendar.dayOf(at), moment)
    },
    asRangeOrSet(question, moment) {
      if ('empty' in question) return undefined
      const { dayOf } = moment.account.calendar
      const { first, last } = matchingDays(question, moment.today)
      return {
        of: `day of ${column}`,
        column,
        map: dayOf,
        range: { gte: first, lte: last },
        moves: isCounted(question),
      }
    },
    where(question, { moment }) {
      if ('empty' in question) return sql`(${seconds} is null)`
      return secondsInSpan(matchingDays(question, moment.today), seconds, moment)
    },
    nextTransition(question, facts, moment) {
      const at = facts[column]
      if (at === null || 'empty' in question) return undefined
      return nextDayTransition(question, moment.account.calendar.dayOf(at), moment)
    },
    isTimeless: (question) => !isCounted(question),
    reads: () => ({ columns: [column] }),
    refers: nothing,
    sees: (_question, facts) => ({ [column]: facts[column] }),
    readable: (seen, names) => ({ [column]: readableDay(seen[column], names) }),
    toWire: (question) => plainItem(type, question),
    sentence(question, { language }, holds) {
      if ('empty' in question) return (holds ? absent : present)[language]
      if (!holds && noneInLast !== undefined && 'in_last' in question)
        return noneInLast(question.in_last, language)
      return daySentence(question, subject, language, holds)
    },
  }
}
