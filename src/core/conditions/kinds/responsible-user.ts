import { userColumn } from '../forms/user-column.ts'

/** The user who is responsible for the customer. */
export const responsibleUser = userColumn({
  kind: 'responsible_user',
  column: 'responsible_user_id',
  canBeRobot: false,
  subject: { en: 'the responsible user', ru: 'ответственный' },
})
