import { isTimed } from './predicate-cache.ts'
import type { Condition } from './tree.ts'

const ALWAYS: Condition = { all: [] }
const NEVER: Condition = { any: [] }

/**
 * A tree that does not ask for the time, and holds for everybody for whom the given one may hold at one moment or another while nothing
 * is written.
 */
export function atAnyTime(condition: Condition): Condition {
  return boundOf(condition, ALWAYS, NEVER)
}

/** Returns a condition that ignores time and holds only for customers for whom the given one holds at every moment. */
export function atEveryTime(condition: Condition): Condition {
  return boundOf(condition, NEVER, ALWAYS)
}

/** `timed` is what stands for leaves that time alone may change, `negated` what stands for them under a `not`. */
function boundOf(condition: Condition, timed: Condition, negated: Condition): Condition {
  if ('all' in condition) return { all: condition.all.map((part) => boundOf(part, timed, negated)) }
  if ('any' in condition) return { any: condition.any.map((part) => boundOf(part, timed, negated)) }
  if ('not' in condition) return { not: boundOf(condition.not, negated, timed) }
  return isTimed(condition) ? timed : condition
}
