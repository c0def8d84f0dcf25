import { AsyncLocalStorage } from 'node:async_hooks'
import type { Origin } from '../core/observation.ts'

const origins = new AsyncLocalStorage<Origin>()

/** Runs `work`, and all that it starts, for a request or a job, which slow statements are reported with. */
export function runFor<T>(origin: Origin, work: () => T): T {
  return origins.run(origin, work)
}

/** Returns the request or the job that the caller runs for; undefined for neither. */
export function currentOrigin(): Origin | undefined {
  return origins.getStore()
}
