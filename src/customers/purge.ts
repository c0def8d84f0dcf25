import { eachAccountJob } from '../account/each-account.ts'
import type { Deps } from '../account/scope.ts'
import type { Job } from '../jobs/job.ts'
import { purgeBlock } from './queries.ts'
import { RESTORABLE_SECONDS } from './service.ts'

const BLOCK = 500

/** Defines the job that deletes customers that can no longer be restored, with everything of theirs, a block in a transaction. */
export function purgeDeletedCustomers(deps: Deps): Job {
  return eachAccountJob(deps, 'purge_deleted_customers', async (accountId, signal) => {
    const before = deps.now() - RESTORABLE_SECONDS
    const purge = () => deps.db.transaction((trx) => purgeBlock(trx, accountId, before, BLOCK))
    while ((await purge()) === BLOCK) signal.throwIfAborted()
  })
}
