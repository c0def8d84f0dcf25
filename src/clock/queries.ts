import type { UnixSeconds } from '../core/actor.ts'
import type { Queries, Trx } from '../db/database.ts'

/** How the clock stands, or how it runs. */
export type ClockRow = {
  readonly frozen_at: UnixSeconds | null
  /** Ahead of real time, while it runs. */
  readonly offset_seconds: number
  /** Raised by every change. */
  readonly version: number
}

/** The channel on which every server hears that the clock was set. */
export const CLOCK_CHANGED = 'patron_clock_changed'

/** Any number that no other advisory lock has. */
const CLOCK_LOCK = 7_032_026

export async function readClock(queries: Queries): Promise<ClockRow> {
  const [row] = await queries.query<ClockRow>(
    `select frozen_at, offset_seconds, version from sandbox_clock where id = 1`,
  )
  return row as ClockRow
}

/** Sets the clock, and tells every server once it is committed: one statement. */
export async function writeClock(
  queries: Queries,
  { frozen_at, offset_seconds }: Omit<ClockRow, 'version'>,
): Promise<ClockRow> {
  const [row] = await queries.query<ClockRow>(
    `with changed as (
       update sandbox_clock set frozen_at = $1, offset_seconds = $2, version = version + 1 where id = 1
       returning frozen_at, offset_seconds, version
     )
     select changed.*, pg_notify($3, '') from changed`,
    [frozen_at, offset_seconds, CLOCK_CHANGED],
  )
  return row as ClockRow
}

/** Lets nobody else change the clock until the transaction ends. @throws what `Database.transaction` calls busy when another takes long */
export async function lockClock(trx: Trx): Promise<void> {
  await trx.query(`select pg_advisory_xact_lock($1)`, [CLOCK_LOCK])
}
