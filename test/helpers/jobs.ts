import { setTimeout as pause } from 'node:timers/promises'
import type { ClientConfig } from 'pg'
import { onTestFinished } from 'vitest'
import type { Observation } from '../../src/core/observation.ts'
import { createPool } from '../../src/db/connect.ts'
import { Database } from '../../src/db/database.ts'
import type { Job } from '../../src/jobs/job.ts'
import { type JobsOptions, type RunningJobs, startJobs } from '../../src/jobs/run.ts'
import { testDatabase } from './database.ts'
import { collectTroubles } from './trouble.ts'

/** A database with jobs, and what its workers report. */
export type JobsOfTest = {
  readonly connection: ClientConfig
  readonly db: Database
  /** What did not go as it should; the failure of a job that is tried again is no trouble. */
  readonly troubles: Observation[]
  /** Starts a worker in this process; it is stopped when the test ends, if not before. */
  readonly start: (jobs: readonly Job<never>[], options?: Partial<JobsOptions>) => RunningJobs
}

/** Makes a migrated database for a test that runs jobs. */
export async function jobsOfTest(): Promise<JobsOfTest> {
  const connection = await testDatabase()
  const { observe, troubles } = collectTroubles()
  const db = new Database(createPool(connection, { name: 'requests', max: 12, observe }), { prepare: true })
  onTestFinished(() => db.end())
  return {
    connection,
    db,
    troubles,
    start(jobs, options) {
      const running = startJobs({
        connection,
        prepare: true,
        db,
        jobs: jobs,
        schedule: [],
        observe,
        ...options,
      })
      const stop = () => (stopped ??= running.stop())
      let stopped: Promise<void> | undefined
      onTestFinished(stop)
      return { stop }
    },
  }
}

/** Waits until something is true, however long that takes. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(5)
}

/** Waits until every job has ended or was set aside. */
export async function untilDrained(db: Database): Promise<void> {
  await until(async () => (await jobsLeft(db)) === 0)
}

/** Counts the jobs that wait or run. */
export async function jobsLeft(db: Database): Promise<number> {
  const [row] = await db.query<{ left: number }>(
    `select count(*)::int as left from graphile_worker._private_jobs where locked_at is not null or attempts < max_attempts`,
  )
  return row?.left ?? 0
}
