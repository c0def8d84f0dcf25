import type { Observe } from '../src/core/observation.ts'

/** Ends a bench in which something fails, even beside what is measured. */
export const endOnTrouble: Observe = (observation) => {
  if ('error' in observation && observation.error !== undefined)
    throw new Error(observation.type, { cause: observation.error })
}
