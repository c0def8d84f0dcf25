import type { Queries } from '../db/database.ts'
import { IS_SET_ASIDE, wakeWorkers } from './queries.ts'

/** A job that failed for the last time: nothing runs it again unless {@link retryJob} is called. */
export type FailedJob = {
  readonly id: number
  readonly name: string
  readonly payload: unknown
  readonly attempts: number
  readonly error: string | null
}

/** Returns the jobs that were set aside, the newest first: a job that fails every hour hides no later one. */
export function listFailedJobs(queries: Queries, limit = 100): Promise<FailedJob[]> {
  return queries.query<FailedJob>(
    `select j.id, t.identifier as name, j.payload, j.attempts, j.last_error as error
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where ${IS_SET_ASIDE} order by j.id desc limit $1`,
    [limit],
  )
}

/** Lets a job that was set aside run again, with all its attempts. Steps that it has done stay done. @returns whether there was one */
export async function retryJob(queries: Queries, id: number): Promise<boolean> {
  const retried = await queries.query(
    `update graphile_worker._private_jobs j set attempts = 0, run_at = now(), updated_at = now()
     where id = $1 and ${IS_SET_ASIDE} returning id`,
    [id],
  )
  if (retried.length > 0) await wakeWorkers(queries)
  return retried.length > 0
}

/** Deletes a job that was set aside. @returns whether there was one */
export async function removeFailedJob(queries: Queries, id: number): Promise<boolean> {
  const removed = await queries.query(
    `delete from graphile_worker._private_jobs j where id = $1 and ${IS_SET_ASIDE} returning id`,
    [id],
  )
  return removed.length > 0
}

export type JobProgress = {
  readonly state: 'waiting' | 'running' | 'failed' | 'ended'
  /** undefined until the job has shown any. */
  readonly done: number | undefined
  readonly total: number | undefined
}

/** Returns how far a job is; undefined for one that never was, or that ended more than a day ago. One that ended without showing progress is unknown, too. */
export async function progressOf(queries: Queries, id: number): Promise<JobProgress | undefined> {
  const [row] = await queries.query<{
    state: JobProgress['state']
    done: number | null
    total: number | null
  }>(
    `select case when j.id is null then 'ended' when j.locked_at is not null then 'running'
         when j.attempts >= j.max_attempts then 'failed' else 'waiting' end as state, p.done, p.total
     from (select $1::bigint as id) as wanted
       left join graphile_worker._private_jobs j on j.id = wanted.id
       left join job_progress p on p.job_id = wanted.id
     where j.id is not null or p.job_id is not null`,
    [id],
  )
  return row && { state: row.state, done: row.done ?? undefined, total: row.total ?? undefined }
}

/** Returns how many of these jobs are waiting or running. */
export async function countPending(queries: Queries, ids: readonly number[]): Promise<number> {
  const [row] = await queries.query<{ pending: number }>(
    `select count(*)::int as pending from graphile_worker._private_jobs
     where id = any($1::bigint[]) and (locked_at is not null or attempts < max_attempts)`,
    [ids],
  )
  return row?.pending ?? 0
}
