import type { Facts, Moment } from './facts.ts'
import { never } from './kind.ts'
import { type Condition, leavesOf, type Leaf, partsOf } from './tree.ts'

/** What is asked of a customer at a moment. */
type Ask<Answer> = (facts: Facts, moment: Moment) => Answer

/** Whether a tree holds. */
export type Predicate = Ask<boolean>

/** A leaf that time alone may change. */
export type TimedLeaf = {
  readonly leaf: Leaf
  /** Infinite if there is none. */
  readonly nextTransition: Ask<number>
}

/**
 * Trees that are put to the same customers, taken apart once: a leaf that several have in common is asked once of each customer and
 * moment. The answers are those of `holds`.
 */
export class PredicateCache {
  readonly #predicates = new Map<string, Predicate>()
  readonly #timed = new Map<string, TimedLeaf>()

  /** No conditions (`null`) never hold. */
  predicateOf(condition: Condition | null): Predicate {
    if (condition === null) return () => false
    if ('all' in condition) {
      const parts = condition.all.map((part) => this.predicateOf(part))
      return (facts, moment) => {
        for (const part of parts) if (!part(facts, moment)) return false
        return true
      }
    }
    if ('any' in condition) {
      const parts = condition.any.map((part) => this.predicateOf(part))
      return (facts, moment) => {
        for (const part of parts) if (part(facts, moment)) return true
        return false
      }
    }
    if ('not' in condition) {
      const part = this.predicateOf(condition.not)
      return (facts, moment) => !part(facts, moment)
    }
    return this.#leaf(condition)
  }

  /** The leaves of a tree that time alone may change; those that trees have in common are the same object. */
  timedLeavesOf(condition: Condition): TimedLeaf[] {
    return leavesOf(condition)
      .filter(isTimed)
      .map((leaf) =>
        keptIn(this.#timed, leaf, () => {
          const { kind, parameters } = partsOf(leaf)
          return {
            leaf,
            nextTransition: remembering(
              (facts, moment) => kind.nextTransition(parameters, facts, moment) ?? Infinity,
            ),
          }
        }),
      )
  }

  #leaf(leaf: Leaf): Predicate {
    return keptIn(this.#predicates, leaf, () => {
      const { kind, parameters } = partsOf(leaf)
      return remembering((facts, moment) => kind.matches(parameters, facts, moment))
    })
  }
}

/** Answers the question it was asked last from memory. Facts and moments are never changed. */
function remembering<Answer>(ask: Ask<Answer>): Ask<Answer> {
  let [lastFacts, lastMoment, answer]: [Facts?, Moment?, Answer?] = []
  return (facts, moment) => {
    if (facts !== lastFacts || moment !== lastMoment) {
      answer = ask(facts, moment)
      lastFacts = facts
      lastMoment = moment
    }
    return answer as Answer
  }
}

/** Whether time alone may change the answer of a leaf. */
export function isTimed(leaf: Leaf): boolean {
  const { kind, parameters } = partsOf(leaf)
  return kind.nextTransition !== never && kind.isTimeless?.(parameters) !== true
}

const keys = new WeakMap<Leaf, string>()

/** Returns a key that equal leaves share. */
export function keyOf(leaf: Leaf): string {
  const known = keys.get(leaf)
  if (known !== undefined) return known
  const key = JSON.stringify(leaf)
  keys.set(leaf, key)
  return key
}

function keptIn<T>(map: Map<string, T>, leaf: Leaf, make: () => T): T {
  const key = keyOf(leaf)
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
