import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Job as JobRow, Runner, WorkerEventMap, WorkerEvents, WorkerPool } from 'graphile-worker'
import type pg from 'pg'
import type { Observe } from '../core/observation.ts'
import { createPool } from '../db/connect.ts'
import { Database } from '../db/database.ts'
import { runFor } from '../db/origin.ts'
import { addJob } from './add.ts'
import { batched } from './batched.ts'
import {
  type Job,
  type JobContext,
  LeaseLost,
  queueOf,
  SCHEDULED,
  type ScheduledJob,
  uniqueKeyOf,
} from './job.ts'
import { Lease } from './lease.ts'
import {
  beginStep,
  completeKeyedJobs,
  giveBack,
  isLastAttempt,
  type LostJob,
  writeProgress,
} from './queries.ts'

export type JobsOptions = {
  /** The kit has connections of its own, so that neither side waits for those of the other. */
  readonly connection: pg.PoolConfig
  readonly prepare: boolean
  /** The database as the jobs use it. */
  readonly db: Database
  readonly jobs: readonly Job[]
  readonly schedule: readonly ScheduledJob[]
  readonly observe: Observe
  /** How long a statement of the kit may take before it is reported as slow; none is unless given. */
  readonly slowStatementMs?: number
  /** After so long without a sign of life from a worker its jobs go to others; 30 seconds unless given. */
  readonly leaseMs?: number
  /** Jobs that run at the same moment; 10 unless given. */
  readonly concurrency?: number
  /** How long a stop waits for jobs under way; 10 seconds unless given. */
  readonly stopPatienceMs?: number
}

export type RunningJobs = {
  /** Lets the jobs under way end or break off, and gives back those that have not begun. */
  stop(): Promise<void>
}

const LEASE_MS = 30_000
const CONCURRENCY = 10
const STOP_PATIENCE_MS = 10_000
/** One to listen, two for fetching and completing, one for the lease. */
const CONNECTIONS = 4
/** Jobs that a worker fetches in one statement; those that have not begun within 10 seconds are given back, for idle workers to take. */
const LOCAL_QUEUE = { size: 200, ttl: 10_000 }
/** What ends within so many milliseconds, well or not, is recorded by one statement. */
const END_BATCH_MS = 5
/** The pause before a worker that ended by itself is followed by another. */
const RESTART_MS = 1_000

/**
 * Runs jobs until it is stopped, beside any number of other processes that do. A worker that was lost, or that could not go on, is followed
 * by a new one.
 */
