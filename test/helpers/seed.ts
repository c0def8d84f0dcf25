const written = process.env['PATRON_TEST_SEED']

/** PATRON_TEST_SEED: the seed of a run that failed, to repeat it, or another one, to explore; undefined if it is not set. */
export const TEST_SEED = written === undefined || written === '' ? undefined : Number(written)

/** The seed of a property that is tested alike in every run, unless PATRON_TEST_SEED says otherwise. */
export function seedOr(seed: number): number {
  return TEST_SEED ?? seed
}
