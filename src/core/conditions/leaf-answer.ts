import type { Names, Readable, Seen } from './kind.ts'
import { sentenceOf } from './sentence.ts'
import { type Leaf, partsOf } from './tree.ts'

/** A leaf with its answer for one customer, as answers of ours show it. */
export type LeafAnswer = {
  readonly condition: Leaf
  /** null where it was not recorded. */
  readonly holds: boolean | null
  /** The values that it looked at: as they are stored, and as a person reads them. */
  readonly seen: Seen
  readonly seen_text: Readable
  /** Says that the leaf holds, or that it does not. */
  readonly aloud: string
}

/** Returns a leaf with its answer in the language of the names. */
export function leafAnswer(leaf: Leaf, holds: boolean | null, seen: Seen, names: Names): LeafAnswer {
  const { kind, parameters } = partsOf(leaf)
  return {
    condition: leaf,
    holds,
    seen,
    seen_text: kind.readable(seen, names, parameters),
    aloud: sentenceOf(leaf, names, holds ?? true),
  }
}

/** Returns the tags that a leaf has seen, for looking up their names. */
export function tagIdsSeen({ tag_ids: ids }: Seen): readonly number[] {
  return Array.isArray(ids) ? ids.filter((id): id is number => typeof id === 'number') : []
}
