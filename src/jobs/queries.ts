import type { Queries, Trx } from '../db/database.ts'

/** Gives a worker its lease. */
export async function takeLease(queries: Queries, workerId: string): Promise<void> {
  await queries.query(`insert into job_workers (id) values ($1) on conflict do nothing`, [workerId])
}

/** Renews the lease of a worker. @returns whether it still had one */
export async function renewLease(
  queries: Queries,
  workerId: string,
  running: readonly number[],
): Promise<boolean> {
  const renewed = await queries.query(
    `update job_workers set seen_at = now(), running = $2::bigint[] where id = $1 returning id`,
    [workerId, running],
  )
  return renewed.length > 0
}

/** Which rows `j` of graphile-worker are jobs that have failed for the last time. */
export const IS_SET_ASIDE = 'j.attempts >= j.max_attempts and j.locked_at is null'

/** Lets workers look for jobs now, and not only when they do by themselves. */
export async function wakeWorkers(queries: Queries): Promise<void> {
  await queries.query(`select pg_notify('jobs:insert', '{"count":1}')`)
}

/**
 * Completes jobs with keys that belong to a worker still, and lets the next of their keys run. That of graphile-worker would delete the job of
 * another worker as well, whose key stayed locked then.
 */
export async function completeKeyedJobs(
  queries: Queries,
  workerId: string,
  jobIds: readonly number[],
): Promise<void> {
  await queries.query(
    `with ended as (
       delete from graphile_worker._private_jobs where id = any($1::bigint[]) and locked_by = $2 returning job_queue_id
     )
     update graphile_worker._private_job_queues q set locked_at = null, locked_by = null
     from ended where q.id = ended.job_queue_id and q.locked_by = $2`,
    [jobIds, workerId],
  )
}

/**
 * Returns whether a failure of a job that a worker runs is its last; false where it is no longer the
 * worker's. The row that the worker was given may be older: adding a job of the same key takes the attempts from one that runs.
 */
export async function isLastAttempt(queries: Queries, workerId: string, jobId: number): Promise<boolean> {
  const found = await queries.query(
    `select from graphile_worker._private_jobs where id = $1 and locked_by = $2 and attempts >= max_attempts`,
    [jobId, workerId],
  )
  return found.length > 0
}

/** A job whose worker was lost. */
export type LostJob = {
  readonly id: number
  readonly name: string
  readonly attempts: number
  readonly is_set_aside: boolean
}

/** Stands with a job that runs again because its worker was lost. */
const LOST = 'The worker that had this job was lost.'

/**
 * Takes the jobs of workers without a lease from them, for others to run. graphile-worker would do so after four hours. An attempt is
 * counted only for jobs that are known to have run: those that merely waited in the memory of the worker are as they were. A job in the
 * midst of a transaction is left to the next call.
 */
