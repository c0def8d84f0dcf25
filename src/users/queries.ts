import type { DefinitionsTrx } from '../account/scope.ts'
import type { Rights } from '../core/actor.ts'
import { Refused } from '../core/errors.ts'
import { type Queries, violatedConstraint } from '../db/database.ts'

export type ActorRow = {
  accountId: number
  userId: number
  isAdmin: boolean
  groupId: number
  rights: Rights
  language: string
}

/** The user behind a token that is in force at `now`, with the language of its account. */
export async function findActor(
  queries: Queries,
  accountId: number,
  tokenId: string,
  now: number,
): Promise<ActorRow | undefined> {
  const [row] = await queries.query<ActorRow>(
    `select t.account_id as "accountId", u.id as "userId", u.is_admin as "isAdmin", u.group_id as "groupId",
       u.rights, a.language
     from tokens t
     join users u on u.account_id = t.account_id and u.id = t.user_id
     join accounts a on a.id = t.account_id
     where t.account_id = $1 and t.id = $2 and t.revoked_at is null and t.expires_at > $3 and u.is_active`,
    [accountId, tokenId, now],
  )
  return row
}

export async function readTokenSecret(queries: Queries): Promise<Uint8Array> {
  const [row] = await queries.query<{ token_secret: Buffer }>(
    `select token_secret from installation where id = 1`,
  )
  if (row === undefined) throw new Error('the installation has no token secret')
  return new Uint8Array(row.token_secret)
}

export async function insertToken(
  queries: Queries,
  token: {
    id: string
    accountId: number
    userId: number
    name: string
    createdAt: number
    expiresAt: number
  },
): Promise<void> {
  await queries.query(
    `insert into tokens (account_id, id, user_id, name, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
    [token.accountId, token.id, token.userId, token.name, token.createdAt, token.expiresAt],
  )
}

/** Revokes a token that is in force. @returns the user it was of */
export async function revokeToken(
  queries: Queries,
  accountId: number,
  id: string,
  now: number,
): Promise<number | undefined> {
  const [row] = await queries.query<{ user_id: number }>(
    `update tokens set revoked_at = $3 where account_id = $1 and id = $2 and revoked_at is null returning user_id`,
    [accountId, id, now],
  )
  return row?.user_id
}

export type TokenListing = {
  id: string
  user_id: number
  name: string
  created_at: number
  expires_at: number
  revoked_at: number | null
}

export async function listTokens(queries: Queries, accountId: number): Promise<TokenListing[]> {
  return queries.query<TokenListing>(
    `select id, user_id, name, created_at, expires_at, revoked_at from tokens where account_id = $1 order by created_at, id`,
    [accountId],
  )
}

export type NewUserRow = {
  id: number
  name: string
  email: string
  lang: string
  passwordHash: string
  isAdmin: boolean
  groupId: number
  rights: Rights
  uuid: string
  createdAt: number
}

/** @throws Refused 'bad_request' for an e-mail that another user of the account has */
export async function insertUser(trx: DefinitionsTrx, accountId: number, user: NewUserRow): Promise<void> {
  try {
    await trx.query(
      `insert into users (account_id, id, name, email, lang, password_hash, is_admin, is_active, group_id, rights, uuid, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, true, $8, $9, $10, $11)`,
      [
        accountId,
        user.id,
        user.name,
        user.email,
        user.lang,
        user.passwordHash,
        user.isAdmin,
        user.groupId,
        JSON.stringify(user.rights),
        user.uuid,
        user.createdAt,
      ],
    )
  } catch (error) {
    if (violatedConstraint(error) === 'users_email_unique')
      throw new Refused(
        'bad_request',
        { reason: `A user with the e-mail ${user.email} exists already` },
        error,
      )
    throw error
  }
}

/** Switches a user on or off. @returns whether there is such a user */
export async function setUserActive(
  trx: DefinitionsTrx,
  accountId: number,
  userId: number,
  isActive: boolean,
): Promise<boolean> {
  const rows = await trx.query(
    `update users set is_active = $3 where account_id = $1 and id = $2 returning id`,
    [accountId, userId, isActive],
  )
  return rows.length > 0
}

/** The group of this name, if the account has one. */
export async function findGroup(
  queries: Queries,
  accountId: number,
  name: string,
): Promise<number | undefined> {
  const [row] = await queries.query<{ id: number }>(
    `select id from user_groups where account_id = $1 and name = $2 order by id limit 1`,
    [accountId, name],
  )
  return row?.id
}

export async function insertGroup(
  trx: DefinitionsTrx,
  accountId: number,
  group: { id: number; name: string; uuid: string },
): Promise<void> {
  await trx.query(`insert into user_groups (account_id, id, name, uuid) values ($1, $2, $3, $4)`, [
    accountId,
    group.id,
    group.name,
    group.uuid,
  ])
}

/** The user of this id or e-mail. */
export async function findUser(
  queries: Queries,
  accountId: number,
  named: string,
): Promise<number | undefined> {
  const [row] = await queries.query<{ id: number }>(
    `select id from users where account_id = $1 and (id::text = $2 or email = $2)`,
    [accountId, named],
  )
  return row?.id
}
