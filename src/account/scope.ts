import type { Actor, UnixSeconds } from '../core/actor.ts'
import type { Entities } from '../core/entity.ts'
import { Refused } from '../core/errors.ts'
import type { Observation, Observe } from '../core/observation.ts'
import type { Database, Queries, Trx } from '../db/database.ts'
import type { Ids } from '../db/ids.ts'
import { type Definitions, findDefinitions } from './definitions.ts'
import type { DefinitionsCache } from './definitions-cache.ts'
import type { AccountLock } from './account-lock.ts'

/** What the top of the program hands to every slice. */
export type Deps = {
  db: Database
  /** Connections of their own for what anybody may ask, however much work it is: no statement takes long, and few run at once. */
  questions: Database
  ids: Ids
  entities: Entities
  definitions: DefinitionsCache
  accountLock: AccountLock
  observe: Observe
  /** The moment of customers, purchases, stages and segments. */
  now: () => UnixSeconds
  /** A clock that may have been set by another server; `now` has its time as far as this one knows it. */
  clock?: { refresh(queries: Queries): Promise<void> }
  /** The moment of tokens and idempotency keys, which no sandbox clock governs. */
  realNow: () => UnixSeconds
}

/** What a write works with: one transaction, one moment, one actor, the definitions in force. */
export type Scope = {
  readonly trx: Trx
  readonly ids: Ids
  readonly entities: Entities
  readonly actor: Actor
  readonly definitions: Definitions
  /** Those before the last change of definitions by this write, if it made one. */
  readonly previous?: Definitions
  readonly now: UnixSeconds
  /** Why the request is refused whatever rules say of it, if it is: thrown where customers or rules would be saved. */
  readonly refused?: Error
  /** Takes what the transaction notices; readers get it once the transaction has committed, and never if it has not. */
  readonly observe: Observe
}

declare const WRITES_DEFINITIONS: unique symbol

/** A transaction in which definitions may be written; see {@link writeDefinitions}. */
export type DefinitionsTrx = Trx & { readonly [WRITES_DEFINITIONS]: true }

/** A scope in which definitions may be written; see {@link writeDefinitions}. */
export type DefinitionsScope = Scope & { readonly trx: DefinitionsTrx }

/** A scope before the account is locked: the definitions and the moment are those of memory, and may be behind. */
export type EarlyScope = Omit<
  Scope,
  'ids' | 'entities' | 'definitions' | 'previous' | 'refused' | 'observe'
> & {
  readonly definitions: Definitions | undefined
}

/**
 * One transaction that writes customers of an account. It shares the account's row with other writers, so that definitions stand still
 * until it ends; who changes them holds that row alone.
 */
export function writeCustomers<T>(deps: Deps, actor: Actor, work: (scope: Scope) => Promise<T>): Promise<T> {
  return deps.accountLock.shared(actor.accountId, () => inAccount(deps, actor, 'for share', undefined, work))
}

/**
 * One transaction that writes customers of an account, like {@link writeCustomers}, for a write that knows what it will read before the
 * account is locked: `early` sends these reads in the round trip of the lock, behind it.
 */
export function writeCustomersReadingEarly<E, T>(
  deps: Deps,
  actor: Actor,
  early: (scope: EarlyScope) => Promise<E>,
  work: (scope: Scope, read: E) => Promise<T>,
): Promise<T> {
  return deps.accountLock.shared(actor.accountId, () => inAccount(deps, actor, 'for share', early, work))
}

/** Opens a transaction for some work and commits it, or finds that the work was done before. @returns whether it was done now */
type DoOnce = (work: (trx: Trx) => Promise<void>) => Promise<boolean>

/** One transaction that writes customers of an account, like {@link writeCustomers}, opened by a step of a job that is done once. */
export function writeCustomersOnce(
  deps: Deps,
  actor: Actor,
  once: DoOnce,
  work: (scope: Scope) => Promise<void>,
): Promise<boolean> {
  return deps.accountLock.shared(actor.accountId, () =>
    observedOnceCommitted(deps, once, (trx, observe) =>
      withinAccount({ ...deps, observe }, actor, trx, 'for share', undefined, work),
    ),
  )
}

/**
 * One transaction that changes definitions of an account: no other write of the account runs beside it. `work` writes them through
 * {@link writeDefinitions}, or `changeRules` of the engine where customers may move.
 */
export function changeDefinitions<T>(
  deps: Deps,
  actor: Actor,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  return deps.accountLock.exclusive(actor.accountId, () =>
    inAccount(deps, actor, 'for no key update', undefined, work),
  )
}

/**
 * Writes definitions and raises their version, so that every server reads them anew. Nothing else hands out the transaction that queries
 * of definitions take: a change without its version does not compile.
 * @returns what `write` returned, and a scope with the new definitions
 */