export function startJobs(options: JobsOptions): RunningJobs {
  const { observe, connection, prepare, slowStatementMs } = options
  const stopping = new AbortController()
  const pool = createPool(connection, {
    name: 'jobs',
    max: CONNECTIONS,
    observe,
    ...(slowStatementMs !== undefined && { slowStatementMs }),
  })
  const own = new Database(pool, { prepare })
  const ended = supervise()
  return {
    async stop() {
      stopping.abort()
      await ended
      await pool.end()
    },
  }

  async function supervise(): Promise<void> {
    let isFirst = true
    while (!stopping.signal.aborted) {
      try {
        if (isFirst) await addAtStart(own, options.schedule)
        isFirst = false
        await new Worker(options, own, pool).run(stopping.signal)
      } catch (error) {
        observe({ type: 'work_failed', work: 'jobs', error })
      }
      await pause(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
}

async function addAtStart(db: Database, schedule: readonly ScheduledJob[]): Promise<void> {
  for (const { job, atStart } of schedule)
    if (atStart) await db.transaction((trx) => addJob(trx, job, {}, { jobKey: SCHEDULED }))
}

type LocalQueue = WorkerEventMap['localQueue:init']['localQueue']

/** One worker of graphile-worker with its lease, from its start to its end. */
class Worker {
  readonly #options: JobsOptions
  readonly #own: Database
  readonly #pool: pg.Pool
  /** Aborts the jobs under way. */
  readonly #breakingOff = new AbortController()
  #lease: Lease | undefined
  #workerPool: WorkerPool | undefined
  /** Completes a job with a key, and looks at once for the next one of it. */
  readonly #complete = batched<number>(async (jobIds) => {
    await completeKeyedJobs(this.#own, this.#workerPool?.id ?? '', jobIds)
    this.#workerPool?.nudge(jobIds.length)
  })

  constructor(options: JobsOptions, own: Database, pool: pg.Pool) {
    this.#options = options
    this.#own = own
    this.#pool = pool
  }

  /** Runs until the process stops, the lease is lost, or graphile-worker gives up. */
  async run(stopping: AbortSignal): Promise<void> {
    try {
      await this.#runUntilOver(await this.#start(), stopping)
    } finally {
      await this.#lease?.end()
    }
  }

  async #runUntilOver(runner: Runner, stopping: AbortSignal): Promise<void> {
    const { stopPatienceMs = STOP_PATIENCE_MS } = this.#options
    const onError = (error: unknown) => this.#reportFailure(error)
    const over = new AbortController()
    const ended = runner.promise.then(() => undefined, onError)
    await Promise.race([ended, this.#lease?.lost, aborted(stopping, over.signal)])
    this.#breakingOff.abort()
    // Where it gave up, it is stopping already.
    const stopped = runner.stop().then(
      () => ended,
      () => ended,
    )
    const patience = pause(stopPatienceMs, 'left' as const, { signal: over.signal }).catch(() => undefined)
    if ((await Promise.race([stopped, patience])) === 'left') {
      onError(new Error(`Jobs that did not break off within ${stopPatienceMs} ms were left.`))
      await runner.kill().catch(onError)
    }
    over.abort()
  }

  async #start(): Promise<Runner> {
    const { jobs, schedule, prepare, leaseMs = LEASE_MS, concurrency = CONCURRENCY } = this.#options
    const { Logger, parseCronItems, run } = await import('graphile-worker')
    const events: WorkerEvents = new EventEmitter()
    events.once('pool:create', ({ workerPool }) => {
      this.#workerPool = workerPool
      this.#lease = new Lease(this.#own, {
        workerId: workerPool.id,
        leaseMs,
        observe: this.#options.observe,
        onFreed: (lost) => this.#reportSetAside(lost),
      })
    })
    let localQueue: LocalQueue | undefined
    events.once('localQueue:init', (event) => (localQueue = event.localQueue))
    const returningJobs: GraphileConfig.Plugin = {
      name: 'returning-jobs',
      worker: {
        middleware: {
          // graphile-worker 0.18.0 cannot end a local queue that holds jobs, and fails those that run. One whose time is over holds none.
          poolGracefulShutdown(next) {
            if (localQueue?.mode === 'WAITING') (localQueue['setModeTtlExpired'] as () => void)()
            return next()
          },
        },
      },
    }
    return run({
      preset: {
        plugins: [returningJobs],
        worker: {
          concurrentJobs: concurrency,
          localQueue: LOCAL_QUEUE,
          completeJobBatchDelay: END_BATCH_MS,
          // Alone, graphile-worker 0.18.0 awaits no failure that it records: a database that goes away then ends the process.
          failJobBatchDelay: END_BATCH_MS,
          preparedStatements: prepare,
        },
      },
      pgPool: this.#pool,
      noHandleSignals: true,
      events,
      logger: new Logger(() => (level, message, meta) => {
        // The failure of a job is reported by #perform.
        if (level === 'error' && meta?.['failure'] !== true)
          this.#reportFailure(
            new Error(message, { cause: Object.values(meta ?? {}).find((value) => value instanceof Error) }),
          )
      }),
      taskList: Object.fromEntries(
        jobs.map((job) => [
          job.name,
          (payload: unknown, { job: row }: { job: JobRow }) =>
            runFor({ job: job.name, jobId: Number(row.id) }, () =>
              this.#perform(job, payload as object, row),
            ),
        ]),
      ),
      parsedCronItems: parseCronItems(
        schedule.map(({ job, cron }) => {
          const queueName = queueOf(job, {})
          return {
            task: job.name,
            match: cron,
            options: {
              maxAttempts: job.maxAttempts,
              jobKey: uniqueKeyOf(job, SCHEDULED),
              ...(queueName !== undefined && { queueName }),
            },
          }
        }),
      ),
    })
  }

  async #perform(job: Job, payload: object, row: JobRow): Promise<void> {
    const lease = this.#lease as Lease
    const id = Number(row.id)
    const begunAt = performance.now()
    lease.begin(id)
    try {
      // One that has failed before, or was lost with its worker, may be what ended it: it leaves a trace before it begins.
      await requireHeld(lease, { isRecorded: row.last_error !== null })
      await job.run(payload, this.#contextOf(id, lease))
      await requireHeld(lease)
      // graphile-worker completes it again, which finds nothing.
      if (job.key) await this.#complete(id)
      this.#options.observe({ type: 'job_done', job: job.name, id, ms: performance.now() - begunAt })
    } catch (error) {
      if (this.#breakingOff.signal.aborted)
        await this.#own.transaction((trx) => giveBack(trx, lease.workerId, id))
      else if (!(error instanceof LeaseLost)) {
        const isLast = await isLastAttempt(this.#own, lease.workerId, id).catch(
          () => row.attempts >= row.max_attempts, // the error of the job matters more than that of asking
        )
        const { attempts, max_attempts: maxAttempts } = row
        if (isLast) this.#options.observe({ type: 'job_set_aside', job: job.name, id, attempts, error })
        else this.#options.observe({ type: 'job_failed', job: job.name, id, attempts, maxAttempts, error })
      }
      throw error
    } finally {
      lease.finish(id)
    }
  }

  #contextOf(id: number, lease: Lease): JobContext {
    const { db } = this.#options
    let shownAt = -Infinity
    return {
      id,
      signal: this.#breakingOff.signal,
      async progress(done, total) {
        const now = performance.now()
        if (done !== total && now - shownAt < 1000) return
        shownAt = now
        await writeProgress(db, { workerId: lease.workerId, jobId: id }, done, total)
      },
      once: (step, work) =>
        db.transaction(async (trx) => {
          const begun = await beginStep(trx, { workerId: lease.workerId, jobId: id, step })
          if (begun === 'lost') throw new LeaseLost(`The job ${id} was given to another worker.`)
          if (begun === 'begun') await work(trx)
          return begun === 'begun'
        }),
    }
  }

  #reportFailure(error: unknown): void {
    this.#options.observe({ type: 'work_failed', work: 'jobs', error })
  }

  #reportSetAside(lost: readonly LostJob[]): void {
    for (const { id, name, attempts, is_set_aside } of lost)
      if (is_set_aside)
        this.#options.observe({
          type: 'job_set_aside',
          job: name,
          id,
          attempts,
          error: new Error('its workers were lost while they ran it'),
        })
  }
}

async function requireHeld(lease: Lease, options?: { isRecorded: boolean }): Promise<void> {
  if (!(await lease.isHeld(options))) throw new LeaseLost(`The worker ${lease.workerId} has lost its lease.`)
}

/** Resolves when a signal aborts; `over` ends the waiting for it. */
function aborted(signal: AbortSignal, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true, signal: over })
  })
}
