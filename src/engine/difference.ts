import * as entities from '../entities/difference.ts'
import type { Customer } from './customer.ts'

/** Kept by the storing itself: no change of a customer by themselves. */
const UNSEEN: ReadonlySet<keyof Customer> = new Set(['version', 'due_at', 'evaluated_at'])

/** Whether two states of a customer are equal, values compared and not objects. */
export function isUnchanged(before: Customer, after: Customer): boolean {
  return entities.isUnchanged(before, after, UNSEEN)
}
