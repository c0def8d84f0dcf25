import type { Remedy } from './remedy.ts'

/** What an answer is given in spite of. Worded in English and Russian in `http/warning-texts.ts`. */
export type Warning =
  /** A condition names a tag that there is not yet: nobody has it, and saving the condition creates it. */
  | { readonly code: 'NewTag'; readonly path: string; readonly name: string; readonly remedy?: Remedy }
  /** A condition asks for what stands still in the present mode. */
  | { readonly code: 'SegmentsAsleep' | 'StagesAsleep'; readonly path: string }
