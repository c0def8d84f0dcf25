import type { UnixSeconds } from '../actor.ts'
import { addAll, type Bits, bitsAt, bitsWhere, either, isEmpty, without } from '../bits.ts'
import { atAnyTime, atEveryTime } from './at-any-time.ts'
import type { Block } from './block.ts'
import { type Facts, type Moment, momentOf } from './facts.ts'
import { type Predicate, PredicateCache, type TimedLeaf } from './predicate-cache.ts'
import type { Condition } from './tree.ts'

/** Transitions of leaves that leave their tree as it is; after so many, the next one is close enough. */
const MAX_STEPS = 32

type ScheduledTree = {
  readonly holds: Predicate
  /** Where these two agree, time alone changes nothing: bounds of the tree that do not ask for the time. */
  readonly least: Bound
  readonly most: Bound
  readonly leaves: readonly TimedLeaf[]
}

type Bound = { readonly condition: Condition; readonly holds: Predicate }

/** Tells when time alone changes the answer of some trees. */
export class TransitionSchedule {
  readonly #trees: readonly ScheduledTree[]
  /** Those of all trees, each once. */
  readonly #leaves: readonly TimedLeaf[]

  constructor(trees: readonly Condition[], cache = new PredicateCache()) {
    const distinct = new Map(trees.map((tree) => [JSON.stringify(tree), tree]))
    const bound = (condition: Condition) => ({ condition, holds: cache.predicateOf(condition) })
    this.#trees = [...distinct.values()]
      .map((tree) => ({
        holds: cache.predicateOf(tree),
        least: bound(atEveryTime(tree)),
        most: bound(atAnyTime(tree)),
        leaves: [...new Set(cache.timedLeavesOf(tree))],
      }))
      .filter(({ leaves }) => leaves.length > 0)
    this.#leaves = [...new Set(this.#trees.flatMap(({ leaves }) => leaves))]
  }

  /**
   * The first later moment at which the value of a tree changes though nothing is written; undefined if none ever does. Never too
   * late; too early only where leaves transition many times without changing their tree.
   */
  next(facts: Facts, moment: Moment): UnixSeconds | undefined {
    let next = Infinity
    for (const tree of this.#trees)
      if (tree.most.holds(facts, moment) && !tree.least.holds(facts, moment))
        next = Math.min(next, transitionBefore(next, tree, facts, moment))
    return next === Infinity ? undefined : next
  }

  /** Those of a block for whom {@link next} comes before a moment of their own, of whom `except` need not be asked. */
  before(ends: Float64Array, block: Block, except: Bits): Bits {
    const { facts, moment } = block
    const { dayOf } = moment.account.calendar
    const lastDays = ends.map((end) => (end === Infinity ? Infinity : dayOf(end - 1)))
    const rest = without(block.all, except)
    const changing = new Map(
      this.#leaves.map((timed) => [timed, block.mayTransition(timed.leaf, rest, lastDays)] as const),
    )
    const early = bitsAt(facts.length, [])
    for (const tree of this.#trees) {
      const transitions = tree.leaves.map((timed) => changing.get(timed) ?? rest).reduce(either)
      const required = without(transitions, early)
      if (isEmpty(required)) continue
      const possible = block.holding(tree.most.condition, required)
      const suspects = without(possible, block.holding(tree.least.condition, possible))
      const found = bitsWhere(suspects, (index) => {
        const end = ends[index] as UnixSeconds
        return transitionBefore(end, tree, facts.at(index) as Facts, moment) < end
      })
      addAll(early, found)
    }
    return early
  }
}

/** The next transition of a tree if it comes before a moment, else infinite. */
function transitionBefore(end: number, tree: ScheduledTree, facts: Facts, moment: Moment): number {
  let at = moment
  for (let step = 1; ; step++) {
    let first = Infinity
    for (const leaf of tree.leaves) first = Math.min(first, leaf.nextTransition(facts, at))
    if (first >= end) return Infinity
    if (step === MAX_STEPS) return first
    at = momentOf(moment.account, first)
    if (tree.holds(facts, at) !== tree.holds(facts, moment)) return first
  }
}

/** {@link TransitionSchedule.next} of one tree. */
export function nextTransitionOfTree(
  condition: Condition | null,
  facts: Facts,
  moment: Moment,
): UnixSeconds | undefined {
  return condition === null ? undefined : new TransitionSchedule([condition]).next(facts, moment)
}
