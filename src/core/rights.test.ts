import { expect, test } from 'vitest'
import type { Actor, RightLevel } from './actor.ts'
import { may, permittedOwners } from './rights.ts'

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
  rights: { customers: { view } },
  language: 'en',
})

test.each<[RightLevel, number[]]>([
  ['A', [1, 2, 3]],
  ['G', [1, 2]],
  ['M', [1]],
  ['D', []],
])('with the right %s the customers of the users %j are seen, in lists and one by one', (level, seen) => {
  const mayView = ({ id }: { id: number }) => may(actor(level), 'customers', 'view', id, groupOf)
  expect(users.filter(mayView).map((user) => user.id)).toEqual(seen)
  expect(permittedOwners(actor(level), 'customers', 'view', users)).toEqual(level === 'A' ? 'all' : seen)
})

test('a right on one entity says nothing of others, and an action that is not named is allowed', () => {
  expect(may(actor('D'), 'contacts', 'view', 3, groupOf)).toBe(true)
  expect(permittedOwners(actor('D'), 'contacts', 'view', users)).toBe('all')
  expect(may(actor('D'), 'customers', 'edit', 3, groupOf)).toBe(true)
  expect(permittedOwners(actor('D'), 'customers', 'export', users)).toBe('all')
})

test('an administrator may do everything, whatever its rights say', () => {
  expect(may(actor('D', true), 'customers', 'view', 3, groupOf)).toBe(true)
  expect(permittedOwners(actor('D', true), 'customers', 'view', users)).toBe('all')
})
