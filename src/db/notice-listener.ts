import type pg from 'pg'
import type { Database } from './database.ts'

const AGAIN_AFTER_MS = 1000

/** Listens on a channel of the database over a connection of its own, and connects again when that breaks, until it is stopped. */
export class NoticeListener {
  readonly #db: Database
  readonly #channel: string
  readonly #hear: (payload: string | undefined) => void
  readonly #onError: (error: Error) => void
  #client: pg.PoolClient | undefined
  #again: NodeJS.Timeout | undefined
  #stopped = false

  /** `hear(undefined)`: something may have been missed while nobody listened. */
  constructor(
    db: Database,
    channel: string,
    hear: (payload: string | undefined) => void,
    onError: (error: Error) => void,
  ) {
    this.#db = db
    this.#channel = channel
    this.#hear = hear
    this.#onError = onError
  }

  /** Resolves when it listens for the first time. */
  async start(): Promise<void> {
    const client = await this.#db.connect()
    if (this.#stopped) return client.release(true)
    this.#client = client
    client.on('notification', ({ payload }) => this.#hear(payload))
    client.once('error', (error: Error) => this.#broken(error))
    await client.query(`listen ${this.#channel}`)
    this.#hear(undefined)
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#again)
    this.#client?.release(true)
    this.#client = undefined
  }

  #broken(error: Error): void {
    if (this.#stopped) return
    this.#onError(error)
    this.#client?.release(true)
    this.#client = undefined
    // One break can be told twice, by the connection and by the statement on it; two listeners must not come of it.
    clearTimeout(this.#again)
    this.#again = setTimeout(
      () => void this.start().catch((again: Error) => this.#broken(again)),
      AGAIN_AFTER_MS,
    )
    this.#again.unref()
  }
}
