import { setTimeout as pause } from 'node:timers/promises'
import { CannotRun } from '../core/errors.ts'
import type { Queries } from '../db/database.ts'
import { evaluateUpgradedAccounts, findAccountsToEvaluate } from '../engine/upgrade.ts'
import { addJob } from '../jobs/add.ts'
import { listFailedJobs, progressOf } from '../jobs/reports.ts'
import { startJobs } from '../jobs/run.ts'
import type { Services } from './services.ts'

/** How often it looks whether another process has evaluated the last account. */
const EVERY_MS = 200

/**
 * Evaluates the accounts whose stored rules mean something else since an upgrade, as a job, and resolves when none is left. Other
 * processes may do the same at once.
 * @throws CannotRun when the job has failed for the last time
 */
export async function finishUpgrade({ deps, database }: Services): Promise<void> {
  const left = async () => (await findAccountsToEvaluate(deps.db)).length
  const accounts = await left()
  if (accounts === 0) return
  deps.observe({ type: 'upgrade_begun', accounts })
  const job = evaluateUpgradedAccounts(deps)
  const id = await deps.db.transaction((trx) => addJob(trx, job, {}))
  const running = startJobs({ ...database, db: deps.db, jobs: [job], schedule: [], observe: deps.observe })
  try {
    for (;;) {
      const isGoingOn = (await progressOf(deps.db, id))?.state !== 'failed'
      if ((await left()) === 0) return
      if (!isGoingOn) throw await failureOf(deps.db, id)
      await pause(EVERY_MS)
    }
  } finally {
    await running.stop()
  }
}

async function failureOf(queries: Queries, jobId: number): Promise<CannotRun> {
  const failed = (await listFailedJobs(queries)).find(({ id }) => id === jobId)
  return new CannotRun(
    `Customers could not be evaluated after the upgrade: ${failed?.error ?? 'the job was removed'}. Start Patron again to go on with those that are left.`,
  )
}
