import type { Deps } from '../account/scope.ts'
import { forgetOldIdempotencyKeys } from '../account/old-keys.ts'
import { doBulkChanges } from '../bulk/job.ts'
import { forgetOldBulkChanges } from '../bulk/retention.ts'
import { evaluateUpgradedAccounts } from '../engine/upgrade.ts'
import { purgeDeleted } from '../entities/purge.ts'
import { forgetOldEventsOf } from '../events/retention.ts'
import { cleanJobTables } from '../jobs/clean.ts'
import type { Job, ScheduledJob } from '../jobs/job.ts'
import { joinSegmentCounts } from '../segments/join-counts.ts'

const HOURLY = '0 * * * *'

/**
 * Returns every job that a server or worker runs, and those of them that run by themselves: once an hour, and whenever one starts. That
 * of an upgrade is added by the first start after it, and large bulk changes by the requests that begin them.
 */
export function jobsOf(
  deps: Deps,
  { eventDays }: { readonly eventDays: number },
): {
  readonly jobs: readonly Job[]
  readonly schedule: readonly ScheduledJob[]
} {
  const others: Job[] = [
    purgeDeleted(deps),
    joinSegmentCounts(deps),
    forgetOldIdempotencyKeys(deps),
    forgetOldBulkChanges(deps),
    forgetOldEventsOf(deps, eventDays),
  ]
  const hourly = [...others, cleanJobTables(deps.db, others)]
  return {
    jobs: [...hourly, doBulkChanges(deps), evaluateUpgradedAccounts(deps)],
    schedule: hourly.map((job) => ({ job, cron: HOURLY, atStart: true })),
  }
}
