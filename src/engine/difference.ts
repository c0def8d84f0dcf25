import { sameMask, type SegmentMask } from '../core/segment-mask.ts'
import type { Customer } from './customer.ts'

/** Kept by the storing itself: no change of a customer by themselves. */
const UNSEEN: ReadonlySet<keyof Customer> = new Set(['version', 'due_at', 'evaluated_at'])

/**
 * What differs between two states of a customer: `{ name: ['before', 'after'] }`, empty when nothing does. Field values are compared
 * one by one, under `fields.<id>`.
 */
export function changedProperties(before: Customer, after: Customer): Record<string, [unknown, unknown]> {
  const changed: Record<string, [unknown, unknown]> = {}
  if (before === after) return changed
  for (const key of Object.keys(after) as (keyof Customer)[]) {
    if (UNSEEN.has(key) || before[key] === after[key]) continue
    if (key === 'fields') Object.assign(changed, changedFields(before, after))
    else if (!same(before[key], after[key])) changed[key] = [before[key], after[key]]
  }
  return changed
}

/** Whether two states of a customer are the same, values compared and not objects. */
export function isUnchanged(before: Customer, after: Customer): boolean {
  if (before === after) return true
  return (Object.keys(after) as (keyof Customer)[]).every(
    (key) =>
      before[key] === after[key] || UNSEEN.has(key) || (key !== 'fields' && same(before[key], after[key])),
  )
}

function changedFields(before: Customer, after: Customer): Record<string, [unknown, unknown]> {
  const changed: Record<string, [unknown, unknown]> = {}
  for (const id of new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])) {
    const [old, now] = [before.fields[id], after.fields[id]]
    if (JSON.stringify(old) !== JSON.stringify(now)) changed[`fields.${id}`] = [old ?? null, now ?? null]
  }
  return changed
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => item === b[i])
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null)
    return sameMask(a as SegmentMask, b as SegmentMask)
  return a === b
}
