import type { RefusalCode } from './errors.ts'

/** Takes what the program notices. Readers (the log, the metrics) never throw and never wait: whoever reports goes on at once. */
export type Observe = (observation: Observation) => void

/** Drops observations: for what has no log. */
export const UNOBSERVED: Observe = () => undefined

/**
 * Everything that the program notices about itself, as data: those who notice do not know who reads it. Every reader is a `switch` over
 * all types, which does not pass ESLint while one is missing. Errors may hold values of customers, so readers show no more of
 * them than `start/safe-error.ts` lets pass; nothing else here holds a secret or a value that a client has sent.
 */
export type Observation =
  | RequestDone
  /** What came over a connection was no HTTP request, or did not arrive in time. */
  | { readonly type: 'request_unreadable'; readonly requestId: string; readonly status: number }
  /** The HTTP framework has warned of something that is no failure of a request. */
  | { readonly type: 'framework_warned'; readonly message: string; readonly error: unknown }
  | StatementSlow
  /** A pool of connections was made; `usage` reads how it is used at the moment. */
  | { readonly type: 'pool_opened'; readonly pool: PoolName; readonly usage: () => PoolUsage }
  /** A connection was free only after a wait, because all of the pool were in use. */
  | { readonly type: 'connection_awaited'; readonly pool: PoolName; readonly ms: number }
  /** No connection became free within the patience of the pool. */
  | {
      readonly type: 'pool_exhausted'
      readonly pool: PoolName
      readonly connections: number
      readonly waiting: number
    }
  /** A connection that was not in use broke; the pool replaces it. */
  | { readonly type: 'connection_broken'; readonly pool: PoolName; readonly error: unknown }
  /** A connection that listens for notices of other servers broke; it is made anew. */
  | { readonly type: 'listener_broken'; readonly error: unknown }
  /** The first statement of a pool that could not reach the database, and the first one afterwards that could. */
  | { readonly type: 'database_away'; readonly pool: PoolName; readonly error: unknown }
  | { readonly type: 'database_back'; readonly pool: PoolName; readonly awayMs: number }
  /** The bundled database has ended by itself, and so does the program. */
  | { readonly type: 'database_ended'; readonly reason: string }
  | { readonly type: 'job_done'; readonly job: string; readonly id: number; readonly ms: number }
  /** A run of a job has failed, and another one follows. */
  | {
      readonly type: 'job_failed'
      readonly job: string
      readonly id: number
      readonly attempts: number
      readonly maxAttempts: number
      readonly error: unknown
    }
  /** A job has failed for the last time. */
  | {
      readonly type: 'job_set_aside'
      readonly job: string
      readonly id: number
      readonly attempts: number
      readonly error: unknown
    }
  /** Something beside the requests could not go on; it is tried again. */
  | { readonly type: 'work_failed'; readonly work: Work; readonly error: unknown }
  /** The rules of an account could not be applied to customers whose moment has come; it is tried again. */
  | { readonly type: 'rules_failed'; readonly accountId: number; readonly error: unknown }
  /** Something was deleted that these rules name, each as `segment 7` or `stage 3`: they are broken from then on. */
  | { readonly type: 'rules_broken'; readonly accountId: number; readonly rules: readonly string[] }
  /** Customers whose moment had come have been evaluated. */
  | {
      readonly type: 'due_customers_done'
      readonly accountId: number
      readonly customers: number
      readonly ms: number
    }
  /** Customers have entered or left stages and segments, in a transaction that has committed. */
  | {
      readonly type: 'moves_made'
      readonly accountId: number
      readonly cause: string
      readonly moves: number
    }
  /** The customers of an account were evaluated after a change of its rules. */
  | { readonly type: 'pass_done'; readonly accountId: number; readonly cause: string; readonly ms: number }
  | { readonly type: 'events_numbered'; readonly accountId: number; readonly batches: number }
  /** A release has changed what stored rules mean: the customers of so many accounts are evaluated. */
  | { readonly type: 'upgrade_begun'; readonly accounts: number }
  | { readonly type: 'first_account_made'; readonly accountId: number; readonly file: string }
  /** Requests are answered from here on, those of the API with 503 until an upgrade is finished. */
  | { readonly type: 'listening'; readonly url: string }
  /** Metrics are served at this address, and nothing else is. */
  | { readonly type: 'admin_listening'; readonly url: string }
  | {
      readonly type: 'started'
      readonly url: string
      readonly httpsUrl?: string
      /** What clients of HTTPS must trust; only where the certificate is our own. */
      readonly caFile?: string
    }
  /** `loaded`: of how many things a demo shop was loaded; undefined: the account had customers already. */
  | { readonly type: 'demo_loaded'; readonly loaded: string | undefined }
  | { readonly type: 'worker_started' }
  | { readonly type: 'stopping' }
  | { readonly type: 'stopped' }

/** A request was answered, or its client has gone before. */
export type RequestDone = {
  readonly type: 'request_done'
  readonly requestId: string
  /** The trace that the client's `traceparent` names: 32 hexadecimal digits. */
  readonly traceId: string | undefined
  readonly method: string
  /** The pattern of the route, which holds no values; undefined where there is none. */
  readonly route: string | undefined
  readonly status: number
  readonly ms: number
  /** Of the body of the answer; of its head as well where it is compressed. */
  readonly bytes: number
  readonly accountId: number | undefined
  readonly userId: number | undefined
  /** Why the request was refused; `invalid`: it holds values that cannot be taken. */
  readonly refusal: RefusalCode | 'invalid' | undefined
  /** The error that a 500 stands for. */
  readonly error: unknown
  /** Whether the client was gone before the answer. */
  readonly isAborted: boolean
}

/** A statement that took longer than the threshold, the wait for a connection included. */
export type StatementSlow = {
  readonly type: 'statement_slow'
  readonly pool: PoolName
  /** The text of the statement without any value. */
  readonly statement: string
  readonly ms: number
  /** What it was run for; where several requests share a statement, one of them. */
  readonly origin: Origin | undefined
}

/** The request or the job that something is done for. */
export type Origin =
  | { readonly requestId: string; readonly traceId: string | undefined }
  | { readonly job: string; readonly jobId: number }

/** Pools of connections, by what they are for. */
export type PoolName = 'requests' | 'questions' | 'ids' | 'jobs' | 'migrations' | 'metrics'

export type PoolUsage = {
  readonly max: number
  /** Connections that are open, those that are idle among them. */
  readonly open: number
  readonly idle: number
  /** Statements and transactions that wait for a connection. */
  readonly waiting: number
}

/** What is done beside the requests. */
export type Work = 'jobs' | 'moves' | 'numbering'
