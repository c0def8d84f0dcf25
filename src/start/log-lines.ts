import { Refused } from '../core/errors.ts'
import type { Observation, Origin, RequestDone } from '../core/observation.ts'
import { isAway } from '../db/away.ts'
import type { LogLevel } from './config.ts'
import { safeError, safeMessage } from './safe-error.ts'

/** One line of the log. */
export type Line = {
  readonly level: Exclude<LogLevel, 'silent'>
  readonly message: string
  /** Whether it is written whatever the level: what whoever starts the program needs. */
  readonly isAlways?: true
  /** What is beside the message, by names that queries over logs use. */
  readonly fields?: Readonly<Record<string, unknown>>
}

/** Returns what the log says of an observation. */
export function lineOf(observation: Observation): Line {
  switch (observation.type) {
    case 'request_done':
      return requestLine(observation)
    case 'request_unreadable': {
      const { requestId, status } = observation
      const fields = { request_id: requestId, status }
      return { level: 'info', message: 'what came was no HTTP request', fields }
    }
    case 'framework_warned': {
      const { message, error } = observation
      return { level: 'warn', message: `HTTP: ${safeMessage(message)}`, fields: { ...err(error) } }
    }
    case 'statement_slow': {
      const { pool, statement, ms, origin } = observation
      return {
        level: 'warn',
        message: 'a statement was slow',
        fields: { pool, ms: rounded(ms), statement, ...originFields(origin) },
      }
    }
    case 'pool_opened':
      return {
        level: 'trace',
        message: 'connections to the database may be opened',
        fields: { pool: observation.pool },
      }
    case 'connection_awaited': {
      const { pool, ms } = observation
      const fields = { pool, ms: rounded(ms) }
      return {
        level: ms < LONG_WAIT_MS ? 'trace' : 'warn',
        message: 'a connection to the database was long awaited',
        fields,
      }
    }
    case 'pool_exhausted': {
      const { pool, connections, waiting } = observation
      const fields = { pool, connections, waiting }
      return { level: 'error', message: 'no connection to the database became free', fields }
    }
    case 'connection_broken':
      return {
        level: 'warn',
        message: 'a connection to the database broke while it was idle',
        fields: { pool: observation.pool, ...err(observation.error) },
      }
    case 'listener_broken':
      return {
        level: isOfDatabaseAway(observation.error) ? 'debug' : 'warn',
        message: 'the connection that hears of changes by other servers broke; it is made anew',
        fields: err(observation.error),
      }
    case 'database_away':
      return {
        level: 'error',
        message: 'the database cannot be reached',
        fields: { pool: observation.pool, ...err(observation.error) },
      }
    case 'database_back': {
      const { pool, awayMs } = observation
      return {
        level: 'warn',
        message: 'the database can be reached again',
        fields: { pool, away_ms: rounded(awayMs) },
      }
    }
    case 'database_ended':
      return { level: 'fatal', message: observation.reason, isAlways: true }
    case 'job_done': {
      const { job, id, ms } = observation
      return { level: 'debug', message: 'a job is done', fields: { job, job_id: id, ms: rounded(ms) } }
    }
    case 'job_failed': {
      const { job, id, attempts, maxAttempts, error } = observation
      return {
        level: 'warn',
        message: 'a job failed and is tried again',
        fields: { job, job_id: id, attempts, max_attempts: maxAttempts, ...err(error) },
      }
    }
    case 'job_set_aside': {
      const { job, id, attempts, error } = observation
      return {
        level: 'error',
        message: 'a job failed for the last time and was set aside',
        fields: { job, job_id: id, attempts, ...err(error) },
      }
    }
    case 'work_failed':
      return {
        level: levelOf(observation.error),
        message: 'work beside the requests failed and is tried again',
        fields: { work: observation.work, ...err(observation.error) },
      }
    case 'rules_failed':
      return {
        level: levelOf(observation.error),
        message: 'the rules of an account could not be applied and are tried again',
        fields: { account_id: observation.accountId, ...err(observation.error) },
      }
    case 'rules_broken': {
      const { accountId, rules } = observation
      const fields = { account_id: accountId, rules }
      return { level: 'warn', message: 'rules name something that was deleted', fields }
    }
    case 'due_customers_done': {
      const { accountId, customers, ms } = observation
      const fields = { account_id: accountId, customers, ms: rounded(ms) }
      return { level: 'debug', message: 'customers whose moment had come were evaluated', fields }
    }
    case 'moves_made': {
      const { accountId, cause, moves } = observation
      return { level: 'debug', message: 'customers moved', fields: { account_id: accountId, cause, moves } }
    }
    case 'pass_done': {
      const { accountId, cause, ms } = observation
      const fields = { account_id: accountId, cause, ms: rounded(ms) }
      return { level: 'info', message: 'customers were evaluated after a change of rules', fields }
    }
    case 'events_numbered': {
      const { accountId, batches } = observation
      return { level: 'debug', message: 'events were numbered', fields: { account_id: accountId, batches } }
    }
    case 'upgrade_begun':
      return {
        level: 'info',
        message: `Stored rules mean something else since this release: customers are evaluated (accounts: ${observation.accounts})`,
        isAlways: true,
      }
    case 'first_account_made': {
      const { accountId, file } = observation
      return {
        level: 'info',
        message: `A first account was made; its token and password are kept in ${file}`,
        fields: { account_id: accountId },
        isAlways: true,
      }
    }
    case 'listening':
      return { level: 'info', message: `Patron listens at ${observation.url}` }
    case 'admin_listening':
      return { level: 'info', message: `Metrics are at ${observation.url}/metrics`, isAlways: true }
    case 'started': {
      const { url, httpsUrl, caFile } = observation
      const https = httpsUrl === undefined ? '' : ` and ${httpsUrl}`
      const trust = caFile === undefined ? '' : `; clients of HTTPS must trust ${caFile}`
      const message = `Patron serves ${url}${https}  (reference: ${url}/docs${trust})`
      return { level: 'info', message, isAlways: true }
    }
    case 'demo_loaded': {
      const { loaded } = observation
      const message =
        loaded === undefined
          ? 'There are customers already: no demo shop was loaded'
          : `A demo shop was loaded: ${loaded}`
      return { level: 'info', message, isAlways: true }
    }
    case 'worker_started':
      return {
        level: 'info',
        message: 'Patron runs jobs and moves customers when their time comes',
        isAlways: true,
      }
    case 'stopping':
      return { level: 'info', message: 'Patron finishes what is under way and stops' }
    case 'stopped':
      return { level: 'info', message: 'Patron has stopped' }
  }
}

