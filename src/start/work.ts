import { startWorker } from '../engine/worker.ts'
import { startNumbering } from '../events/number.ts'
import { startJobs } from '../jobs/run.ts'
import type { Config } from './config.ts'
import { jobsOf } from './jobs.ts'
import type { Services } from './services.ts'

/**
 * Starts what happens without a request, which `patron serve` and `patron worker` have in common: jobs, the moves of customers whose
 * time has come, and the numbering of events.
 */
export function startWork(
  services: Services,
  { eventDays }: Pick<Config, 'eventDays'>,
): { stop(): Promise<void> } {
  const { deps, database } = services
  const started = [
    startJobs({ ...database, ...jobsOf(deps, { eventDays }), db: deps.db, observe: deps.observe }),
    startWorker(deps),
    startNumbering(deps),
  ]
  return {
    async stop() {
      await Promise.all(started.map((each) => each.stop()))
    },
  }
}
