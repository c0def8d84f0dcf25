import type { UnixSeconds } from '../core/actor.ts'
import type { Database, Queries } from '../db/database.ts'
import { NoticeListener } from '../db/notice-listener.ts'
import { CLOCK_CHANGED, type ClockRow, readClock, writeClock } from './queries.ts'

/** Beside notices, so that a connection that died silently costs no more than this. */
const LOOK_EVERY_MS = 1000

/**
 * The clock that the sandbox sets, one for all servers over a database, which keeps it over restarts. A write reads it with its
 * own locks, and so has the time that was set last; a read of another server has it once the notice has come.
 */
export class SandboxClock {
  readonly #db: Database
  readonly #realNow: () => UnixSeconds
  #row: ClockRow

  private constructor(db: Database, realNow: () => UnixSeconds, row: ClockRow) {
    this.#db = db
    this.#realNow = realNow
    this.#row = row
  }

  static async open(db: Database, realNow: () => UnixSeconds): Promise<SandboxClock> {
    return new SandboxClock(db, realNow, await readClock(db))
  }

  now(): UnixSeconds {
    const { frozen_at, offset_seconds } = this.#row
    return frozen_at ?? this.#realNow() + offset_seconds
  }

  get isFrozen(): boolean {
    return this.#row.frozen_at !== null
  }

  /** Learns how it was set last. */
  async refresh(queries: Queries): Promise<void> {
    this.#learn(await readClock(queries))
  }

  /** Sets it to a moment, or leaves it where that has passed, and stops it or lets it run from there. For whoever holds its lock. */
  async set(at: UnixSeconds, isFrozen: boolean): Promise<void> {
    const moment = Math.max(at, this.now())
    this.#learn(
      await writeClock(this.#db, {
        frozen_at: isFrozen ? moment : null,
        offset_seconds: moment - this.#realNow(),
      }),
    )
  }

  /** Hears of every change, by whatever server, until `stop`. */
  async listen(onError: (error: Error) => void): Promise<{ stop: () => void }> {
    const look = () => void this.refresh(this.#db).catch(onError)
    const listener = new NoticeListener(this.#db, CLOCK_CHANGED, look, onError)
    await listener.start()
    const timer = setInterval(look, LOOK_EVERY_MS)
    timer.unref()
    return {
      stop() {
        clearInterval(timer)
        listener.stop()
      },
    }
  }

  /** Answers may overtake each other. */
  #learn(row: ClockRow): void {
    if (row.version > this.#row.version) this.#row = row
  }
}
