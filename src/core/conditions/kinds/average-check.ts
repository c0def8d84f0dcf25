import { sql } from 'kysely'
import { averageOf } from '../../totals.ts'
import { numberColumn } from '../forms/number-column.ts'

/** The average of all purchases in SQL, in minor units: NULL without purchases, where the column is 0. */
export const STORED_AVERAGE = sql<
  number | null
>`case when c.purchases_count > 0 then c.average_check_minor end`

/** The average purchase, rounded half up to a minor unit; absent without purchases, though the customer shows 0 then. */
export const averageCheck = numberColumn({
  type: 'average_check',
  value: averageOf,
  columns: ['ltv_minor', 'purchases_count'],
  isAmount: true,
  stored: STORED_AVERAGE,
  subject: { en: 'the average purchase', ru: 'средний чек' },
})
