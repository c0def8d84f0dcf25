import { expect, test } from 'vitest'
import { jobsLeft, jobsOfTest, until, untilDrained } from '../../test/helpers/jobs.ts'
import type { Database } from '../db/database.ts'
import { schemaState } from '../db/migrate.ts'
import { addJob } from './add.ts'
import { cleanJobTables } from './clean.ts'
import { defineJob, type Job, type JobContext, LeaseLost } from './job.ts'
import { listFailedJobs, progressOf, removeFailedJob, retryJob } from './reports.ts'

type Payload = { readonly n: number; readonly key?: string }

/** A job that does what a test says. */
function job(
  run: (payload: Payload, context: JobContext) => Promise<unknown>,
  options: Partial<Pick<Job<Payload>, 'maxAttempts' | 'key' | 'name'>> = {},
): Job<Payload> {
  return defineJob<Payload>({
    name: 'test',
    maxAttempts: 3,
    ...options,
    async run(payload, context) {
      await run(payload, context)
    },
  })
}

function add(db: Database, added: Job<Payload>, payload: Payload, options?: Parameters<typeof addJob>[3]) {
  return db.transaction((trx) => addJob(trx, added, payload, options))
}

/** Lets a job that waits for its next attempt run at once. */
async function hurry(db: Database): Promise<void> {
  await db.query(
    `with hurried as (update graphile_worker._private_jobs set run_at = now() where locked_at is null returning id)
     select pg_notify('jobs:insert', '{"count":1}') from hurried`,
  )
}

test('the tables of graphile-worker are those of the installed release', async () => {
  const { db } = await jobsOfTest()
  expect((await schemaState(db)).state).toBe('current')
  await db.query(
    `insert into graphile_worker.migrations (id) select max(id) + 1 from graphile_worker.migrations`,
  )
  expect((await schemaState(db)).state).not.toBe('current')
})

test('a job runs once its transaction has committed, and never when that is rolled back', async () => {
  const { db, start, troubles } = await jobsOfTest()
  const ran: number[] = []
  const counting = job(async ({ n }) => ran.push(n))
  start([counting])
  await db
    .transaction(async (trx) => {
      await addJob(trx, counting, { n: 1 })
      throw new Error('rolled back')
    })
    .catch(() => undefined)
  await add(db, counting, { n: 2 })
  await untilDrained(db)
  expect(ran).toEqual([2])
  expect(troubles).toEqual([])
})

test('a job that is added for later waits, and one of its key that is added again replaces it', async () => {
  const { db, start } = await jobsOfTest()
  const ran: number[] = []
  const counting = job(async ({ n }) => ran.push(n))
  const later = Math.floor(Date.now() / 1000) + 3600
  await add(db, counting, { n: 1 }, { runAt: later, jobKey: 'a' })
  await add(db, counting, { n: 2 }, { runAt: later, jobKey: 'b' })
  await add(db, counting, { n: 3 }, { jobKey: 'a' })
  start([counting])
  await until(() => ran.length > 0)
  expect(ran).toEqual([3])
  await hurry(db)
  await untilDrained(db)
  expect(ran).toEqual([3, 2])
})

test('jobs with equal keys run one at a time in the order in which they were added, whichever worker has them', async () => {
  const { db, start, troubles } = await jobsOfTest()
  const running = new Set<string>()
  const ran = new Map<string, number[]>()
  const keyed = job(
    async ({ n, key = '' }) => {
      expect(running.has(key)).toBe(false)
      running.add(key)
      await new Promise((resolve) => setImmediate(resolve))
      running.delete(key)
      ran.set(key, [...(ran.get(key) ?? []), n])
    },
    { key: ({ key = '' }) => key },
  )
  const numbers = Array.from({ length: 10 }, (_, n) => n)
  await db.transaction(async (trx) => {
    for (const n of numbers) for (const key of ['a', 'b', 'c']) await addJob(trx, keyed, { n, key })
  })
  start([keyed])
  start([keyed])
  await untilDrained(db)
  expect(troubles).toEqual([])
  expect(Object.fromEntries(ran)).toEqual({ a: numbers, b: numbers, c: numbers })
})

test('a job that fails is tried again later, and each time waits longer', async () => {
  const { db, start, troubles } = await jobsOfTest()
  const waits: number[] = []
  let runs = 0
  const failing = job(
    async () => {
      runs++
      if (runs < 4) throw new Error('not yet')
    },
    { maxAttempts: 4 },
  )
  await add(db, failing, { n: 1 })
  start([failing])
  for (let attempt = 1; attempt < 4; attempt++) {
    await until(async () => {
      const [row] = await db.query<{ wait: number }>(
        `select extract(epoch from run_at - now())::float8 as wait from graphile_worker._private_jobs
         where attempts = $1 and locked_at is null`,
        [attempt],
      )
      if (row) waits.push(Math.round(row.wait))
      return row !== undefined
    })
    await hurry(db)
  }
  await untilDrained(db)
  expect(runs).toBe(4)
  expect(troubles).toEqual([])
  const [first = 0, second = 0, third = 0] = waits
  expect(first).toBeGreaterThan(0)
  expect(second).toBeGreaterThan(first)
  expect(third).toBeGreaterThan(second)
})

