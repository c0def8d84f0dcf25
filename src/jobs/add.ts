import type { UnixSeconds } from '../core/actor.ts'
import type { Trx } from '../db/database.ts'
import { type Job, queueOf, uniqueKeyOf } from './job.ts'
import { useQueue } from './queries.ts'

/**
 * Adds a job in the transaction of the caller: it runs once that has committed, and never if it is rolled back.
 * @param runAt the moment before which it does not run, real time; at once unless given
 * @param jobKey replaces a job of this name and key that has not begun; one that runs already gets no further attempt; transactions that add the same key wait for one another
 * @returns the id of the job, by which its progress is read
 */
export async function addJob<Payload extends object>(
  trx: Trx,
  job: Job<Payload>,
  payload: Payload,
  { runAt, jobKey }: { readonly runAt?: UnixSeconds; readonly jobKey?: string } = {},
): Promise<number> {
  const queue = queueOf(job, payload)
  if (queue !== undefined) useQueue(trx, queue)
  // The moment of the statement, not that of the transaction: jobs of one transaction and one key run in the order in which they were added.
  const [added] = await trx.query<{ id: number }>(
    `select id from graphile_worker.add_job($1, $2::json, queue_name => $3,
       run_at => coalesce(to_timestamp($4::bigint), clock_timestamp()), max_attempts => $5, job_key => $6)`,
    [
      job.name,
      JSON.stringify(payload),
      queue ?? null,
      runAt ?? null,
      job.maxAttempts,
      jobKey === undefined ? null : uniqueKeyOf(job, jobKey),
    ],
  )
  return (added as { id: number }).id
}
