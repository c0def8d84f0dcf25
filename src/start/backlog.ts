import type { Database } from '../db/database.ts'
import type { UnixSeconds } from '../core/actor.ts'

/** What waits in the database, of all accounts. */
export type Backlog = {
  readonly jobs: readonly JobBacklog[]
  /** How long ago the moment came of the customer that is longest due; 0 where none is due. */
  readonly dueLatenessSeconds: number
  /** How long ago the oldest event without a number was recorded; 0 where all have one. */
  readonly unnumberedSeconds: number
}

export type JobBacklog = {
  readonly job: string
  readonly waiting: number
  readonly running: number
  readonly set_aside: number
  /** How long the oldest job has been ready to run, seconds; 0 where none is. */
  readonly ready_seconds: number
}

/** How long whoever scrapes waits for the database. */
const PATIENCE_MS = 2_000
/** What was read is good for so long: several scrapers share it. */
const FRESH_MS = 1_000
/** Jobs that are counted at the most. */
const MOST_JOBS = 100_000

/** Reads what waits in the database, never two times at once, and with a bound on time. */
export class BacklogReader {
  readonly #db: Database
  readonly #now: () => UnixSeconds
  #latest:
    { readonly at: number; readonly reading: Promise<Backlog | undefined>; isOver: boolean } | undefined

  /** `now`: the moment of customers. */
  constructor(db: Database, now: () => UnixSeconds) {
    this.#db = db
    this.#now = now
  }

  /** @returns undefined where the database does not answer in time */
  async read(): Promise<Backlog | undefined> {
    const { promise: overdue, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, PATIENCE_MS)
    try {
      return (await Promise.race([this.#shared(), overdue])) ?? undefined
    } finally {
      clearTimeout(timer)
    }
  }

  #shared(): Promise<Backlog | undefined> {
    const latest = this.#latest
    if (latest && (!latest.isOver || performance.now() - latest.at < FRESH_MS)) return latest.reading
    const begun = {
      at: performance.now(),
      isOver: false,
      reading: readBacklog(this.#db, this.#now()).catch(() => undefined), // that it failed is what is to be known
    }
    void begun.reading.then(() => (begun.isOver = true))
    this.#latest = begun
    return begun.reading
  }
}

async function readBacklog(db: Database, now: UnixSeconds): Promise<Backlog> {
  const [jobs, due, unnumbered] = await Promise.all([
    db.query<JobBacklog>(
      `select t.identifier as job,
         count(*) filter (where j.locked_at is null and j.attempts < j.max_attempts)::int as waiting,
         count(*) filter (where j.locked_at is not null)::int as running,
         count(*) filter (where j.locked_at is null and j.attempts >= j.max_attempts)::int as set_aside,
         greatest(0, extract(epoch from now() - min(j.run_at)
           filter (where j.locked_at is null and j.attempts < j.max_attempts)))::float8 as ready_seconds
       from graphile_worker._private_tasks t left join (
         select task_id, locked_at, attempts, max_attempts, run_at from graphile_worker._private_jobs limit ${MOST_JOBS}
       ) j on j.task_id = t.id
       group by t.identifier`,
    ),
    db.query<{ due_at: UnixSeconds }>(
      `select due_at from customers where due_at is not null order by due_at limit 1`,
    ),
    db.query<{ seconds: number | null }>(
      `select extract(epoch from now() - min(made_at))::float8 as seconds from event_batches where first_number is null`,
    ),
  ])
  return {
    jobs,
    dueLatenessSeconds: Math.max(0, now - (due[0]?.due_at ?? now)),
    unnumberedSeconds: Math.max(0, unnumbered[0]?.seconds ?? 0),
  }
}
