import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Refused } from '../core/errors.ts'
import type { Queries, Trx } from '../db/database.ts'
import type { Answer } from './hal.ts'

/** How long a stored answer stands, seconds. */
const KEPT_SECONDS = 24 * 60 * 60

/** A write that must be done once: who asks, under which key, and what exactly. */
export type OnceKey = { accountId: number; userId: number; key: string; fingerprint: Buffer }

/** The key of a request that carries `Idempotency-Key`. The fingerprint covers method, URL and body. */
export function onceKeyOf(request: FastifyRequest): OnceKey | undefined {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string') return undefined
  const fingerprint = createHash('sha256')
    .update(`${request.method}\n${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest()
  return { accountId: request.actor.accountId, userId: request.actor.userId, key, fingerprint }
}

/**
 * Does `work` once for a key. A repetition gets the stored answer; a second request at the same moment waits for the first. The key
 * is a row of the same transaction, so a write that was refused or lost leaves its key free.
 * `realNow` is real time in Unix seconds.
 * @throws Refused 'key_reused' for the same key with another request
 */
export async function once(
  trx: Trx,
  key: OnceKey,
  realNow: number,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const who = [key.accountId, key.userId, key.key]
  await trx.query(
    `delete from idempotency_keys where account_id = $1 and user_id = $2 and key = $3 and created_at <= $4`,
    [...who, realNow - KEPT_SECONDS],
  )
  const mine = await trx.query<{ key: string }>(
    `insert into idempotency_keys (account_id, user_id, key, fingerprint, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning key`,
    [...who, key.fingerprint, realNow],
  )
  if (mine.length === 0) return storedAnswer(trx, key)
  const answer = await work()
  await trx.query(
    `update idempotency_keys set status = $4, body = $5 where account_id = $1 and user_id = $2 and key = $3`,
    [...who, answer.status, answer.body ?? null],
  )
  return answer
}

async function storedAnswer(trx: Trx, key: OnceKey): Promise<Answer> {
  const [stored] = await trx.query<{ fingerprint: Buffer; status: number; body: string | null }>(
    `select fingerprint, status, body from idempotency_keys where account_id = $1 and user_id = $2 and key = $3`,
    [key.accountId, key.userId, key.key],
  )
  if (stored === undefined) throw new Refused('busy')
  if (!stored.fingerprint.equals(key.fingerprint)) throw new Refused('key_reused')
  return { status: stored.status, ...(stored.body !== null && { body: stored.body }) }
}

/** Forgets the answers of an account that are no longer repeated. */
export async function forgetOldKeys(queries: Queries, accountId: number, realNow: number): Promise<void> {
  await queries.query(`delete from idempotency_keys where account_id = $1 and created_at <= $2`, [
    accountId,
    realNow - KEPT_SECONDS,
  ])
}
