import { defineJob, type Job } from '../../src/jobs/job.ts'

export type Effect = { readonly n: number; readonly key: string | null }

/** Jobs whose effects are rows: one that runs beside any other, one that runs one at a time for a key. */
export function jobsWithEffects(run: Job<Effect>['run']): readonly [Job<Effect>, Job<Effect>] {
  // Nobody is to be set aside, however often its worker is killed.
  const maxAttempts = 1000
  return [
    defineJob<Effect>({ name: 'free', maxAttempts, run }),
    defineJob<Effect>({ name: 'keyed', maxAttempts, key: ({ key }) => String(key), run }),
  ]
}
