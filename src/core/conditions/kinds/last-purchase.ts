import type { Language } from '../../actor.ts'
import { dayColumn } from '../forms/day-column.ts'
import { daysInWords } from '../forms/day-question.ts'
import { days } from '../forms/words.ts'

/** The day of the newest purchase that is not deleted. */
export const lastPurchase = dayColumn({
  type: 'last_purchase',
  column: 'last_purchase_at',
  subject: {
    en: { is: 'the last purchase was', isNot: 'the last purchase was not' },
    ru: 'последняя покупка была',
  },
  present: { en: 'there has been a purchase', ru: 'покупки были' },
  absent: { en: 'there has been no purchase', ru: 'покупок не было' },
  noneInLast,
})

function noneInLast(count: number, language: Language): string {
  if (language === 'en') return `there was no purchase ${daysInWords({ in_last: count }, language)}`
  if (count === 0) return 'сегодня покупок не было'
  return `сегодня и ${count === 1 ? 'вчера' : `за последние ${days(count, language)}`} покупок не было`
}
