/** How far a right reaches: all customers, those of the own group, the own ones, none. The letters are the published ones. */
export const RIGHT_LEVELS = ['A', 'G', 'M', 'D'] as const
export type RightLevel = (typeof RIGHT_LEVELS)[number]
export type CustomerAction = 'view' | 'edit' | 'add' | 'delete' | 'export'
export type CustomerRights = Readonly<Record<CustomerAction, RightLevel>>

export const ALL_CUSTOMER_RIGHTS: CustomerRights = {
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
  rights: CustomerRights
  /** The account's language; a request may ask for another. */
  language: Language
}

/** Unix seconds, UTC. */
export type UnixSeconds = number

/** The program itself, acting for an account: an administrator whose id is 0, the robot. */
export function systemActor(accountId: number, language: Language): Actor {
  return { accountId, userId: 0, isAdmin: true, groupId: 0, rights: ALL_CUSTOMER_RIGHTS, language }
}
