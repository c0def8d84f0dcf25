import { Refused } from '../core/errors.ts'
import { type Database, type Queries, type Snapshot, sqlState, type Trx } from '../db/database.ts'

/** How long a statement of a question may take: anybody may ask, and a tree has up to 100 leaves. */
export const TIMEOUT_MS = 10_000
/** What Postgres says of a statement that its time limit has ended. */
const QUERY_CANCELED = '57014'

/**
 * Reads in a snapshot of which no statement has a connection for longer than a limit.
 * @throws Refused 'too_slow'
 */
export function withinTime<T>(
  db: Database,
  timeoutMs: number,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  return refusingSlow(timeoutMs, () =>
    db.snapshot(async (snapshot) => {
      const [, result] = await Promise.all([limitStatements(snapshot, timeoutMs), work(snapshot)])
      return result
    }),
  )
}

/**
 * Reads in a transaction that goes on afterwards, no statement for longer than a limit.
 * @throws Refused 'too_slow', which ends the transaction
 */
export function readWithinTime<T>(trx: Trx, timeoutMs: number, read: (trx: Trx) => Promise<T>): Promise<T> {
  return refusingSlow(timeoutMs, async () => {
    await limitStatements(trx, timeoutMs)
    const result = await read(trx)
    await trx.query(`set local statement_timeout to default`)
    return result
  })
}

function limitStatements(queries: Queries, timeoutMs: number): Promise<unknown> {
  return queries.query(`select set_config('statement_timeout', $1, true)`, [String(timeoutMs)])
}

async function refusingSlow<T>(timeoutMs: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (sqlState(error) === QUERY_CANCELED) throw new Refused('too_slow', { limit: timeoutMs / 1000 }, error)
    throw error
  }
}
