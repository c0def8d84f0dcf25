import { TEST_SEED } from './helpers/seed.ts'

// Most properties draw a new seed in each run, and name it when they fail.
if (TEST_SEED !== undefined) {
  const { default: fc } = await import('fast-check')
  fc.configureGlobal({ seed: TEST_SEED })
}
