import { numberColumn } from '../forms/number-column.ts'

/** The days between purchases as they are stored, whether they move dates or not. */
export const periodicity = numberColumn({
  type: 'periodicity',
  value: (facts) => facts.periodicity,
  columns: ['periodicity'],
  subject: { en: 'the number of days between purchases', ru: 'число дней между покупками' },
})
