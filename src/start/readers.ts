import type { Observe } from '../core/observation.ts'
import type { Config } from './config.ts'
import { openProgramLog } from './log.ts'
import type { Metrics } from './metrics.ts'

/** Who reads the observations of a program that runs until it is stopped. */
export type Readers = {
  readonly observe: Observe
  /** undefined: they are served nowhere, and cost nothing. */
  readonly metrics: Metrics | undefined
}

/** Opens the log, and metrics where the settings say on which port they are served. */
export async function openReaders(config: Config): Promise<Readers> {
  const log = openProgramLog(config)
  if (config.admin === undefined) return { observe: log, metrics: undefined }
  const { Metrics } = await import('./metrics.ts')
  const metrics = new Metrics()
  return {
    observe(observation) {
      log(observation)
      metrics.observe(observation)
    },
    metrics,
  }
}
