import { sql } from 'kysely'
import { averageOf } from '../../totals.ts'
import { numberColumn } from '../forms/number-column.ts'

/** The average of all purchases in SQL: NULL without purchases, where the column is 0. */
export const STORED_AVERAGE = sql<number | null>`case when c.purchases_count > 0 then c.average_check end`

/** The average purchase, rounded half up; absent without purchases, though the customer shows 0 then. */
export const averageCheck = numberColumn({
  type: 'average_check',
  value: averageOf,
  columns: ['ltv', 'purchases_count'],
  stored: STORED_AVERAGE,
  subject: { en: 'the average purchase', ru: 'средний чек' },
})
