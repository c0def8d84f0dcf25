import type { Facts, Moment } from './facts.ts'
import type { WireItem, WireNames } from './kind.ts'
import { type Kind, type KindParameters, KINDS } from './kinds.ts'

/** One question: `{ tag: { any: [1001] } }`. */
export type Leaf = { [K in Kind]: { readonly [P in K]: KindParameters[K] } }[Kind]

/** The one form of conditions, for stages and segments alike (design 4). */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Leaf

/** Whether a tree holds. An empty `all` is true, an empty `any` is false; no conditions (`null`) never hold. */
export function holds(condition: Condition | null, facts: Facts, moment: Moment): boolean {
  if (condition === null) return false
  if ('all' in condition) return condition.all.every((child) => holds(child, facts, moment))
  if ('any' in condition) return condition.any.some((child) => holds(child, facts, moment))
  if ('not' in condition) return !holds(condition.not, facts, moment)
  return leafHolds(condition, facts, moment)
}

/** A tree in the published form: an array of groups, the outer an OR, the inner an AND (api-facts 6.1). */
export function toWire(condition: Condition | null, names: WireNames): WireItem[][] {
  if (condition === null) return []
  const groups = 'any' in condition ? condition.any : [condition]
  const items = groups.map((group) =>
    ('all' in group ? group.all : [group]).map((item) => wireItem(item, names)),
  )
  if (items.every((group) => group.every((item) => item !== undefined))) return items as WireItem[][]
  return [[{ type: 'tree', match: { value: condition }, conditions: [] }]]
}

/** A leaf, or a negated leaf, in published form; undefined for what is no leaf. */
function wireItem(condition: Condition, names: WireNames): WireItem | undefined {
  if ('all' in condition || 'any' in condition) return undefined
  if ('not' in condition) {
    const item = wireItem(condition.not, names)
    if (item === undefined || 'not' in condition.not) return undefined
    return { ...item, match: { ...(item.match as object), logic: 'not' } }
  }
  return leafToWire(condition, names)
}

function leafHolds(leaf: Leaf, facts: Facts, moment: Moment): boolean {
  const [kind, parameters] = partsOf(leaf)
  return KINDS[kind].matches(parameters as never, facts, moment)
}

function leafToWire(leaf: Leaf, names: WireNames): WireItem {
  const [kind, parameters] = partsOf(leaf)
  return KINDS[kind].toWire(parameters as never, names)
}

function partsOf(leaf: Leaf): [Kind, KindParameters[Kind]] {
  const [entry] = Object.entries(leaf)
  return entry as [Kind, KindParameters[Kind]]
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
