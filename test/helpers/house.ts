import type { Deps } from '../../src/account/scope.ts'
import { EVENT_DAYS } from '../../src/events/retention.ts'
import { jobsOf } from '../../src/start/jobs.ts'

/** Runs once, here and now, what the schedule runs each hour. */
export async function keepHouse(deps: Deps): Promise<void> {
  for (const { job } of jobsOf(deps, { eventDays: EVENT_DAYS }).schedule)
    await job.run(
      {},
      {
        id: 0,
        signal: new AbortController().signal,
        progress: async () => undefined,
        once: () => Promise.reject(new Error('A scheduled job does nothing once.')),
      },
    )
}
