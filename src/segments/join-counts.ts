import { eachAccountJob } from '../account/each-account.ts'
import type { Deps } from '../account/scope.ts'
import type { Job } from '../jobs/job.ts'
import { joinCounts } from './queries.ts'

/** Defines the job that joins the parts of each segment's number of members into one. */
export function joinSegmentCounts(deps: Deps): Job {
  return eachAccountJob(deps, 'join_segment_counts', (accountId) =>
    deps.db.transaction((trx) => joinCounts(trx, accountId)),
  )
}
