import type { DayNumber } from '../time.ts'
import type { Facts, Moment } from './facts.ts'

/** Whether a purchase was made on the expected day or after: then nothing is expected any more. */
export function purchasedSince(expected: DayNumber, facts: Facts, moment: Moment): boolean {
  return facts.last_purchase_at !== null && moment.dayOf(facts.last_purchase_at) >= expected
}
