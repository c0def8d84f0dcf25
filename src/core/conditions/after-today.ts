import Type from 'typebox'
import { purchasedSince } from './expected-day.ts'
import type { ConditionKind } from './kind.ts'

/** The day of `next_date` was at least N days ago, and no purchase was made on that day or after (design 4). */
export const afterToday: ConditionKind<number> = {
  schema: Type.Integer({ minimum: 0, maximum: 3660, description: 'Days after the expected purchase' }),
  matches(days, facts, moment) {
    if (facts.next_date === null) return false
    const expected = moment.dayOf(facts.next_date)
    return moment.today - expected >= days && !purchasedSince(expected, facts, moment)
  },
  toWire: (days) => ({ type: 'after_today', match: { value: days }, conditions: [{ value: days }] }),
}
