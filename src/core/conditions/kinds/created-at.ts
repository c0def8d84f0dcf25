import { dayColumn } from '../forms/day-column.ts'

/** The day on which the customer was created. */
export const createdAt = dayColumn({
  type: 'created_at',
  column: 'created_at',
  subject: {
    en: { is: 'the customer was created', isNot: 'the customer was not created' },
    ru: 'клиент создан',
  },
  present: { en: 'the date of creation is known', ru: 'дата создания известна' },
  absent: { en: 'the date of creation is not known', ru: 'дата создания неизвестна' },
})
