import { dayColumn } from '../forms/day-column.ts'

/** The day of the oldest purchase that is not deleted. */
export const firstPurchase = dayColumn({
  type: 'first_purchase',
  column: 'first_purchase_at',
  subject: {
    en: { is: 'the first purchase was', isNot: 'the first purchase was not' },
    ru: 'первая покупка была',
  },
  present: { en: 'there has been a purchase', ru: 'покупки были' },
  absent: { en: 'there has been no purchase', ru: 'покупок не было' },
})
