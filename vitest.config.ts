import { defineConfig } from 'vitest/config'
import { seedOfRun } from './test/helpers/seed.ts'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
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
