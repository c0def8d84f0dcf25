import { randomBytes } from 'node:crypto'
import { addAccount } from './service.ts'
import { findDefinitions } from '../account/definitions.ts'
import { type Deps, type Scope, trxOfNewAccount } from '../account/scope.ts'
import { type Language, systemActor } from '../core/actor.ts'
import { Refused } from '../core/errors.ts'
import { isTimeZone } from '../core/time.ts'
import type { Queries, Trx } from '../db/database.ts'
import { addFirstStages } from '../stages/service.ts'
import { addUser } from '../users/service.ts'
import { createToken } from '../users/tokens.ts'

/** The account whose own ids are accounts: nobody's. */
const NO_ACCOUNT = 0
/** Ten years: a token of a first run or of the command line is meant to stay. */
const TOKEN_SECONDS = 10 * 365 * 24 * 60 * 60

export type NewAccount = {
  name: string
  subdomain: string
  language: Language
  currency: string
  country: string
  timezone: string
  email: string
  /** Made up when absent. */
  password?: string
}

/** What is told once of a new account. The token and a password that was made up are stored nowhere in plain. */
export type CreatedAccount = {
  account_id: number
  subdomain: string
  email: string
  password: string
  token: string
}

/**
 * Makes an account with customers switched on in mode `segments`, its first stages, an administrator and a long-lived token of it:
 * all of it, or nothing.
 * @throws Refused 'bad_request' for a subdomain that is taken or a time zone that is none
 */
export function createAccount(deps: Deps, secret: Uint8Array, account: NewAccount): Promise<CreatedAccount> {
  return deps.db.transaction((trx) => insertWholeAccount(deps, trx, secret, account))
}

/**
 * Makes the account of a first start, unless there is any; of several servers that start at once one makes it. What `keep` does with it
 * is done before it is there for good: otherwise an interrupted start could leave an account that nobody can enter.
 */
export function createFirstAccount(
  deps: Deps,
  secret: Uint8Array,
  account: NewAccount,
  keep: (created: CreatedAccount) => void,
): Promise<CreatedAccount | undefined> {
  return deps.db.transaction(async (trx) => {
    await trx.query('select from installation where id = 1 for update')
    if (await hasAccount(trx)) return undefined
    const created = await insertWholeAccount(deps, trx, secret, account)
    keep(created)
    return created
  })
}

async function insertWholeAccount(
  deps: Deps,
  trx: Trx,
  secret: Uint8Array,
  account: NewAccount,
): Promise<CreatedAccount> {
  if (!isTimeZone(account.timezone))
    throw new Refused('bad_request', { reason: `${account.timezone} is no IANA time zone` })
  const id = await deps.ids.takeOne(NO_ACCOUNT, 'accounts')
  const password = account.password ?? randomBytes(15).toString('base64url')
  const now = deps.now()
  await addAccount(trxOfNewAccount(trx), {
    id,
    subdomain: account.subdomain,
    name: account.name,
    country: account.country,
    currency: account.currency,
    language: account.language,
    timezone: account.timezone,
    customers_available: true,
    customers_enabled: true,
    customers_mode: 'segments',
    created_by: 0,
    updated_by: 0,
    created_at: now,
    updated_at: now,
  })
  await addFirstStages(trxOfNewAccount(trx), deps.ids, id, account.language)
  const definitions = await findDefinitions(trx, id)
  if (definitions === undefined) throw new Error('the account that was just made is not there')
  const { ids, entities, observe } = deps
  const actor = systemActor(id, account.language)
  const scope: Scope = { trx, ids, entities, actor, definitions, now, observe }
  const userId = await addUser(scope, {
    name: account.language === 'ru' ? 'Администратор' : 'Administrator',
    email: account.email,
    password,
    isAdmin: true,
    group: account.language === 'ru' ? 'Отдел продаж' : 'Sales',
    rights: {},
  })
  const realNow = deps.realNow()
  const expiresAt = realNow + TOKEN_SECONDS
  const { token } = await createToken(
    trx,
    secret,
    { accountId: id, userId, name: 'first', expiresAt },
    realNow,
  )
  return { account_id: id, subdomain: account.subdomain, email: account.email, password, token }
}

/** Whether the database has an account at all. */
async function hasAccount(queries: Queries): Promise<boolean> {
  const [row] = await queries.query<{ present: boolean }>(`select exists (select from accounts) as present`)
  return row?.present === true
}
