import type { Names, WireItem } from './kind.ts'
import { type Condition, partsOf } from './tree.ts'

/** A tree in the published form: an array of groups, the outer an OR, the inner an AND. */
export function toWire(condition: Condition | null, names: Names): WireItem[][] {
  if (condition === null) return []
  const groups = 'any' in condition ? condition.any : [condition]
  const items = groups.map((group) => groupItems(group, names))
  if (items.every((group) => group !== undefined)) return items
  return [[{ type: 'tree', match: { value: condition }, conditions: [] }]]
}

/** The items of an AND; undefined where the published form has none. An empty group means nothing there, and here it is true. */
function groupItems(group: Condition, names: Names): WireItem[] | undefined {
  const parts = 'all' in group ? group.all : [group]
  const items = parts.flatMap((part) => wireItem(part, names) ?? [])
  return items.length === parts.length && items.length > 0 ? items : undefined
}

/** A leaf, or a negated leaf, in published form; undefined for what is no leaf, or says "not" already. */
function wireItem(condition: Condition, names: Names): WireItem | undefined {
  if ('all' in condition || 'any' in condition) return undefined
  if ('not' in condition) {
    const item = wireItem(condition.not, names)
    const match = item?.match as { logic?: string } | undefined
    return match === undefined || match.logic === 'not'
      ? undefined
      : ({ ...item, match: { ...match, logic: 'not' } } as WireItem)
  }
  const { kind, parameters } = partsOf(condition)
  return kind.toWire(parameters, names)
}
