import type { Observe, PoolName } from '../core/observation.ts'
import { isAway } from './away.ts'
import { currentOrigin } from './origin.ts'
import { withoutValues } from './without-values.ts'

/** So long after the last failure an answer means that the database is back. */
const STEADY_MS = 1000

/** Watches the statements of a pool: reports each slow one, and when the database goes away and is back. */
export class StatementWatch {
  readonly #pool: PoolName
  readonly #observe: Observe
  readonly #slowMs: number
  #awaySince: number | undefined
  #lastFailedAt = 0

  /** `slowMs`: how long a statement may take before it is reported; Infinity reports none. */
  constructor(pool: PoolName, observe: Observe, slowMs: number) {
    this.#pool = pool
    this.#observe = observe
    this.#slowMs = slowMs
  }

  /** Notes an answer to a statement that was sent at a moment of `performance.now()`. */
  answered(statement: string, sentAt: number): void {
    const now = performance.now()
    if (now - sentAt >= this.#slowMs) this.#reportSlow(statement, now - sentAt)
    // A database that goes down or comes up answers some connections and fails others.
    if (this.#awaySince === undefined || sentAt < this.#lastFailedAt + STEADY_MS) return
    this.#observe({ type: 'database_back', pool: this.#pool, awayMs: now - this.#awaySince })
    this.#awaySince = undefined
  }

  /** Notes that a statement, or a connection that was to be had for one, has failed. */
  failed(statement: string, sentAt: number, error: unknown): void {
    const now = performance.now()
    if (now - sentAt >= this.#slowMs) this.#reportSlow(statement, now - sentAt)
    if (!isAway(error)) return
    this.#lastFailedAt = now
    if (this.#awaySince !== undefined) return
    this.#awaySince = now
    this.#observe({ type: 'database_away', pool: this.#pool, error })
  }

  #reportSlow(statement: string, ms: number): void {
    this.#observe({
      type: 'statement_slow',
      pool: this.#pool,
      statement: withoutValues(statement),
      ms,
      origin: currentOrigin(),
    })
  }
}
