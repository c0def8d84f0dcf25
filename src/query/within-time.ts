import { Refused } from '../core/errors.ts'
import { type Database, type Snapshot, sqlState } from '../db/database.ts'

/** How long a statement of a question may take: anybody may ask, and a tree has up to 100 leaves. */
export const TIMEOUT_MS = 10_000
/** What Postgres says of a statement that its time limit has ended. */
const QUERY_CANCELED = '57014'

/**
 * Reads in a snapshot of which no statement has a connection for longer than a limit.
 * @throws Refused 'too_slow'
 */
export async function withinTime<T>(
  db: Database,
  timeoutMs: number,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  try {
    return await db.snapshot(async (snapshot) => {
      const limited = snapshot.query(`select set_config('statement_timeout', $1, true)`, [String(timeoutMs)])
      const [result] = await Promise.all([work(snapshot), limited])
      return result
    })
  } catch (error) {
    if (sqlState(error) === QUERY_CANCELED) throw new Refused('too_slow', { limit: timeoutMs / 1000 }, error)
    throw error
  }
}
