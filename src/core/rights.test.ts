import { expect, test } from 'vitest'
import { type Actor, ALL_CUSTOMER_RIGHTS, type RightLevel } from './actor.ts'
import { may, visibleResponsibles } from './rights.ts'

const users = [
  { id: 1, group_id: 10 },
  { id: 2, group_id: 10 },
  { id: 3, group_id: 20 },
]
const groupOf = (id: number) => users.find((user) => user.id === id)?.group_id
const actor = (view: RightLevel, isAdmin = false): Actor => ({
  accountId: 1,
  userId: 1,
  isAdmin,
  groupId: 10,
  rights: { ...ALL_CUSTOMER_RIGHTS, view },
  language: 'en',
})

test.each<[RightLevel, number[]]>([
  ['A', [1, 2, 3]],
  ['G', [1, 2]],
  ['M', [1]],
  ['D', []],
])('with the right %s the customers of the users %j are seen, in lists and one by one', (level, seen) => {
  expect(users.map((user) => user.id).filter((id) => may(actor(level), 'view', id, groupOf))).toEqual(seen)
  expect(visibleResponsibles(actor(level), users)).toEqual(level === 'A' ? 'all' : seen)
})

test('an administrator may do everything, whatever its rights say', () => {
  expect(may(actor('D', true), 'view', 3, groupOf)).toBe(true)
  expect(visibleResponsibles(actor('D', true), users)).toBe('all')
})
