import type { UnixSeconds } from '../actor.ts'
import { type Facts, type Moment, momentOf } from './facts.ts'
import { never } from './kind.ts'
import { compiled, type Condition, leavesOf, partsOf, type Predicate } from './tree.ts'

/** Flips of leaves that leave every tree as it is; after so many, the next one is close enough. */
const MAX_STEPS = 32

type ClockLeaf = {
  readonly nextFlip: (facts: Facts, moment: Moment) => UnixSeconds | undefined
  /** The trees that it is part of, by their place. */
  readonly trees: readonly number[]
}

/** Tells when time alone changes the answer of some trees. What they have in common is asked once. */
export class Clock {
  readonly #trees: readonly Predicate[]
  readonly #leaves: readonly ClockLeaf[]

  constructor(trees: readonly Condition[]) {
    this.#trees = trees.map(compiled)
    const leaves = new Map<string, ClockLeaf & { trees: number[] }>()
    trees.forEach((tree, i) => {
      for (const leaf of leavesOf(tree)) {
        const { kind, parameters } = partsOf(leaf)
        if (kind.nextFlip === never) continue
        const key = JSON.stringify(leaf)
        const known = leaves.get(key)
        if (known === undefined)
          leaves.set(key, {
            nextFlip: (facts, moment) => kind.nextFlip(parameters, facts, moment),
            trees: [i],
          })
        else if (known.trees.at(-1) !== i) known.trees.push(i)
      }
    })
    this.#leaves = [...leaves.values()]
  }

  /**
   * The first later moment at which the value of a tree changes though nothing is written; undefined if none ever does. Never too
   * late; too early only where leaves flip many times without changing a tree.
   */
  next(facts: Facts, moment: Moment): UnixSeconds | undefined {
    const leaves = this.#leaves
    const flips = new Float64Array(leaves.length)
    for (let i = 0; i < leaves.length; i++) flips[i] = this.#flip(i, facts, moment)
    const present: (boolean | undefined)[] = []
    for (let step = 1; ; step++) {
      let first = Infinity
      for (const flip of flips) if (flip < first) first = flip
      if (first === Infinity) return undefined
      const then = momentOf(moment.account, first)
      for (let i = 0; i < leaves.length; i++) {
        if (flips[i] !== first) continue
        for (const tree of (leaves[i] as ClockLeaf).trees) {
          const holds = this.#trees[tree] as Predicate
          present[tree] ??= holds(facts, moment)
          if (holds(facts, then) !== present[tree]) return first
        }
        flips[i] = this.#flip(i, facts, then)
      }
      if (step === MAX_STEPS) return first
    }
  }

  #flip(leaf: number, facts: Facts, moment: Moment): number {
    return (this.#leaves[leaf] as ClockLeaf).nextFlip(facts, moment) ?? Infinity
  }
}

/** {@link Clock.next} of one tree. */
export function nextFlipTree(
  condition: Condition | null,
  facts: Facts,
  moment: Moment,
): UnixSeconds | undefined {
  return condition === null ? undefined : new Clock([condition]).next(facts, moment)
}
