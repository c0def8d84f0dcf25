import { defineJob, type Job } from '../jobs/job.ts'
import type { Deps } from './scope.ts'

/** Enough for a lock that is held or a database that is away for a minute; the schedule adds the job again. */
const MAX_ATTEMPTS = 5

/**
 * Defines a job that does a step in each account, one account after another. An account in which it fails keeps no other from it: the job
 * fails once it has been everywhere. `step` is repeatable, and breaks off when the signal aborts.
 */
export function eachAccountJob(
  deps: Deps,
  name: string,
  step: (accountId: number, signal: AbortSignal) => Promise<void>,
): Job {
  return defineJob({
    name,
    maxAttempts: MAX_ATTEMPTS,
    key: () => 'all',
    async run(_payload, { signal, progress }) {
      const accounts = await deps.db.query<{ id: number }>('select id from accounts order by id')
      const errors: unknown[] = []
      for (const [index, { id }] of accounts.entries()) {
        signal.throwIfAborted()
        await step(id, signal).catch((error: unknown) => errors.push(error))
        await progress(index + 1, accounts.length)
      }
      signal.throwIfAborted()
      if (errors.length > 0) throw errors[0]
    },
  })
}
