import type { Observation, Observe } from '../../src/core/observation.ts'

/** The types of what did not go as it should, beside the requests. The failure of a job that is tried again is none. */
const TROUBLES: ReadonlySet<string> = new Set([
  'work_failed',
  'rules_failed',
  'job_set_aside',
  'connection_broken',
] satisfies Observation['type'][])

/** Returns an observer, and the troubles that it is given. */
export function collectTroubles(): { readonly observe: Observe; readonly troubles: Observation[] } {
  const troubles: Observation[] = []
  return {
    troubles,
    observe: (observation) => void (TROUBLES.has(observation.type) && troubles.push(observation)),
  }
}
