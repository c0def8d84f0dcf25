import type { Facts, Moment } from './facts.ts'
import type { Seen } from './kind.ts'
import { type Condition, type Leaf, partsOf } from './tree.ts'

/** A tree with the answer of every node, and the values that each leaf has seen. */
export type Explained = { readonly holds: boolean } & (
  | { readonly all: readonly Explained[] }
  | { readonly any: readonly Explained[] }
  | { readonly not: Explained }
  | { readonly leaf: Leaf; readonly seen: Seen }
)

/** Why a tree holds for a customer or not. No conditions are an `any` of nothing. */
export function explainTree(condition: Condition | null, facts: Facts, moment: Moment): Explained {
  if (condition === null) return { holds: false, any: [] }
  if ('all' in condition) {
    const all = condition.all.map((part) => explainTree(part, facts, moment))
    return { holds: all.every((part) => part.holds), all }
  }
  if ('any' in condition) {
    const any = condition.any.map((part) => explainTree(part, facts, moment))
    return { holds: any.some((part) => part.holds), any }
  }
  if ('not' in condition) {
    const not = explainTree(condition.not, facts, moment)
    return { holds: !not.holds, not }
  }
  const { kind, parameters } = partsOf(condition)
  return {
    holds: kind.matches(parameters, facts, moment),
    leaf: condition,
    seen: kind.sees(parameters, facts, moment),
  }
}