test('a job that has failed as often as it may is set aside, reported once, and runs again only when asked', async () => {
  const { db, start, troubles } = await jobsOfTest()
  let isBroken = true
  const poison = job(
    async () => {
      if (isBroken) throw new Error('no good')
    },
    { maxAttempts: 2 },
  )
  const [id, other] = [await add(db, poison, { n: 1 }), await add(db, poison, { n: 2 })]
  start([poison])
  await until(async () => {
    await hurry(db)
    return (await listFailedJobs(db)).length === 2
  })
  expect(troubles).toHaveLength(2)
  for (const each of [id, other])
    expect(troubles).toContainEqual({
      type: 'job_set_aside',
      job: 'test',
      id: each,
      attempts: 2,
      error: new Error('no good'),
    })
  expect(await listFailedJobs(db)).toEqual([
    { id: other, name: 'test', payload: { n: 2 }, attempts: 2, error: 'no good' },
    { id, name: 'test', payload: { n: 1 }, attempts: 2, error: 'no good' },
  ])
  expect(await progressOf(db, id)).toEqual({ state: 'failed', done: undefined, total: undefined })
  isBroken = false
  expect(await retryJob(db, id)).toBe(true)
  expect(await removeFailedJob(db, other)).toBe(true)
  await untilDrained(db)
  expect(await listFailedJobs(db)).toEqual([])
  expect([await retryJob(db, id), await removeFailedJob(db, other)]).toEqual([false, false])
  expect(troubles).toHaveLength(2)
})

test('a job that fails after one of its key was added while it ran is reported as set aside', async () => {
  const { db, start, troubles } = await jobsOfTest()
  const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const failing = job(async ({ n }) => {
    if (n !== 1) return
    begun.resolve()
    await goOn.promise
    throw new Error('no good')
  })
  start([failing])
  const id = await add(db, failing, { n: 1 }, { jobKey: 'a' })
  await begun.promise
  await add(db, failing, { n: 2 }, { jobKey: 'a' })
  goOn.resolve()
  await until(async () => (await listFailedJobs(db)).length === 1)
  expect(troubles).toEqual([expect.objectContaining({ type: 'job_set_aside', id })])
})

test('the progress of a job can be read while it runs and after it has ended', async () => {
  const { db, start } = await jobsOfTest()
  const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = job(async (_, { progress }) => {
    await progress(3, 10)
    await progress(4, 10)
    begun.resolve()
    await goOn.promise
    await progress(10, 10)
  })
  const id = await add(db, slow, { n: 1 })
  expect(await progressOf(db, id)).toEqual({ state: 'waiting', done: undefined, total: undefined })
  start([slow])
  await begun.promise
  expect(await progressOf(db, id)).toEqual({ state: 'running', done: 3, total: 10 })
  goOn.resolve()
  await untilDrained(db)
  expect(await progressOf(db, id)).toEqual({ state: 'ended', done: 10, total: 10 })
  expect(await progressOf(db, id + 1)).toBeUndefined()
})

test('a step that is done is not done again when the job runs a second time, and one that failed is', async () => {
  const { db, start } = await jobsOfTest()
  const done: string[] = []
  let runs = 0
  const stepping = job(async (_, { once }) => {
    runs++
    await once('first', async () => void done.push('first'))
    await once('second', async () => {
      done.push('second')
      if (runs === 1) throw new Error('half way')
    })
    expect(await once('first', () => Promise.reject(new Error('again')))).toBe(false)
  })
  await add(db, stepping, { n: 1 })
  start([stepping])
  await until(
    async () =>
      runs === 1 &&
      (await db.query(`select from graphile_worker._private_jobs where locked_at is null`)).length === 1,
  )
  await hurry(db)
  await untilDrained(db)
  expect(done).toEqual(['first', 'second', 'second'])
})

test('a job of a worker that stops breaks off, keeps its attempts, and is run by the next worker', async () => {
  const { db, start, troubles } = await jobsOfTest()
  const begun = Promise.withResolvers<void>()
  let runs = 0
  const long = job(
    async (_, { signal }) => {
      if (++runs > 1) return
      begun.resolve()
      await new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      )
    },
    { maxAttempts: 1, key: () => 'one' },
  )
  const id = await add(db, long, { n: 1 })
  const worker = start([long])
  await begun.promise
  await worker.stop()
  expect(await progressOf(db, id)).toMatchObject({ state: 'waiting' })
  expect(await db.query(`select from job_workers`)).toEqual([])
  start([long])
  await untilDrained(db)
  expect(runs).toBe(2)
  expect(troubles).toEqual([])
})

