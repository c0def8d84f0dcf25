import { randomUUID } from 'node:crypto'
import { type DefinitionsScope, type Scope, writeDefinitions } from '../account/scope.ts'
import type { Rights } from '../core/actor.ts'
import { Refused } from '../core/errors.ts'
import { findGroup, insertGroup, insertUser, setUserActive } from './queries.ts'
import { hashPassword } from './passwords.ts'
import { notifyAccessChanged } from './tokens.ts'

export type NewUser = {
  name: string
  email: string
  password: string
  isAdmin: boolean
  /** A group is made when the account has none of this name; none: the first group. */
  group?: string
  rights: Rights
}

/** Adds a user and gives its id. @throws Refused 'bad_request' for an e-mail that is taken */
export async function addUser(scope: Scope, user: NewUser): Promise<number> {
  const { ids, actor, definitions, now } = scope
  const id = await ids.takeOne(actor.accountId, 'users')
  await writeDefinitions(scope, async (writing) =>
    insertUser(writing.trx, actor.accountId, {
      id,
      name: user.name,
      email: user.email,
      lang: definitions.account.language,
      passwordHash: await hashPassword(user.password),
      isAdmin: user.isAdmin,
      groupId:
        user.group === undefined ? (definitions.groups[0]?.id ?? 0) : await groupNamed(writing, user.group),
      rights: user.rights,
      uuid: randomUUID(),
      createdAt: now,
    }),
  )
  return id
}

/** Switches a user off or on again; its tokens follow. @throws Refused 'not_found' */
export async function switchUser(scope: Scope, userId: number, isActive: boolean): Promise<void> {
  await writeDefinitions(scope, async ({ trx, actor }) => {
    if (!(await setUserActive(trx, actor.accountId, userId, isActive))) throw new Refused('not_found')
    await notifyAccessChanged(trx, actor.accountId, userId)
  })
}

async function groupNamed({ trx, ids, actor }: DefinitionsScope, name: string): Promise<number> {
  const known = await findGroup(trx, actor.accountId, name)
  if (known !== undefined) return known
  const id = await ids.takeOne(actor.accountId, 'user_groups')
  await insertGroup(trx, actor.accountId, { id, name, uuid: randomUUID() })
  return id
}
