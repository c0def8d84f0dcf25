import { type Deps, writeCustomersOnce } from '../account/scope.ts'
import { systemActor } from '../core/actor.ts'
import { defineJob, type Job } from '../jobs/job.ts'
import { findBulk, lockBulk } from './queries.ts'
import { changeBlock } from './block.ts'

export type BulkJob = Job<{ readonly accountId: number; readonly bulkId: number }>

/** Enough for a night in which the database is away: attempts are up to six hours apart. */
const MAX_ATTEMPTS = 12

/**
 * Defines the job that does large bulk changes, those of an account one after another. Each block of customers is one transaction that
 * also notes how far it is: a job that is run again goes on behind the last one.
 */
export function doBulkChanges(deps: Deps): BulkJob {
  return defineJob({
    name: 'bulk_change',
    maxAttempts: MAX_ATTEMPTS,
    key: ({ accountId }) => String(accountId),
    async run({ accountId, bulkId }, { signal, progress, once }) {
      for (;;) {
        signal.throwIfAborted()
        const bulk = await findBulk(deps.db, accountId, bulkId)
        if (bulk === undefined) return
        await progress(bulk.done, bulk.matched)
        // One that was set aside may have been taken back before it is run again.
        if (bulk.ended_at !== null || bulk.undone_by !== null) return
        await writeCustomersOnce(
          deps,
          systemActor(accountId, 'en'),
          (work) => once(`after ${bulk.after_id}`, work),
          async (scope) => {
            const locked = await lockBulk(scope.trx, accountId, bulkId)
            if (locked?.ended_at === null && locked.undone_by === null)
              await changeBlock(scope, locked, deps.realNow())
          },
        )
      }
    },
  })
}
