import { configDefaults, defineConfig } from 'vitest/config'
import { seedOfRun } from './test/helpers/seed.ts'

/** These test the bundled Postgres whatever DATABASE_URL names: over one of yours they would say nothing new. */
const OF_THE_BUNDLED = [
  'src/db/embedded/**',
  'test/crash/bundled.test.ts',
  'test/scenarios/npm-start.test.ts',
]
const isOverYours = (process.env['DATABASE_URL'] ?? '') !== ''

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(isOverYours ? OF_THE_BUNDLED : [])],
    globalSetup: ['test/global-setup.ts'],
    env: { PATRON_TEST_SEED: String(seedOfRun(process.env['PATRON_TEST_SEED'])) },
    setupFiles: ['test/setup.ts'],
    // Two files at once: each has a server and a database of its own, and the crash tests kill processes beside them.
    maxWorkers: 2,
    // Generous, for slow machines: no test is about its own duration.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000, interval: 5 } },
  },
})
