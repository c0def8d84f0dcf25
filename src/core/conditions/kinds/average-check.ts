import { averageCheck as averageCheckOf } from '../../totals.ts'
import { numberColumn } from '../forms/number-column.ts'

/** The average purchase as the customer shows it: rounded half up, 0 without purchases. */
export const averageCheck = numberColumn({
  type: 'average_check',
  value: averageCheckOf,
  columns: ['ltv', 'purchases_count'],
  subject: { en: 'the average purchase', ru: 'средний чек' },
})