export async function freeLostJobs(trx: Trx, leaseMs: number): Promise<readonly LostJob[]> {
  const [mine] = await trx.query<{ locked: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('patron'), hashtext('lost jobs')) as locked`,
  )
  if (mine?.locked !== true) return []
  const lost = await trx.query<LostJob>(
    `with expired as (
       delete from job_workers where seen_at < now() - $1 * interval '1 ms' returning id, running
     ), lost as (
       select j.id, j.locked_by from graphile_worker._private_jobs j
       where j.locked_at < now() - $1 * interval '1 ms'
         and not exists (select from job_workers w where w.id = j.locked_by and w.seen_at >= now() - $1 * interval '1 ms')
       for update of j skip locked
     ), freed as (
       update graphile_worker._private_jobs j set locked_at = null, locked_by = null, last_error = $2,
         attempts = greatest(0, j.attempts - case
           when exists (select from expired e where e.id = lost.locked_by and j.id = any(e.running)) then 0 else 1
         end)
       from lost where j.id = lost.id
       returning j.id, j.task_id, j.attempts, j.attempts >= j.max_attempts as is_set_aside
     )
     select f.id, t.identifier as name, f.attempts, f.is_set_aside
     from freed f join graphile_worker._private_tasks t on t.id = f.task_id`,
    [leaseMs, LOST],
  )
  // A queue is locked and freed together with its job, so one that is locked without a job is left over.
  await trx.query(
    `update graphile_worker._private_job_queues q set locked_at = null, locked_by = null
     where q.locked_at < now() - $1 * interval '1 ms' and not exists (
       select from graphile_worker._private_jobs j where j.job_queue_id = q.id and j.locked_at is not null)`,
    [leaseMs],
  )
  if (lost.length > 0) await wakeWorkers(trx)
  return lost
}

/** Gives back what a worker has, or one job of it, without an attempt being counted. */
export async function giveBack(trx: Trx, workerId: string, jobId?: number): Promise<void> {
  await trx.query(
    `with freed as (
       update graphile_worker._private_jobs set locked_at = null, locked_by = null, attempts = greatest(0, attempts - 1)
       where locked_by = $1 and ($2::bigint is null or id = $2)
       returning job_queue_id
     )
     update graphile_worker._private_job_queues q set locked_at = null, locked_by = null
     from freed where q.id = freed.job_queue_id and q.locked_by = $1`,
    [workerId, jobId ?? null],
  )
  await wakeWorkers(trx)
}

/** Ends the lease of a worker that has stopped. */
export async function endLease(trx: Trx, workerId: string): Promise<void> {
  await giveBack(trx, workerId)
  await trx.query(`delete from job_workers where id = $1`, [workerId])
}

/**
 * Notes that a job does a step, if it belongs to this worker still. The job cannot be taken from the worker before the transaction ends.
 * @returns 'done' when it was done before, 'lost' when the job is another worker's
 */
export async function beginStep(
  trx: Trx,
  { workerId, jobId, step }: { readonly workerId: string; readonly jobId: number; readonly step: string },
): Promise<'begun' | 'done' | 'lost'> {
  const [row] = await trx.query<{ held: boolean; begun: boolean }>(
    `with held as (
       select id from graphile_worker._private_jobs where id = $1 and locked_by = $2 for share
     ), begun as (
       insert into job_steps (job_id, step) select id, $3 from held on conflict do nothing returning job_id
     )
     select exists (select from held) as held, exists (select from begun) as begun`,
    [jobId, workerId, step],
  )
  if (row?.held !== true) return 'lost'
  return row.begun ? 'begun' : 'done'
}

/** Stores how far a job is, unless it is another worker's by now: a worker that was paused does not set back what its successor wrote. */
export async function writeProgress(
  queries: Queries,
  { workerId, jobId }: { readonly workerId: string; readonly jobId: number },
  done: number,
  total: number | undefined,
): Promise<void> {
  await queries.query(
    `insert into job_progress (job_id, done, total)
     select id, $3::bigint, $4::bigint from graphile_worker._private_jobs where id = $1 and locked_by = $2
     on conflict (job_id) do update set done = excluded.done, total = excluded.total, updated_at = now()`,
    [jobId, workerId, done, total ?? null],
  )
}

/** Days for which a job that was set aside is kept, and how long the progress of one that has ended. */
const FAILED_KEPT_DAYS = 30
const PROGRESS_KEPT_DAYS = 1

/** Rows of a table that are deleted in one transaction. */
const LEFTOVERS = 5000

/** Deletes up to a block of each thing that was kept of jobs that have ended. @returns whether there may be more */
export async function deleteLeftovers(trx: Trx): Promise<boolean> {
  const old = (column: string, days: number) => `${column} < now() - interval '${days} days'`
  const ended = 'not exists (select from graphile_worker._private_jobs j where j.id = job_id)'
  const deleted = [
    await deleteBlock(
      trx,
      'graphile_worker._private_jobs j',
      `${IS_SET_ASIDE} and ${old('run_at', FAILED_KEPT_DAYS)}`,
    ),
    await deleteBlock(trx, 'job_steps', ended),
    await deleteBlock(trx, 'job_progress', `${ended} and ${old('updated_at', PROGRESS_KEPT_DAYS)}`),
  ]
  return deleted.some((rows) => rows === LEFTOVERS)
}

/** @returns how many rows it has deleted */
async function deleteBlock(trx: Trx, table: string, condition: string): Promise<number> {
  const deleted = await trx.query(
    `delete from ${table} where ctid = any(array(select ctid from ${table} where ${condition} limit ${LEFTOVERS})) returning 1`,
  )
  return deleted.length
}

/** A lock for each of 64 groups of queues: a transaction that adds jobs of many keys holds no more. */
const QUEUE_LOCK = (name: string) => `hashtext('patron queues'), hashtext(${name}) & 63`

/** Keeps a queue from being deleted before the transaction ends, which is about to use it. Those that do the same do not wait for one another. */
export function useQueue(trx: Trx, name: string): void {
  trx.later(`select pg_advisory_xact_lock_shared(${QUEUE_LOCK('$1')})`, [name])
}

/** Deletes queues without jobs that nobody is about to use, all but those to keep: each look for jobs goes over every queue. */
export async function deleteUnusedQueues(trx: Trx, kept: readonly string[]): Promise<void> {
  const isUnused = `q.locked_at is null and not exists (select from graphile_worker._private_jobs j where j.job_queue_id = q.id)`
  const unused = await trx.query<{ id: number }>(
    `select id from graphile_worker._private_job_queues q
     where queue_name <> all($1::text[]) and ${isUnused} and pg_try_advisory_xact_lock(${QUEUE_LOCK('queue_name')})`,
    [kept],
  )
  // A statement of its own, which sees every job that was added before the locks were had.
  await trx.query(
    `delete from graphile_worker._private_job_queues q where q.id = any($1::int[]) and ${isUnused}`,
    [unused.map(({ id }) => id)],
  )
}
