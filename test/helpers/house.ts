import type { Deps } from '../../src/account/scope.ts'
import { EVENT_DAYS } from '../../src/events/retention.ts'
import type { Job } from '../../src/jobs/job.ts'
import { jobsOf } from '../../src/start/jobs.ts'

/** Runs once, here and now, what the schedule runs each hour. */
export async function keepHouse(deps: Deps): Promise<void> {
  for (const { job } of jobsOf(deps, { eventDays: EVENT_DAYS }).schedule) await runHere(job)
}

/** Runs a job once, here and now, that does no step once. @returns the progress that it has shown */
export async function runHere(job: Job): Promise<readonly string[]> {
  const progress: string[] = []
  await job.run(
    {},
    {
      id: 0,
      signal: new AbortController().signal,
      progress: async (done, total) => void progress.push(`${done} of ${total}`),
      once: () => Promise.reject(new Error('A job that runs outside of a worker does nothing once.')),
    },
  )
  return progress
}
