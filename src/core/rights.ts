import type { Actor, CustomerAction } from './actor.ts'

/** The users of an account as far as rights need them: who belongs to which group. */
export type GroupOf = (userId: number) => number | undefined

/** Whether `actor` may do `action` to a customer of that responsible user. Administrators may do everything. */
export function may(
  actor: Actor,
  action: CustomerAction,
  responsibleUserId: number,
  groupOf: GroupOf,
): boolean {
  if (actor.isAdmin) return true
  switch (actor.rights[action]) {
    case 'A':
      return true
    case 'G':
      return responsibleUserId === actor.userId || groupOf(responsibleUserId) === actor.groupId
    case 'M':
      return responsibleUserId === actor.userId
    case 'D':
      return false
  }
}

/**
 * The responsible users whose customers `actor` may see: 'all', or their ids (none: nothing is visible).
 * The set form of {@link may} for lists, which cannot ask row by row.
 */
export function visibleResponsibles(
  actor: Actor,
  users: Iterable<{ id: number; group_id: number }>,
): 'all' | number[] {
  if (actor.isAdmin) return 'all'
  switch (actor.rights.view) {
    case 'A':
      return 'all'
    case 'G':
      return [...users].filter((user) => user.group_id === actor.groupId).map((user) => user.id)
    case 'M':
      return [actor.userId]
    case 'D':
      return []
  }
}
