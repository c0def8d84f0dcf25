import { dayColumn } from '../forms/day-column.ts'

/** The day of the newest purchase that is not deleted. */
export const lastPurchase = dayColumn({
  type: 'last_purchase',
  column: 'last_purchase_at',
  subject: { en: 'the day of the last purchase', ru: 'день последней покупки' },
})
