import { numberColumn } from '../forms/number-column.ts'

/** The number of all purchases. */
export const purchasesCount = numberColumn({
  type: 'purchases_count',
  value: (facts) => facts.purchases_count,
  columns: ['purchases_count'],
  subject: { en: 'the number of purchases', ru: 'число покупок' },
})
