import { forgetOldKeys } from '../http/idempotency.ts'
import type { Job } from '../jobs/job.ts'
import { eachAccountJob } from './each-account.ts'
import type { Deps } from './scope.ts'

/** Defines the job that deletes the stored answers of idempotency keys once they are no longer repeated, by real time. */
export function forgetOldIdempotencyKeys(deps: Deps): Job {
  return eachAccountJob(deps, 'forget_old_idempotency_keys', (accountId) =>
    forgetOldKeys(deps.db, accountId, deps.realNow()),
  )
}
