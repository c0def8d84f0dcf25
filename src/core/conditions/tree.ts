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
  return condition !== null && compiled(condition)(facts, moment)
}

/** A tree taken apart once, for asking it of many customers. */
export type Predicate = (facts: Facts, moment: Moment) => boolean

const predicates = new WeakMap<Condition, Predicate>()

/** The predicate of a tree, which is kept as long as the tree. Trees are never changed. */
export function compiled(condition: Condition): Predicate {
  const known = predicates.get(condition)
  if (known !== undefined) return known
  const predicate = compile(condition)
  predicates.set(condition, predicate)
  return predicate
}

function compile(condition: Condition): Predicate {
  if ('all' in condition) {
    const parts = condition.all.map(compile)
    return (facts, moment) => {
      for (const part of parts) if (!part(facts, moment)) return false
      return true
    }
  }
  if ('any' in condition) {
    const parts = condition.any.map(compile)
    return (facts, moment) => {
      for (const part of parts) if (part(facts, moment)) return true
      return false
    }
  }
  if ('not' in condition) {
    const part = compile(condition.not)
    return (facts, moment) => !part(facts, moment)
  }
  const { kind, parameters } = partsOf(condition)
  return (facts, moment) => kind.matches(parameters, facts, moment)
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
