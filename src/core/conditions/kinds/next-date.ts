import { dayColumn } from '../forms/day-column.ts'

/** The day on which the next purchase is expected, whatever was bought since. */
export const nextDate = dayColumn({
  type: 'next_date',
  column: 'next_date',
  subject: { en: 'the day of the expected purchase', ru: 'день ожидаемой покупки' },
})
