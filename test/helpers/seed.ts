import { randomInt } from 'node:crypto'

/** Of every run, unless PATRON_TEST_SEED says otherwise: a run that was red is red again. */
const DEFAULT_SEED = 20_261_121

/**
 * Returns the seed of a run, of which everything follows that tests draw at random.
 * `written` is PATRON_TEST_SEED: a whole number, `new` for one that nobody has tried yet, or nothing for the seed of every run.
 * @throws Error for what is none of them
 */
export function seedOfRun(written: string | undefined): number {
  if (written === undefined || written === '') return DEFAULT_SEED
  if (written === 'new') return randomInt(2 ** 31)
  if (/^\d{1,10}$/.test(written)) return Number(written)
  throw new Error(`PATRON_TEST_SEED should be a whole number or new, not "${written}"`)
}

/** The seed of this run. The runner gives it to each of its workers. */
export const SEED = seedOfRun(process.env['PATRON_TEST_SEED'])
