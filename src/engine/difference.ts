import { sameMask, type SegmentMask } from '../core/segment-mask.ts'
import type { Customer } from './customer.ts'

/** Kept by the storing itself: no change of a customer by themselves. */
const UNSEEN: ReadonlySet<keyof Customer> = new Set(['version', 'due_at', 'evaluated_at'])

/** Whether two states of a customer are the same, values compared and not objects. */
export function isUnchanged(before: Customer, after: Customer): boolean {
  if (before === after) return true
  return (Object.keys(after) as (keyof Customer)[]).every(
    (key) =>
      before[key] === after[key] || UNSEEN.has(key) || (key !== 'fields' && same(before[key], after[key])),
  )
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => item === b[i])
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null)
    return sameMask(a as SegmentMask, b as SegmentMask)
  return a === b
}
