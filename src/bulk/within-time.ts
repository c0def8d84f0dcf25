import { Refused } from '../core/errors.ts'
import { sqlState, type Trx } from '../db/database.ts'

/** How long a statement may take that finds the customers of a question in the midst of a write. */
const TIMEOUT_MS = 10_000
/** What Postgres says of a statement that its time limit has ended. */
const QUERY_CANCELED = '57014'

/**
 * Reads in a transaction that goes on afterwards, no statement for longer than the limit of questions.
 * @throws Refused 'too_slow', which ends the transaction
 */
export async function readWithinTime<T>(trx: Trx, read: (trx: Trx) => Promise<T>): Promise<T> {
  await trx.query(`select set_config('statement_timeout', $1, true)`, [String(TIMEOUT_MS)])
  try {
    const result = await read(trx)
    await trx.query(`set local statement_timeout to default`)
    return result
  } catch (error) {
    if (sqlState(error) === QUERY_CANCELED) throw new Refused('too_slow', { limit: TIMEOUT_MS / 1000 }, error)
    throw error
  }
}
