import { randomBytes, randomUUID } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import type { Actor, UnixSeconds } from '../core/actor.ts'
import { LANGUAGES } from '../core/actor.ts'
import type { Database, Queries } from '../db/database.ts'
import { NoticeListener } from '../db/notice-listener.ts'
import { findActor, insertToken, readTokenSecret, revokeToken as revoke } from './queries.ts'

const ALGORITHM = 'HS256'
/** A verified token is trusted this long without asking the database; revoking it drops it at once. */
const TRUSTED_MS = 5000
const MAX_TRUSTED = 10_000
/** The channel on which every server of an installation hears whose access has changed. */
const ACCESS_CHANGED = 'patron_access_changed'

export type NewToken = { accountId: number; userId: number; name: string; expiresAt: UnixSeconds }

/** Makes a secret for signing tokens, once for a database. */
export async function ensureTokenSecret(queries: Queries): Promise<Uint8Array> {
  await queries.query(
    `insert into installation (id, token_secret) values (1, $1) on conflict (id) do nothing`,
    [randomBytes(32)],
  )
  return readTokenSecret(queries)
}

/**
 * Makes a long-lived token of a user: a JWT with a numeric `exp`, which the official SDK reads before any request. It is
 * shown once and not stored.
 */
export async function createToken(
  queries: Queries,
  secret: Uint8Array,
  token: NewToken,
  now: UnixSeconds,
): Promise<{ id: string; token: string }> {
  const id = randomUUID()
  await insertToken(queries, { ...token, id, createdAt: now })
  const signed = await new SignJWT({ account_id: token.accountId, scopes: ['crm'] })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .setJti(id)
    .setSubject(String(token.userId))
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(token.expiresAt)
    .sign(secret)
  return { id, token: signed }
}

/** Revokes a token; every server refuses it from this moment. @returns whether there was such a token in force */
export async function revokeToken(
  queries: Queries,
  accountId: number,
  id: string,
  now: UnixSeconds,
): Promise<boolean> {
  const userId = await revoke(queries, accountId, id, now)
  if (userId === undefined) return false
  await notifyAccessChanged(queries, accountId, userId)
  return true
}

/** Makes every server ask the database about a user's tokens again, from the moment the caller's transaction commits. */
export async function notifyAccessChanged(
  queries: Queries,
  accountId: number,
  userId: number,
): Promise<void> {
  await queries.query(`select pg_notify($1, $2)`, [ACCESS_CHANGED, nameOf({ accountId, userId })])
}

function nameOf({ accountId, userId }: Pick<Actor, 'accountId' | 'userId'>): string {
  return `${accountId}:${userId}`
}

/** Who asks, and with which token. */
type Authenticated = { readonly actor: Actor; readonly tokenId: string }
type Trusted = Authenticated & { readonly untilMs: number }

/** So far ahead may the clock be that a token was made under, seconds. */
const CLOCK_TOLERANCE = 60

/** Verifies Bearer tokens of any account of the installation. */
export class TokenVerifier {
  readonly #db: Database
  readonly #secret: Uint8Array
  readonly #nowMs: () => number
  readonly #trusted = new Map<string, Trusted>()

  /** `nowMs`: real time in milliseconds. */
  constructor(db: Database, secret: Uint8Array, nowMs: () => number) {
    this.#db = db
    this.#secret = secret
    this.#nowMs = nowMs
  }

  /** Who a token speaks for, and its id; undefined when it is forged, expired, revoked, or its user is switched off. */
  verify(token: string): Authenticated | undefined | Promise<Authenticated | undefined> {
    const nowMs = this.#nowMs()
    const trusted = this.#trusted.get(token)
    return trusted && trusted.untilMs > nowMs ? trusted : this.#verifyAnew(token, nowMs)
  }

  async #verifyAnew(token: string, nowMs: number): Promise<Authenticated | undefined> {
    const claims = await this.#claimsOf(token, nowMs)
    if (claims === undefined) return undefined
    const row = await findActor(this.#db, claims.accountId, claims.id, Math.floor(nowMs / 1000))
    if (row === undefined) {
      this.#trusted.delete(token)
      return undefined
    }
    const { language, ...rest } = row
    const actor: Actor = { ...rest, language: LANGUAGES.find((known) => known === language) ?? 'en' }
    if (this.#trusted.size >= MAX_TRUSTED) this.#trusted.clear()
    const untilMs = Math.min(nowMs + TRUSTED_MS, claims.expiresAt * 1000)
    const trusted = { actor, tokenId: claims.id, untilMs }
    this.#trusted.set(token, trusted)
    return trusted
  }

  /** Hears of every change of access, by whatever process, until `stop`. Without it a change holds after 5 s at the latest. */
  async listen(onError: (error: Error) => void): Promise<{ stop: () => void }> {
    const listener = new NoticeListener(this.#db, ACCESS_CHANGED, (whose) => this.#drop(whose), onError)
    await listener.start()
    return { stop: () => listener.stop() }
  }

  /** Trusts nobody of this name any more; without a name, nobody at all. */
  #drop(whose: string | undefined): void {
    if (whose === undefined) this.#trusted.clear()
    for (const [token, { actor }] of this.#trusted) if (nameOf(actor) === whose) this.#trusted.delete(token)
  }

  async #claimsOf(token: string, nowMs: number) {
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        algorithms: [ALGORITHM],
        currentDate: new Date(nowMs),
        // It lengthens no life: when a token ends is asked of the database, too.
        clockTolerance: CLOCK_TOLERANCE,
      })
      const { jti, exp, account_id: accountId } = payload
      if (typeof jti !== 'string' || !/^[0-9a-f-]{36}$/.test(jti)) return undefined
      if (typeof exp !== 'number' || typeof accountId !== 'number') return undefined
      return { id: jti, expiresAt: exp, accountId }
    } catch {
      return undefined // not a token of ours, or expired: what is wrong with it is nobody's business
    }
  }
}
