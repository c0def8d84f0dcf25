import type { UnixSeconds } from '../core/actor.ts'
import type { Entities } from '../core/entity.ts'
import type { Database } from '../db/database.ts'
import { checkAccount } from './account.ts'
import type { Difference } from './difference.ts'
import type { TwinNames } from './names.ts'
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
 * history agrees with the state, and nobody is due too late. Each difference is told as it is found, and so are names that a look-up finds
 * for one of several things alone, which are none. Reads only, in blocks: nobody waits for it, and memory does not grow with the base.
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
  onTwins: (twins: TwinNames) => void = () => undefined,
): Promise<Checked> {
  return db.snapshot(async (snapshot) => {
    await snapshot.query(`set local work_mem = '64MB'`)
    const accounts = await findAccounts(snapshot, only)
    const at = now()
    let customers = 0
    let differences = 0
    const onEach = (difference: Difference) => {
      differences++
      onDifference(difference)
    }
    for (const accountId of accounts)
      customers += await checkAccount(snapshot, entities, accountId, at, onEach, onTwins)
    return { accounts: accounts.length, customers, differences, at }
  })
}
