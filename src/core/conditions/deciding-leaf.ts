import type { Facts, Moment } from './facts.ts'
import { type Condition, holds, type Leaf } from './tree.ts'

/** A customer at a moment. */
export type View = { readonly facts: Facts; readonly moment: Moment }

/**
 * The leaf that made a tree what it is: of the leaves that its value rests on the first that had another value before, else the
 * first. Undefined where no leaf did: a group without parts has its value by itself.
 */
export function decidingLeaf(condition: Condition | null, now: View, before?: View): Leaf | undefined {
  if (condition === null) return undefined
  if ('not' in condition) return decidingLeaf(condition.not, now, before)
  if (!('all' in condition) && !('any' in condition)) return condition
  const value = valueOf(condition, now)
  const parts = ('all' in condition ? condition.all : condition.any).filter(
    (part) => valueOf(part, now) === value,
  )
  const changed = before && parts.find((part) => valueOf(part, before) !== value)
  return decidingLeaf(changed ?? parts[0] ?? null, now, before)
}

function valueOf(condition: Condition, { facts, moment }: View): boolean {
  return holds(condition, facts, moment)
}
