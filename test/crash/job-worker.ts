// A process that runs the jobs of `jobs.test.ts` until it is told to stop, or killed.
import { setTimeout as pause } from 'node:timers/promises'
import type { Observe } from '../../src/core/observation.ts'
import { createPool } from '../../src/db/connect.ts'
import { Database } from '../../src/db/database.ts'
import { startJobs } from '../../src/jobs/run.ts'
import { anyNumber } from './chance.ts'
import { type Effect, jobsWithEffects } from './jobs-with-effects.ts'

const connection = JSON.parse(process.env['CONNECTION'] ?? '{}') as { host: string; port: number }
const observe: Observe = (observation) => {
  if ('error' in observation) process.stderr.write(`${observation.type}: ${String(observation.error)}\n`)
}
const db = new Database(createPool(connection, { name: 'requests', max: 4, observe }), { prepare: true })
const running = startJobs({
  connection,
  prepare: true,
  db,
  jobs: jobsWithEffects(async ({ n, key }: Effect, { once, progress }) => {
    for (const step of ['first', 'second']) {
      await pause(anyNumber(0, 150))
      await once(step, async (trx) => {
        await trx.query(`insert into effects (key, n, step) values ($1, $2, $3)`, [key, n, step])
        await pause(anyNumber(0, 20))
      })
      await progress(step === 'first' ? 1 : 2, 2)
    }
  }),
  schedule: [],
  observe,
  concurrency: 4,
  leaseMs: Number(process.env['LEASE_MS']),
})
process.on('SIGTERM', () => void running.stop().then(() => db.end()))
process.stdout.write('running\n')
