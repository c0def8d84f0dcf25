import type { Database } from '../db/database.ts'
import { defineJob, type Job, queueOf } from './job.ts'
import { deleteLeftovers, deleteUnusedQueues } from './queries.ts'

/** Defines the job that deletes what was kept of jobs that have ended. The queues of `scheduled` stay, for graphile-worker adds to them by itself. */
export function cleanJobTables(db: Database, scheduled: readonly Job[]): Job {
  const job = defineJob({
    name: 'clean_job_tables',
    maxAttempts: 5,
    key: () => 'all',
    async run(_, { signal }) {
      while (await db.transaction(deleteLeftovers)) signal.throwIfAborted()
      const kept = [...scheduled, job].flatMap((each) => queueOf(each, {}) ?? [])
      await db.transaction((trx) => deleteUnusedQueues(trx, kept))
    },
  })
  return job
}
