import { numberColumn } from '../forms/number-column.ts'

/** The expected price of the next purchase, in currency units. */
export const nextPrice = numberColumn({
  type: 'next_price',
  value: (facts) => facts.next_price_minor,
  columns: ['next_price_minor'],
  isAmount: true,
  subject: { en: 'the expected price', ru: 'ожидаемая сумма покупки' },
})
