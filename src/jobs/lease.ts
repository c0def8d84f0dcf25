import { setTimeout as pause } from 'node:timers/promises'
import type { Observe } from '../core/observation.ts'
import type { Database } from '../db/database.ts'
import { endLease, freeLostJobs, type LostJob, renewLease, takeLease } from './queries.ts'

export type LeaseOptions = {
  readonly workerId: string
  /** Without a sign of life for so long, a worker's jobs are given to others. */
  readonly leaseMs: number
  readonly observe: Observe
  /** Called with the jobs of other workers that were lost, once they are free. */
  readonly onFreed: (jobs: readonly LostJob[]) => void
}

/** Signs of life within one lease, so that a few may fail. */
const BEATS = 6

/** The right of a worker to its jobs, which it keeps by showing that it is alive. It also looks after those of workers that do not. */
export class Lease {
  readonly workerId: string
  /** Resolves when somebody has found this worker dead: its jobs are no longer its own. */
  readonly lost: Promise<void>
  readonly #db: Database
  readonly #options: LeaseOptions
  readonly #running = new Set<number>()
  readonly #ending = new AbortController()
  readonly #markLost: () => void
  #isLost = false
  #renewedAt = performance.now()
  #isTaken = false
  readonly #beating: Promise<void>

  constructor(db: Database, options: LeaseOptions) {
    this.#db = db
    this.#options = options
    this.workerId = options.workerId
    const { promise, resolve } = Promise.withResolvers<void>()
    this.lost = promise
    this.#markLost = resolve
    this.#beating = this.#beat()
  }

  begin(jobId: number): void {
    this.#running.add(jobId)
  }

  finish(jobId: number): void {
    this.#running.delete(jobId)
  }

  /**
   * Whether the jobs are this worker's. Asks the database where the last sign of life is too long ago, as after a pause of the process;
   * `isRecorded` asks it in any case, which leaves a trace of the jobs that run now.
   */
  async isHeld({ isRecorded = false } = {}): Promise<boolean> {
    if (this.#isLost) return false
    if (!isRecorded && performance.now() - this.#renewedAt < this.#options.leaseMs) return true
    return this.#renew()
  }

  /** Gives back what is left of the jobs. */
  async end(): Promise<void> {
    this.#ending.abort()
    await this.#beating
    await this.#db.transaction((trx) => endLease(trx, this.workerId))
  }

  async #beat(): Promise<void> {
    const { leaseMs, observe, onFreed } = this.#options
    const { signal } = this.#ending
    for (let beat = 0; !signal.aborted && !this.#isLost; beat++) {
      try {
        await this.#renew()
        if (beat % (BEATS / 2) === 0) onFreed(await this.#db.transaction((trx) => freeLostJobs(trx, leaseMs)))
      } catch (error) {
        observe({ type: 'work_failed', work: 'jobs', error })
      }
      await pause(leaseMs / BEATS, undefined, { signal }).catch(() => undefined)
    }
  }

  async #renew(): Promise<boolean> {
    const sentAt = performance.now()
    if (!this.#isTaken) await takeLease(this.#db, this.workerId)
    this.#isTaken = true
    if (await renewLease(this.#db, this.workerId, [...this.#running])) {
      this.#renewedAt = Math.max(this.#renewedAt, sentAt)
      return true
    }
    this.#isLost = true
    this.#markLost()
    return false
  }
}
