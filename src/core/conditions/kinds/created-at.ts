import { dayColumn } from '../forms/day-column.ts'

/** The day on which the customer was created. */
export const createdAt = dayColumn({
  type: 'created_at',
  column: 'created_at',
  subject: { en: 'the day of creation', ru: 'день создания' },
})
