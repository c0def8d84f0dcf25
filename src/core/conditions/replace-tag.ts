import { operatorOf } from './forms/id-set.ts'
import type { Condition } from './tree.ts'

/** Returns a tree that asks for one tag wherever it asked for another; the tree itself where it does not. */
export function withTagReplaced(condition: Condition, from: number, into: number): Condition {
  if ('all' in condition) return withParts(condition, 'all', condition.all, from, into)
  if ('any' in condition) return withParts(condition, 'any', condition.any, from, into)
  if ('not' in condition) {
    const part = withTagReplaced(condition.not, from, into)
    return part === condition.not ? condition : { not: part }
  }
  if (!('tag' in condition)) return condition
  const { operator, ids } = operatorOf(condition.tag)
  if (!ids.includes(from)) return condition
  const replaced = ids.map((id) => (id === from ? into : id))
  return { tag: { [operator as 'any']: [...new Set(replaced)] } }
}

function withParts(
  condition: Condition,
  group: 'all' | 'any',
  parts: readonly Condition[],
  from: number,
  into: number,
): Condition {
  const replaced = parts.map((part) => withTagReplaced(part, from, into))
  if (replaced.every((part, i) => part === parts[i])) return condition
  return group === 'all' ? { all: replaced } : { any: replaced }
}
