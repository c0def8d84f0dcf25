import { numberColumn } from '../forms/number-column.ts'

/** The sum of all purchases, in whole units of the account currency. */
export const ltv = numberColumn({
  type: 'ltv',
  value: (facts) => facts.ltv,
  columns: ['ltv'],
  subject: { en: 'the total of purchases', ru: 'сумма покупок' },
})
