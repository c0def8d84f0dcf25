import type { EntityName } from './entity-names.ts'

/** How far a right reaches: all of an entity, those of the own group, the own ones, none. The letters are the published ones. */
export const RIGHT_LEVELS = ['A', 'G', 'M', 'D'] as const
export type RightLevel = (typeof RIGHT_LEVELS)[number]
export type Action = 'view' | 'edit' | 'add' | 'delete' | 'export'
export type EntityRights = Readonly<Record<Action, RightLevel>>
/** The rights of a user by entity. What is not named is allowed. */
export type Rights = { readonly [Name in EntityName]?: Partial<EntityRights> }

export const ALL_RIGHTS: EntityRights = {
  view: 'A',
  edit: 'A',
  add: 'A',
  delete: 'A',
  export: 'A',
}

export const LANGUAGES = ['en', 'ru'] as const
export type Language = (typeof LANGUAGES)[number]

/** Who acts: a user of one account, as a verified token says. */
export type Actor = {
  accountId: number
  userId: number
  isAdmin: boolean
  groupId: number
  rights: Rights
  /** The account's language; a request may ask for another. */
  language: Language
}

/** Unix seconds, UTC. */
export type UnixSeconds = number

/** The program itself, acting for an account: an administrator whose id is 0, the robot. */
export function systemActor(accountId: number, language: Language): Actor {
  return { accountId, userId: 0, isAdmin: true, groupId: 0, rights: {}, language }
}
