import type { Action, Actor, RightLevel } from './actor.ts'
import type { EntityName } from './entity-names.ts'

/** The users of an account as far as rights need them: who belongs to which group. */
export type GroupOf = (userId: number) => number | undefined

/** Whether `actor` may do `action` to one of an entity that belongs to the user `owner`. Administrators may do everything. */
export function may(
  actor: Actor,
  entity: EntityName,
  action: Action,
  owner: number,
  groupOf: GroupOf,
): boolean {
  switch (levelOf(actor, entity, action)) {
    case 'A':
      return true
    case 'G':
      return owner === actor.userId || groupOf(owner) === actor.groupId
    case 'M':
      return owner === actor.userId
    case 'D':
      return false
  }
}

/** Whether `actor` may do `action` to any of an entity at all, its own ones for instance. */
export function hasRight(actor: Actor, entity: EntityName, action: Action): boolean {
  return levelOf(actor, entity, action) !== 'D'
}

/**
 * The users to whose entities `actor` may do `action`: 'all', or their ids (none: nothing is allowed). The set form of {@link may} for
 * lists, which cannot ask row by row.
 */
export function permittedOwners(
  actor: Actor,
  entity: EntityName,
  action: Action,
  users: Iterable<{ id: number; group_id: number }>,
): 'all' | number[] {
  switch (levelOf(actor, entity, action)) {
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

function levelOf({ isAdmin, rights }: Actor, entity: EntityName, action: Action): RightLevel {
  return isAdmin ? 'A' : (rights[entity]?.[action] ?? 'A')
}
