import type { Actor } from '../core/actor.ts'
import type { Definitions } from './definitions.ts'

/** Returns a user as an actor with the rights that it has now, for what it began earlier; undefined once it is switched off. */
export function actorOfUser(definitions: Definitions, userId: number): Actor | undefined {
  const user = definitions.users.get(userId)
  if (user?.is_active !== true) return undefined
  return {
    accountId: definitions.account.id,
    userId,
    isAdmin: user.is_admin,
    groupId: user.group_id,
    rights: user.rights,
    language: definitions.language,
  }
}
