import { dayColumn } from '../forms/day-column.ts'

/** The day on which the next purchase is expected, whatever was bought since. */
export const nextDate = dayColumn({
  type: 'next_date',
  column: 'next_date',
  subject: {
    en: { is: 'the date of the next purchase is', isNot: 'the date of the next purchase is not' },
    ru: 'дата следующей покупки —',
  },
  present: { en: 'the date of the next purchase is set', ru: 'дата следующей покупки указана' },
  absent: { en: 'the date of the next purchase is not set', ru: 'дата следующей покупки не указана' },
})
