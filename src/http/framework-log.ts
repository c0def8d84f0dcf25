import type { FastifyBaseLogger } from 'fastify'
import type { Observe } from '../core/observation.ts'

/** Returns a log for the HTTP framework that turns what it warns of into observations. What it says of requests is dropped: these are observed by us. */
export function frameworkLog(observe: Observe): FastifyBaseLogger {
  const drop = () => undefined
  const warn = (first: unknown, second?: unknown) => {
    const message = typeof first === 'string' ? first : second
    const given = typeof first === 'object' && first !== null && 'err' in first ? first.err : first
    observe({
      type: 'framework_warned',
      message: typeof message === 'string' ? message : '',
      error: given instanceof Error ? given : undefined,
    })
  }
  const log: FastifyBaseLogger = {
    level: 'warn',
    fatal: warn,
    error: warn,
    warn,
    info: drop,
    debug: drop,
    trace: drop,
    silent: drop,
    child: () => log,
  }
  return log
}
