import type { Facts, Moment } from './facts.ts'
import { type Kind, kindNamed, type KindParameters } from './kinds.ts'

/** One question: `{ tag: { any: [1001] } }`. */
export type Leaf = { [K in Kind]: { readonly [P in K]: KindParameters[K] } }[Kind]

/** The one form of conditions, so that those of stages and of segments are read, evaluated and explained by the same code. Ids stand for what an account has. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Leaf

/** Whether a tree holds. An empty `all` is true, an empty `any` is false; no conditions (`null`) never hold. */
export function holds(condition: Condition | null, facts: Facts, moment: Moment): boolean {
  if (condition === null) return false
  if ('all' in condition) return condition.all.every((part) => holds(part, facts, moment))
  if ('any' in condition) return condition.any.some((part) => holds(part, facts, moment))
  if ('not' in condition) return !holds(condition.not, facts, moment)
  const { kind, parameters } = partsOf(condition)
  return kind.matches(parameters, facts, moment)
}

/** Every leaf of a tree. */
export function leavesOf(condition: Condition | null): Leaf[] {
  if (condition === null) return []
  if ('all' in condition) return condition.all.flatMap(leavesOf)
  if ('any' in condition) return condition.any.flatMap(leavesOf)
  if ('not' in condition) return leavesOf(condition.not)
  return [condition]
}

/** The tags that a tree asks for. */
export function tagIdsIn(condition: Condition | null): number[] {
  return leavesOf(condition).flatMap((leaf) => ('tag' in leaf ? Object.values(leaf.tag).flat() : []))
}

/** A leaf taken apart: its kind and the parameters, which only that kind understands. */
export function partsOf(leaf: Leaf): { kind: ReturnType<typeof kindNamed>; parameters: unknown } {
  for (const name in leaf)
    return { kind: kindNamed(name as Kind), parameters: (leaf as Record<string, unknown>)[name] }
  throw new Error('a leaf without a kind')
}
