import { sql } from 'kysely'
import { type ConditionKind, nothing } from '../kind.ts'
import {
  matchingDays,
  checkDayOrEmpty,
  daySentence,
  DayOrEmpty,
  isCounted,
  isOnMatchingDay,
  nextDayTransition,
  secondsInSpan,
} from './day-question.ts'
import { plainItem } from './plain-item.ts'
import type { Phrase } from './words.ts'

type DayColumn = {
  /** The name of the condition. */
  readonly type: string
  readonly column: 'next_date' | 'created_at' | 'last_purchase_at'
  readonly subject: Phrase
}

/** A kind that asks for the day of a moment of the customer. */
export function dayColumn({ type, column, subject }: DayColumn): ConditionKind<DayOrEmpty> {
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
    toWire: (question) => plainItem(type, question),
    sentence: (question, { language }) => `${subject[language]} ${daySentence(question, language)}`,
  }
}
