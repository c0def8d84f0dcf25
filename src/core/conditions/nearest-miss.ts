import type { Explained } from './explain.ts'
import { keyOf } from './predicate-cache.ts'

export type ExplainedLeaf = Extract<Explained, { readonly leaf: unknown }>

/** Leaves that are looked at, so that a tree made of repetitions costs no more than another. */
const MOST_LOOKS = 500_000

/**
 * Returns the fewest different leaves that would have to change for a tree to change its answer, each taken for itself; of several such
 * sets one of the first. A leaf that stands twice changes in both places and counts once. Undefined where no leaf can do it: a group
 * without parts has its answer by itself. Where dozens of leaves stand twice, the set may not be the smallest.
 */
export function nearestMiss(tree: Explained): readonly ExplainedLeaf[] | undefined {
  const leaves = new Map<string, ExplainedLeaf>()
  const repeated = new Set<string>()
  let size = 0
  for (const each of leavesOf(tree)) {
    size++
    const key = keyOf(each.leaf)
    if (leaves.has(key)) repeated.add(key)
    else leaves.set(key, each)
  }
  let best = eachForItself(tree, leaves.keys())
  let looks = 0
  // Whether each repeated leaf changes is tried; what the others have to do then follows from the tree.
  for (const flipped of subsetsBySize([...repeated])) {
    if ((best !== undefined && flipped.length >= best.size) || (looks += size) > MOST_LOOKS) break
    const { holds, change } = answerOf(tree, { decided: repeated, flipped: new Set(flipped) })
    const rest = holds !== tree.holds ? [] : change
    if (rest !== undefined && (best === undefined || flipped.length + rest.length < best.size))
      best = new Set([...flipped, ...rest])
  }
  return best && [...leaves].flatMap(([key, leaf]) => (best.has(key) ? leaf : []))
}

/** Takes what stands twice for two leaves; undefined where the tree has the same answer once both have changed. */
function eachForItself(tree: Explained, keys: Iterable<string>): ReadonlySet<string> | undefined {
  const { change } = answerOf(tree, { decided: new Set(), flipped: new Set() })
  if (change === undefined) return undefined
  const flipped = new Set(change)
  return answerOf(tree, { decided: new Set(keys), flipped }).holds === tree.holds ? undefined : flipped
}

/** Leaves whose answers are given, by their keys, and those of them that are taken to have changed. */
type Assumption = { readonly decided: ReadonlySet<string>; readonly flipped: ReadonlySet<string> }

/** The answer of a tree, and the fewest leaves, by their keys, that would change it; of those that are not decided. */
type Answer = { readonly holds: boolean; readonly change: readonly string[] | undefined }

function answerOf(node: Explained, assumption: Assumption): Answer {
  if ('leaf' in node) {
    const key = keyOf(node.leaf)
    if (!assumption.decided.has(key)) return { holds: node.holds, change: [key] }
    return { holds: node.holds !== assumption.flipped.has(key), change: undefined }
  }
  if ('not' in node) {
    const { holds, change } = answerOf(node.not, assumption)
    return { holds: !holds, change }
  }
  const [written, unless] = 'all' in node ? [node.all, true] : [node.any, false]
  const parts = written.map((part) => answerOf(part, assumption))
  const against = parts.filter(({ holds }) => holds !== unless)
  // One part that is false makes an `all` false, and one that is true an `any` true; the other way, every part has to agree.
  return against.length === 0
    ? { holds: unless, change: shortest(parts) }
    : { holds: !unless, change: together(against) }
}

function shortest(parts: readonly Answer[]): Answer['change'] {
  return parts.reduce<Answer['change']>(
    (best, { change }) =>
      change !== undefined && (best === undefined || change.length < best.length) ? change : best,
    undefined,
  )
}

function together(parts: readonly Answer[]): Answer['change'] {
  const changes = parts.map(({ change }) => change)
  return changes.every((change) => change !== undefined) ? changes.flat() : undefined
}

function* leavesOf(node: Explained): Generator<ExplainedLeaf> {
  if ('leaf' in node) yield node
  else if ('not' in node) yield* leavesOf(node.not)
  else for (const part of 'all' in node ? node.all : node.any) yield* leavesOf(part)
}

/** Every subset, the smaller ones first, and those of the first items before others. */
function* subsetsBySize<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let size = 0; size <= items.length; size++) yield* subsetsOf(items, size)
}

function* subsetsOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  if (size === 0) {
    yield []
    return
  }
  for (const [i, first] of items.entries())
    for (const rest of subsetsOf(items.slice(i + 1), size - 1)) yield [first, ...rest]
}
