import type { Trx } from '../db/database.ts'

/** Work that is done apart from any request, by name. */
export type Job<Payload extends object = object> = {
  /** Stands in the database with each waiting job: a name that was released is not changed. */
  readonly name: string
  /** Runs that may fail before the job is set aside. */
  readonly maxAttempts: number
  /** Jobs with equal keys run one at a time, the one that was added first before the others. */
  key?(payload: Payload): string
  /**
   * Does the work. It may be run again after it failed, or after its worker was lost: what must happen once goes through
   * {@link JobContext.once}, everything else must do no harm when it is repeated.
   */
  run(payload: Payload, context: JobContext): Promise<void>
}

/** What a job that runs may ask of the kit. */
export type JobContext = {
  readonly id: number
  /** Aborts when the process stops or its lease is lost. A job that throws then is run again, without an attempt being counted. */
  readonly signal: AbortSignal
  /** Shows how far the job is. Written at most once a second, and when all is done. */
  readonly progress: (done: number, total?: number) => Promise<void>
  /**
   * Runs `work` in a transaction of its own unless this job has done the step before, in this run or an earlier one.
   * @returns whether it was done now
   * @throws LeaseLost when another worker may have the job by now; nothing is written then
   */
  readonly once: (step: string, work: (trx: Trx) => Promise<void>) => Promise<boolean>
}

/** A job that the kit adds by itself. */
export type ScheduledJob = {
  readonly job: Job
  /** Five fields of cron, in UTC. */
  readonly cron: string
  /** Whether it is also added whenever a worker starts. */
  readonly atStart: boolean
}

/** Defines a job. Its payload has to survive JSON. */
export function defineJob<Payload extends object>(job: Job<Payload>): Job<Payload> {
  return job
}

/** The queue of graphile-worker in which the jobs of a key run one at a time. */
export function queueOf<Payload extends object>(job: Job<Payload>, payload: Payload): string | undefined {
  return job.key && `${job.name} ${job.key(payload)}`
}

/** The key under which a later job replaces one that still waits. */
export function uniqueKeyOf(job: Pick<Job, 'name'>, key: string): string {
  return `${job.name} ${key}`
}

/** The key of what the schedule adds: a job that still waits is not added twice. */
export const SCHEDULED = 'scheduled'

/** A worker found that its lease had run out. Its jobs belong to others, and nothing of theirs may be written. */
export class LeaseLost extends Error {}
