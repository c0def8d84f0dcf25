import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ClientConfig } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { addJob } from '../../src/jobs/add.ts'
import { listFailedJobs, progressOf } from '../../src/jobs/reports.ts'
import { jobsOfTest, untilDrained } from '../helpers/jobs.ts'
import { anyNumber } from './chance.ts'
import { type Effect, jobsWithEffects } from './jobs-with-effects.ts'

const KEYS = ['a', 'b', 'c', 'd', 'e']
/** Jobs that are added before each kill, so that there is work at any moment of the killing, on a machine of any speed. */
const FREE = 40
const OF_EACH_KEY = 3
const WORKERS = 3
const KILLS = 10
const LEASE_MS = 1000

test(
  'workers killed at random moments: every job ends, its effect once, and those of a key in their order',
  { timeout: 0 },
  async () => {
    const { connection, db } = await jobsOfTest()
    await db.query(
      `create table effects (id bigint primary key generated always as identity, key text, n int not null, step text not null)`,
    )
    const [free, keyed] = jobsWithEffects(() => Promise.reject(new Error('the workers run them')))
    const ids: number[] = []
    const addRound = (round: number) =>
      db.transaction(async (trx) => {
        for (let i = 0; i < FREE; i++) ids.push(await addJob(trx, free, { n: round * FREE + i, key: null }))
        for (let i = 0; i < OF_EACH_KEY; i++)
          for (const key of KEYS) ids.push(await addJob(trx, keyed, { n: round * OF_EACH_KEY + i, key }))
      })

    const workers = await Promise.all(Array.from({ length: WORKERS }, () => startWorker(connection)))
    for (let kill = 0; kill < KILLS; kill++) {
      await addRound(kill)
      await pause(anyNumber(0, 250))
      const [victim] = workers.splice(anyNumber(0, workers.length - 1), 1)
      victim?.kill('SIGKILL')
      workers.push(await startWorker(connection))
    }
    // One that is merely paused finds that its jobs are others' by now.
    const [paused] = workers
    await addRound(KILLS)
    paused?.kill('SIGSTOP')
    await pause(2 * LEASE_MS)
    paused?.kill('SIGCONT')
    await untilDrained(db)
    for (const worker of workers) worker.kill('SIGTERM')
    for (const worker of workers) if (worker.exitCode === null) await once(worker, 'exit')
    expect(workers.map(({ exitCode }) => exitCode)).toEqual(workers.map(() => 0))

    expect(await listFailedJobs(db)).toEqual([])
    const effects = await db.query<Effect & { step: string }>(`select key, n, step from effects order by id`)
    const of = (key: string | null) =>
      effects.filter((effect) => effect.key === key).map(({ n, step }) => `${n} ${step}`)
    const expected = (count: number) =>
      Array.from({ length: count }, (_, n) => [`${n} first`, `${n} second`]).flat()
    expect(of(null).sort()).toEqual(expected((KILLS + 1) * FREE).sort())
    for (const key of KEYS) expect(of(key), key).toEqual(expected((KILLS + 1) * OF_EACH_KEY))
    for (const id of ids) expect(await progressOf(db, id)).toEqual({ state: 'ended', done: 2, total: 2 })
    expect(
      await db.query(`select id from graphile_worker._private_job_queues where locked_at is not null`),
    ).toEqual([])
  },
)

/** Starts a process that runs the jobs; it is killed with the test. */
async function startWorker(connection: ClientConfig): Promise<ChildProcess> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, 'job-worker.ts')], {
    env: { PATH, HOME, CONNECTION: JSON.stringify(connection), LEASE_MS: String(LEASE_MS) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}
