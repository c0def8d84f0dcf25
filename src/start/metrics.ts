import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Observation, PoolName, PoolUsage, RequestDone } from '../core/observation.ts'
import { versionOfPatron } from '../cli/version.ts'
import type { Backlog, BacklogReader } from './backlog.ts'

/** From one millisecond to the patience of most clients. */
const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
/** From a statement to a pass over a million customers. */
const WORK_BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900]

/** Methods that have a label of their own: clients may send others, without bound. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])

/**
 * Counts observations for Prometheus. Labels are bounded: patterns of routes, names of jobs, pools and causes, never an id or a text that
 * a client has sent.
 */
export class Metrics {
  readonly registry = new Registry()
  readonly #pools = new Map<PoolName, () => PoolUsage>()
  #backlog: BacklogReader | undefined

  readonly #requests = this.#histogram(
    'http_request_duration_seconds',
    'How long requests took, by the pattern of their route and the class of their status',
    ['method', 'route', 'status'],
    REQUEST_BUCKETS,
  )
  readonly #refusals = this.#counter('http_refusals_total', 'Requests that were refused, by reason', [
    'reason',
  ])
  readonly #aborted = this.#counter('http_aborted_total', 'Requests whose client was gone before the answer')
  readonly #unreadable = this.#counter('http_unreadable_total', 'What came over a connection and was no HTTP')
  readonly #warnings = this.#counter('http_framework_warnings_total', 'Warnings of the HTTP framework')
  readonly #poolWaits = this.#histogram(
    'pool_wait_seconds',
    'How long connections were waited for when all of a pool were in use',
    ['pool'],
    REQUEST_BUCKETS,
  )
  readonly #exhausted = this.#counter('pool_exhausted_total', 'Waits in which no connection became free', [
    'pool',
  ])
  readonly #broken = this.#counter('connections_broken_total', 'Idle and listening connections that broke')
  readonly #away = this.#counter('database_away_total', 'Times that the database went away', ['pool'])
  readonly #slow = this.#counter('slow_statements_total', 'Statements beyond the threshold', ['pool'])
  readonly #jobRuns = this.#histogram(
    'job_duration_seconds',
    'How long jobs took that ended well',
    ['job'],
    WORK_BUCKETS,
  )
  readonly #jobFailures = this.#counter('job_failures_total', 'Runs of jobs that failed', ['job'])
  readonly #setAside = this.#counter('jobs_set_aside_total', 'Jobs that failed for the last time', ['job'])
  readonly #workFailures = this.#counter('work_failures_total', 'Failures beside requests and jobs', ['work'])
  readonly #rulesFailures = this.#counter(
    'rules_failures_total',
    'Times that the rules of an account could not be applied',
  )
  readonly #rulesBroken = this.#counter('rules_broken_total', 'Rules that something was deleted of')
  readonly #dueCustomers = this.#counter(
    'due_customers_total',
    'Customers evaluated because their moment had come',
  )
  readonly #moves = this.#counter('moves_total', 'Steps of customers into and out of stages and segments', [
    'cause',
  ])
  readonly #passes = this.#histogram(
    'pass_duration_seconds',
    'How long passes over customers took',
    [],
    WORK_BUCKETS,
  )
  readonly #numbered = this.#counter(
    'event_batches_numbered_total',
    'Batches of events that got their numbers',
  )

  constructor() {
    const { registry } = this
    collectDefaultMetrics({ register: registry, prefix: 'patron_' })
    this.#gauge('build_info', 'The version of the program and of Node; always 1', ['version', 'node']).set(
      { version: versionOfPatron(), node: process.versions.node },
      1,
    )
    this.#gaugesOfPools()
    this.#gaugesOfBacklog()
  }

  /** Reads what waits in the database whenever metrics are rendered. */
  readBacklogWith(reader: BacklogReader): void {
    this.#backlog = reader
  }

  /** Returns the metrics in the text format of Prometheus. */
  render(): Promise<string> {
    return this.registry.metrics()
  }

  observe(observation: Observation): void {
    switch (observation.type) {
      case 'request_done':
        return this.#countRequest(observation)
      case 'request_unreadable':
        return this.#unreadable.inc()
      case 'framework_warned':
        return this.#warnings.inc()
      case 'statement_slow':
        return this.#slow.inc({ pool: observation.pool })
      case 'pool_opened':
        this.#pools.set(observation.pool, observation.usage)
        return
      case 'connection_awaited':
        return this.#poolWaits.observe({ pool: observation.pool }, observation.ms / 1000)
      case 'pool_exhausted':
        return this.#exhausted.inc({ pool: observation.pool })
      case 'connection_broken':
      case 'listener_broken':
        return this.#broken.inc()
      case 'database_away':
        return this.#away.inc({ pool: observation.pool })
      case 'job_done':
        return this.#jobRuns.observe({ job: observation.job }, observation.ms / 1000)
      case 'job_failed':
        return this.#jobFailures.inc({ job: observation.job })
      case 'job_set_aside':
        this.#jobFailures.inc({ job: observation.job })
        return this.#setAside.inc({ job: observation.job })
      case 'work_failed':
        return this.#workFailures.inc({ work: observation.work })
      case 'rules_failed':
        return this.#rulesFailures.inc()
      case 'rules_broken':
        return this.#rulesBroken.inc(observation.rules.length)
      case 'due_customers_done':
        return this.#dueCustomers.inc(observation.customers)
      case 'moves_made':
        return this.#moves.inc({ cause: observation.cause }, observation.moves)
      case 'pass_done':
        return this.#passes.observe(observation.ms / 1000)
      case 'events_numbered':
        return this.#numbered.inc(observation.batches)
      case 'database_back':
      case 'database_ended':
      case 'upgrade_begun':
      case 'first_account_made':
      case 'demo_loaded':
      case 'listening':
      case 'admin_listening':
      case 'started':
      case 'worker_started':
      case 'stopping':
      case 'stopped':
        return
    }
  }

  #countRequest({ method, route = 'none', status, ms, refusal, isAborted }: RequestDone): void {
    if (isAborted) this.#aborted.inc()
    if (refusal !== undefined) this.#refusals.inc({ reason: refusal })
    const known = METHODS.has(method) ? method : 'other'
    this.#requests.observe({ method: known, route, status: `${Math.floor(status / 100)}xx` }, ms / 1000)
  }

  #gaugesOfPools(): void {
    const gauges: readonly (readonly [Gauge<'pool'>, keyof PoolUsage])[] = [
      [this.#gauge('pool_max_connections', 'Connections that a pool may open', ['pool']), 'max'],
      [this.#gauge('pool_connections', 'Connections that are open', ['pool']), 'open'],
      [this.#gauge('pool_idle_connections', 'Connections that are open and not in use', ['pool']), 'idle'],
      [
        this.#gauge('pool_waiting', 'Statements and transactions that wait for a connection', ['pool']),
        'waiting',
      ],
    ]
    for (const [gauge, what] of gauges)
      collected(gauge, async () => {
        for (const [pool, usage] of this.#pools) gauge.set({ pool }, usage()[what])
      })
  }

  #gaugesOfBacklog(): void {
    const up = this.#gauge('database_up', 'Whether the database has answered this scrape within two seconds')
    collected(up, async () => up.set((await this.#backlog?.read()) === undefined ? 0 : 1))
    const jobs = this.#gauge('jobs', 'Jobs in the database, by state: waiting, running, set_aside', [
      'job',
      'state',
    ])
    this.#fromBacklog(jobs, 2, (backlog) => {
      for (const { job, waiting, running, set_aside } of backlog.jobs)
        for (const [state, count] of Object.entries({ waiting, running, set_aside }))
          jobs.set({ job, state }, count)
    })
    const ready = this.#gauge('job_ready_seconds', 'How long the oldest job has been ready to run', ['job'])
    this.#fromBacklog(ready, 1, (backlog) => {
      for (const { job, ready_seconds } of backlog.jobs) ready.set({ job }, ready_seconds)
    })
    const late = this.#gauge('due_lateness_seconds', 'How late the customer is that is longest due')
    this.#fromBacklog(late, 0, ({ dueLatenessSeconds }) => late.set(dueLatenessSeconds))
    const unnumbered = this.#gauge(
      'unnumbered_events_seconds',
      'The age of the oldest event without a number',
    )
    this.#fromBacklog(unnumbered, 0, ({ unnumberedSeconds }) => unnumbered.set(unnumberedSeconds))
  }

  /** Sets a gauge from what waits in the database; it has no value while that does not answer. */
  #fromBacklog(gauge: Gauge, labels: number, set: (backlog: Backlog) => void): void {
    collected(gauge, async () => {
      const backlog = await this.#backlog?.read()
      if (labels > 0) gauge.reset()
      else gauge.remove()
      if (backlog) set(backlog)
    })
  }

  #counter<Label extends string = never>(
    name: string,
    help: string,
    labelNames: Label[] = [],
  ): Counter<Label> {
    return new Counter({ name: `patron_${name}`, help, labelNames, registers: [this.registry] })
  }

  #gauge<Label extends string = never>(name: string, help: string, labelNames: Label[] = []): Gauge<Label> {
    return new Gauge({ name: `patron_${name}`, help, labelNames, registers: [this.registry] })
  }

  #histogram<Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    buckets: number[],
  ): Histogram<Label> {
    return new Histogram({ name: `patron_${name}`, help, labelNames, buckets, registers: [this.registry] })
  }
}

/** Lets a gauge be set whenever it is rendered. */
function collected(gauge: Gauge, collect: () => Promise<void>): void {
  Object.assign(gauge, { collect })
}
