import type { UnixSeconds } from '../actor.ts'
import { type Facts, type Moment, momentOf } from './facts.ts'
import { never } from './kind.ts'
import { type Condition, holds, leavesOf, partsOf } from './tree.ts'

/** Flips of leaves that leave the tree as it is; after so many, the next one of a leaf is close enough. */
const MAX_STEPS = 32

/**
 * The first later moment at which the value of a tree changes though nothing is written; undefined if it never does. Never too
 * late; too early only for a tree whose leaves flip many times without changing it.
 */
export function nextFlipTree(
  condition: Condition | null,
  facts: Facts,
  moment: Moment,
): UnixSeconds | undefined {
  if (condition === null) return undefined
  const leaves = leavesOf(condition).map(partsOf)
  const holdsNow = holds(condition, facts, moment)
  let at = moment
  for (let step = 1; ; step++) {
    let flip = Infinity
    for (const { kind, parameters } of leaves)
      flip = Math.min(flip, kind.nextFlip(parameters, facts, at) ?? Infinity)
    if (flip === Infinity) return undefined
    at = momentOf(moment.account, flip)
    if (step === MAX_STEPS || holds(condition, facts, at) !== holdsNow) return flip
  }
}

/** Whether time alone can change the value of a tree. */
export function changesWithTime(condition: Condition): boolean {
  return leavesOf(condition).some((leaf) => partsOf(leaf).kind.nextFlip !== never)
}
