import Type from 'typebox'
import { purchasedSince } from './expected-day.ts'
import type { ConditionKind } from './kind.ts'

/**
 * Today is at most N days before the day of `next_date`, or later, and no purchase was made on that day or after
 * (design 4; published form: api-facts 6.1).
 */
export const beforePurchase: ConditionKind<number> = {
  schema: Type.Integer({ minimum: 0, maximum: 3660, description: 'Days before the expected purchase' }),
  matches(days, facts, moment) {
    if (facts.next_date === null) return false
    const expected = moment.dayOf(facts.next_date)
    return expected - moment.today <= days && !purchasedSince(expected, facts, moment)
  },
  toWire: (days) => ({ type: 'before_purchase', match: { value: days }, conditions: [{ value: days }] }),
}