export async function writeDefinitions<T>(
  scope: Scope,
  write: (scope: DefinitionsScope) => Promise<T>,
): Promise<{ readonly scope: Scope; readonly result: T }> {
  const result = await write({ ...scope, trx: scope.trx as DefinitionsTrx })
  await scope.trx.query(`update accounts set definitions_version = definitions_version + 1 where id = $1`, [
    scope.actor.accountId,
  ])
  return { scope: await withPresentDefinitions(scope), result }
}

/**
 * Lets the transaction that creates an account write its definitions. There is no version to raise: no server has definitions of this
 * account in memory yet.
 */
export function trxOfNewAccount(trx: Trx): DefinitionsTrx {
  return trx as DefinitionsTrx
}

/** Returns a scope with the definitions as its transaction sees them, after writes that were given the scope as it was. */
export async function withPresentDefinitions(scope: Scope): Promise<Scope> {
  const definitions = await findDefinitions(scope.trx, scope.actor.accountId)
  if (definitions === undefined) throw new Refused('unauthorized')
  return { ...scope, definitions, previous: scope.definitions }
}

/**
 * Reads with definitions in memory, in as few statements as the read itself takes: `read` tells which version the database had, and
 * is asked again if memory was behind.
 */
export async function readWithDefinitions<T>(
  deps: Deps,
  accountId: number,
  read: (definitions: Definitions) => Promise<{ version: number | undefined; value: T }>,
): Promise<T> {
  for (;;) {
    const definitions = deps.definitions.peek(accountId) ?? (await deps.definitions.load(deps.db, accountId))
    try {
      const { version, value } = await read(definitions)
      if ((version ?? (await versionOf(deps.db, accountId))) === definitions.version) return value
    } catch (error) {
      // A refusal that followed from outdated definitions is no refusal.
      if ((await versionOf(deps.db, accountId)) === definitions.version) throw error
    }
    await deps.definitions.load(deps.db, accountId)
  }
}

/** The definitions as they stand now. */
export async function currentDefinitions(deps: Deps, accountId: number): Promise<Definitions> {
  return deps.definitions.at(deps.db, accountId, await versionOf(deps.db, accountId))
}

function inAccount<E, T>(
  deps: Deps,
  actor: Actor,
  lock: AccountRowLock,
  early: ((scope: EarlyScope) => Promise<E>) | undefined,
  work: (scope: Scope, read: E) => Promise<T>,
): Promise<T> {
  return observedOnceCommitted(
    deps,
    (inside: (trx: Trx) => Promise<T>) => deps.db.transaction(inside),
    (trx, observe) => withinAccount({ ...deps, observe }, actor, trx, lock, early, work),
  )
}

/** Runs `work` in a transaction that `transact` opens, perhaps several times, and reports what the run that was committed has noticed. */
async function observedOnceCommitted<Inner, Outer>(
  deps: Deps,
  transact: (work: (trx: Trx) => Promise<Inner>) => Promise<Outer>,
  work: (trx: Trx, observe: Observe) => Promise<Inner>,
): Promise<Outer> {
  let noticed: Observation[] = []
  const result = await transact((trx) => {
    noticed = []
    return work(trx, (observation) => noticed.push(observation))
  })
  for (const observation of noticed) deps.observe(observation)
  return result
}

type AccountRowLock = 'for share' | 'for no key update'

async function withinAccount<E, T>(
  deps: Deps,
  actor: Actor,
  trx: Trx,
  lock: AccountRowLock,
  early: ((scope: EarlyScope) => Promise<E>) | undefined,
  work: (scope: Scope, read: E) => Promise<T>,
): Promise<T> {
  const locking = trx.query<{ definitions_version: number }>(
    `select definitions_version from accounts where id = $1 ${lock}`,
    [actor.accountId],
  )
  const reading = early?.({
    trx,
    actor,
    definitions: deps.definitions.peek(actor.accountId),
    now: deps.now(),
  })
  reading?.catch(() => undefined) // reported below, by the await
  const ticking = deps.clock?.refresh(trx)
  ticking?.catch(() => undefined) // reported below, too
  const [account] = await locking
  if (account === undefined) throw new Refused('unauthorized')
  const definitions = await deps.definitions.at(trx, actor.accountId, account.definitions_version)
  await ticking
  return work(
    {
      trx,
      ids: deps.ids,
      entities: deps.entities,
      actor,
      definitions,
      now: deps.now(),
      observe: deps.observe,
    },
    (await reading) as E,
  )
}

/** The version of an account's definitions as `queries` sees it. @throws Refused 'unauthorized' when the account is gone */
export async function versionOf(queries: Queries, accountId: number): Promise<number> {
  const [row] = await queries.query<{ definitions_version: number }>(
    `select definitions_version from accounts where id = $1`,
    [accountId],
  )
  if (row === undefined) throw new Refused('unauthorized')
  return row.definitions_version
}
