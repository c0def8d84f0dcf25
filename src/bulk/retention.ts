import { eachAccountJob } from '../account/each-account.ts'
import type { Deps } from '../account/scope.ts'
import type { UnixSeconds } from '../core/actor.ts'
import type { Job } from '../jobs/job.ts'
import { type Bulk, deleteBulks, deleteItems, findOldBulks } from './queries.ts'

const DAY = 24 * 60 * 60
/** How long a bulk change can be looked at and taken back after its end, seconds. */
const KEPT_SECONDS = DAY
/** How long one is kept that never ended, seconds: a job that was set aside can be run again for as long. */
const KEPT_UNENDED_SECONDS = 30 * DAY

/** Until when a bulk change can be taken back. */
export function keptUntil({ created_at, ended_at }: Pick<Bulk, 'created_at' | 'ended_at'>): UnixSeconds {
  return ended_at === null ? created_at + KEPT_UNENDED_SECONDS : ended_at + KEPT_SECONDS
}

/** Defines the job that deletes bulk changes once they can no longer be taken back, by real time. */
export function forgetOldBulkChanges(deps: Deps): Job {
  const { db, realNow } = deps
  return eachAccountJob(deps, 'forget_old_bulk_changes', async (accountId, signal) => {
    const now = realNow()
    const ids = await findOldBulks(db, accountId, now - KEPT_SECONDS, now - KEPT_UNENDED_SECONDS)
    for (const id of ids) while (await deleteItems(db, accountId, id)) signal.throwIfAborted()
    await deleteBulks(db, accountId, ids)
  })
}
