import type { Explained } from './explain.ts'

export type ExplainedLeaf = Extract<Explained, { readonly leaf: unknown }>

/**
 * The fewest leaves that would have to change for a tree to change its answer, each taken for itself; of several such sets the first.
 * Undefined where no leaf can do it: a group without parts has its answer by itself.
 */
export function nearestMiss(node: Explained): readonly ExplainedLeaf[] | undefined {
  if ('leaf' in node) return [node]
  if ('not' in node) return nearestMiss(node.not)
  const [parts, unless] = 'all' in node ? [node.all, true] : [node.any, false]
  // One part that is false makes an `all` false, and one that is true an `any` true; the other way, every part has to agree.
  if (node.holds === unless) return shortest(parts.map(nearestMiss))
  return together(parts.filter((part) => part.holds !== unless).map(nearestMiss))
}

type Leaves = readonly ExplainedLeaf[]

function shortest(sets: readonly (Leaves | undefined)[]): Leaves | undefined {
  let best: Leaves | undefined
  for (const set of sets)
    if (set !== undefined && (best === undefined || set.length < best.length)) best = set
  return best
}

function together(sets: readonly (Leaves | undefined)[]): Leaves | undefined {
  const leaves: ExplainedLeaf[] = []
  for (const set of sets) {
    if (set === undefined) return undefined
    leaves.push(...set)
  }
  return leaves
}