test('a worker that stops gives back the jobs that it has fetched and not begun', async () => {
  const { db, start, troubles } = await jobsOfTest()
  const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = job(
    async () => {
      begun.resolve()
      await goOn.promise
    },
    { maxAttempts: 1 },
  )
  for (let n = 0; n < 20; n++) await add(db, slow, { n })
  const worker = start([slow], { concurrency: 1 })
  await begun.promise
  const stopped = worker.stop()
  const waiting = () =>
    db.query(`select from graphile_worker._private_jobs where is_available and attempts = 0`)
  await until(async () => (await waiting()).length === 19)
  goOn.resolve()
  await stopped
  expect(await jobsLeft(db)).toBe(19)
  expect(await waiting()).toHaveLength(19)
  expect(troubles).toEqual([])
})

test('a worker that was taken for dead writes nothing for the job it had, and goes on with a new lease', async () => {
  const { db, start } = await jobsOfTest()
  const [begun, goOn, over] = [
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
    Promise.withResolvers<unknown>(),
  ]
  const effects: number[] = []
  let runs = 0
  const paused = job(
    async ({ n }, { once }) => {
      const effect = () => once('effect', async () => void effects.push(n))
      if (++runs > 1) return effect()
      begun.resolve()
      await goOn.promise
      await effect().then(over.resolve, over.resolve)
      throw new Error('nobody counts this attempt')
    },
    { key: () => 'one', maxAttempts: 1 },
  )
  await add(db, paused, { n: 1 })
  const options = { leaseMs: 3000 }
  start([paused], options)
  await begun.promise
  // What others make of a process that was stopped for long.
  await until(async () => (await db.query(`delete from job_workers returning id`)).length > 0)
  for (const table of ['jobs', 'job_queues'])
    await db.query(
      `update graphile_worker._private_${table} set locked_at = locked_at - interval '1 minute' where locked_at is not null`,
    )
  start([paused], options)
  await until(() => effects.length > 0)
  goOn.resolve()
  expect(await over.promise).toBeInstanceOf(LeaseLost)
  await untilDrained(db)
  await add(db, paused, { n: 2 })
  await untilDrained(db)
  expect(effects).toEqual([1, 2])
  expect(await listFailedJobs(db)).toEqual([])
})

test('jobs that merely waited in a lost worker keep their attempts; those that it ran have one less, and are set aside after the last', async () => {
  const { db, start, troubles } = await jobsOfTest()
  const ran: number[] = []
  const counting = job(async ({ n }) => ran.push(n), { maxAttempts: 1 })
  const ids = [await add(db, counting, { n: 1 }), await add(db, counting, { n: 2 })]
  await db.query(
    `update graphile_worker._private_jobs set locked_by = 'gone', locked_at = now() - interval '1 minute', attempts = 1`,
  )
  await db.query(
    `insert into job_workers (id, seen_at, running) values ('gone', now() - interval '1 minute', $1::bigint[])`,
    [ids.slice(1)],
  )
  start([counting])
  await untilDrained(db)
  await until(() => troubles.length > 0)
  expect(ran).toEqual([1])
  expect(troubles).toEqual([expect.objectContaining({ type: 'job_set_aside', id: ids[1] })])
  expect(await listFailedJobs(db)).toEqual([expect.objectContaining({ id: ids[1] })])
})

test('a scheduled job runs at the start of a worker, and one that still waits is not added twice', async () => {
  const { db, start } = await jobsOfTest()
  let runs = 0
  const scheduled = job(async () => void runs++, { key: () => 'all' })
  const other = job(async () => undefined, { name: 'other' })
  const options = { schedule: [{ job: scheduled as Job, cron: '0 * * * *', atStart: true }] }
  const waiting = () => db.query(`select from graphile_worker.jobs where task_identifier = 'test'`)
  const busy = start([other], options)
  await until(async () => (await waiting()).length > 0)
  await busy.stop()
  const second = start([other], options)
  await until(async () => (await db.query(`select from job_workers`)).length > 0)
  await second.stop()
  expect(await waiting()).toHaveLength(1)
  start([scheduled])
  await untilDrained(db)
  expect(runs).toBe(1)
})

test('what was kept of ended jobs is deleted, and what is in use stays', async () => {
  const { db, start } = await jobsOfTest()
  const keyed = job((_, { once, progress }) => once('step', () => progress(1, 1)), {
    key: ({ key = '' }) => key,
  })
  await add(db, keyed, { n: 1, key: 'ended' })
  const worker = start([keyed])
  await untilDrained(db)
  await worker.stop()
  await add(db, keyed, { n: 2, key: 'waiting' })
  await db.query(`update job_progress set updated_at = updated_at - interval '2 days'`)
  await db.query(`insert into graphile_worker._private_job_queues (queue_name) values ('other all')`)
  const cleaning = cleanJobTables(db, [job(async () => undefined, { name: 'other', key: () => 'all' })])
  start([cleaning])
  await add(db, cleaning, { n: 3 })
  await until(async () => (await db.query(`select from job_steps`)).length === 0)
  await until(async () => (await db.query(`select from graphile_worker._private_jobs`)).length === 1)
  expect(await db.query(`select from job_progress`)).toEqual([])
  expect(await db.query(`select queue_name from graphile_worker._private_job_queues order by 1`)).toEqual(
    ['clean_job_tables all', 'other all', 'test waiting'].map((queue_name) => ({ queue_name })),
  )
})
