import { numberColumn } from '../forms/number-column.ts'

/** The sum of all purchases, in currency units. */
export const ltv = numberColumn({
  type: 'ltv',
  value: (facts) => facts.ltv_minor,
  columns: ['ltv_minor'],
  isAmount: true,
  subject: { en: 'the total of purchases', ru: 'сумма покупок' },
})
