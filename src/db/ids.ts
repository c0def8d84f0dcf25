import type { EntityName } from '../core/entity-names.ts'
import type { Queries } from './database.ts'

/** What has ids of its own in an account. */
export type IdKind =
  | EntityName
  | 'stages'
  | 'custom_fields'
  | 'enums'
  | 'tags'
  | 'users'
  | 'user_groups'
  | 'accounts'
  | 'views'
  | 'bulk_changes'

type Block = { next: number; end: number }

const FIRST_ID = 1001
const SMALLEST_BLOCK = 10
const LARGEST_BLOCK = 5000

/**
 * Hands out ids: positive, from 1,001 on in each account, never twice. Blocks are reserved in statements of their own, apart from the
 * caller's transaction, so that two writers of an account never wait for one another here; what a crash
 * leaves of a block is skipped. Sequences would not do: a worker of a distributed Postgres starts them at 2^48.
 */
export class Ids {
  readonly #db: Queries
  readonly #blocks = new Map<string, { block: Block; size: number }>()
  readonly #reserving = new Map<string, Promise<unknown>>()

  /** `db` must not be the pool that transactions run in: waiting for a connection inside one could never end. */
  constructor(db: Queries) {
    this.#db = db
  }

  /** `count` ids, ascending. */
  async take(accountId: number, kind: IdKind, count: number): Promise<number[]> {
    const key = `${accountId}:${kind}`
    const earlier = this.#reserving.get(key)
    const mine = (async () => {
      await earlier
      return this.#takeInTurn(key, accountId, kind, count)
    })()
    const ended = mine.catch(() => undefined)
    this.#reserving.set(key, ended)
    try {
      return await mine
    } finally {
      if (this.#reserving.get(key) === ended) this.#reserving.delete(key)
    }
  }

  /** One id. */
  async takeOne(accountId: number, kind: IdKind): Promise<number> {
    const [id] = await this.take(accountId, kind, 1)
    return id as number
  }

  async #takeInTurn(key: string, accountId: number, kind: IdKind, count: number): Promise<number[]> {
    const ids: number[] = []
    while (ids.length < count) {
      const held = this.#blocks.get(key)
      if (held && held.block.next < held.block.end) {
        ids.push(held.block.next++)
        continue
      }
      const size = Math.max(
        count - ids.length,
        Math.min(LARGEST_BLOCK, held ? held.size * 2 : SMALLEST_BLOCK),
      )
      this.#blocks.set(key, {
        block: await this.#reserve(accountId, kind, size),
        size: Math.min(size, LARGEST_BLOCK),
      })
    }
    return ids
  }

  async #reserve(accountId: number, kind: IdKind, size: number): Promise<Block> {
    const [row] = await this.#db.query<{ next_id: number }>(
      `insert into id_blocks (account_id, kind, next_id) values ($1, $2, $3::bigint + $4)
       on conflict (account_id, kind) do update set next_id = id_blocks.next_id + $4
       returning next_id`,
      [accountId, kind, FIRST_ID, size],
    )
    const end = (row as { next_id: number }).next_id
    return { next: end - size, end }
  }
}
