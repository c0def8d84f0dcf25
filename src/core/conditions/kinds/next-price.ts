import { numberColumn } from '../forms/number-column.ts'

/** The expected price of the next purchase, in whole units of the account currency. */
export const nextPrice = numberColumn({
  type: 'next_price',
  value: (facts) => facts.next_price,
  columns: ['next_price'],
  subject: { en: 'the expected price', ru: 'ожидаемая сумма покупки' },
})
