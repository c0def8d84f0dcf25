import type { UnixSeconds } from '../core/actor.ts'
import type { Entities } from '../core/entity.ts'
import type { Database } from '../db/database.ts'
import { checkAccount } from './account.ts'
import type { Difference } from './difference.ts'
import { findAccounts } from './queries.ts'

export type Checked = {
  readonly accounts: number
  readonly customers: number
  readonly differences: number
  /** The moment for which it is proved. */
  readonly at: UnixSeconds
}

/**
 * Proves all accounts, or one, in one snapshot and at one moment: nothing is pending, everything that is kept twice agrees,
 * history agrees with the state, and nobody is due too late. Each difference is told as it is found. Reads only, in blocks: nobody
 * waits for it, and memory does not grow with the base.
 */
export function check(
  {
    db,
    entities,
    now,
  }: {
    readonly db: Database
    readonly entities: Entities
    readonly now: () => UnixSeconds
  },
  only: number | undefined,
  onDifference: (difference: Difference) => void,
): Promise<Checked> {
  return db.snapshot(async (snapshot) => {
    await snapshot.query(`set local work_mem = '64MB'`)
    const accounts = await findAccounts(snapshot, only)
    const at = now()
    let customers = 0
    let differences = 0
    for (const accountId of accounts)
      customers += await checkAccount(snapshot, entities, accountId, at, (difference) => {
        differences++
        onDifference(difference)
      })
    return { accounts: accounts.length, customers, differences, at }
  })
}
