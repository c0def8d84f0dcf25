import { userColumn } from '../forms/user-column.ts'

/** The user who created the customer, or the robot, 0. */
export const createdBy = userColumn({
  kind: 'created_by',
  column: 'created_by',
  canBeRobot: true,
  subject: { en: 'the creator', ru: 'создатель' },
})