/** A wait for a connection that is worth a line. */
const LONG_WAIT_MS = 1000

/** Routes that are called every few seconds by whoever looks after the program. */
const HEALTH = /^\/health\//

function requestLine(request: RequestDone): Line {
  const { status, route, isAborted, error } = request
  const fields = {
    request_id: request.requestId,
    ...(request.traceId !== undefined && { trace_id: request.traceId }),
    method: request.method,
    ...(route !== undefined && { route }),
    status,
    ms: rounded(request.ms),
    bytes: request.bytes,
    ...(request.accountId !== undefined && { account_id: request.accountId }),
    ...(request.userId !== undefined && { user_id: request.userId }),
    ...(request.refusal !== undefined && { refusal: request.refusal }),
    ...err(error),
  }
  if (isAborted) return { level: 'info', message: 'the client has gone', fields }
  if (status === 500) return { level: 'error', message: 'a request failed', fields }
  if (status > 500) return { level: 'warn', message: 'request', fields }
  return { level: route !== undefined && HEALTH.test(route) ? 'debug' : 'info', message: 'request', fields }
}

function originFields(origin: Origin | undefined) {
  if (origin === undefined) return {}
  if ('job' in origin) return { job: origin.job, job_id: origin.jobId }
  const { requestId, traceId } = origin
  return { request_id: requestId, ...(traceId !== undefined && { trace_id: traceId }) }
}

/** What comes of a database that is away is not worth a line each: that it is away has one of its own. */
function levelOf(error: unknown): Line['level'] {
  if (isOfDatabaseAway(error)) return 'debug'
  return error instanceof Refused ? 'warn' : 'error'
}

function isOfDatabaseAway(error: unknown): boolean {
  if (error instanceof Refused) return error.code === 'database_away'
  return isAway(error) || (error instanceof Error && isAway(error.cause))
}

function err(error: unknown): { readonly err?: object } {
  return error === undefined ? {} : { err: safeError(error) }
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100
}
