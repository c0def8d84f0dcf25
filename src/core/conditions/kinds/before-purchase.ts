import Type from 'typebox'
import { wholeAt } from '../forms/keys.ts'
import { plainItem } from '../forms/plain-item.ts'
import { days } from '../forms/words.ts'
import { type ConditionKind, nothing } from '../kind.ts'
import {
  EXPECTED_READS,
  expectedTransition,
  expectedHolds,
  expectedMeasure,
  expectedReadable,
  expectedSeen,
  expectedWhere,
  MAX_EXPECTED_DAYS,
} from './expected-day.ts'

/**
 * Today is at most N days before the day of `next_date`, or later, and no purchase was made on that day or after
 * (docs/conditions.md).
 */
export const beforePurchase: ConditionKind<number> = {
  schema: Type.Integer({
    minimum: 0,
    maximum: MAX_EXPECTED_DAYS,
    description: 'Days before the expected purchase',
    examples: [3],
  }),
  check: (written, { refuse }) => wholeAt(written, '', refuse, { min: 0, max: MAX_EXPECTED_DAYS }),
  matches: (count, facts, moment) => expectedHolds(heldOn(count), facts, moment),
  asRangeOrSet: (count, moment) => expectedMeasure(heldOn(count), moment),
  where: (count, asking) => expectedWhere({ first: -Infinity, last: asking.moment.today + count }, asking),
  nextTransition: (count, facts, moment) => expectedTransition(heldOn(count), facts, moment),
  reads: () => EXPECTED_READS,
  refers: nothing,
  sees: (_count, facts) => expectedSeen(facts),
  readable: expectedReadable,
  toWire: (count) => plainItem('before_purchase', count),
  sentence(count, { language }, holds) {
    if (language === 'ru') {
      const when = count === 0 ? 'сегодня' : `в течение ${days(count, language, true)}`
      return holds
        ? `покупка ожидается ${when} или просрочена`
        : `покупка не ожидается ${when} и не просрочена`
    }
    const when = count === 0 ? 'today' : `within ${days(count, language)}`
    return `${holds ? 'a' : 'no'} purchase is due ${when} or overdue`
  },
}

function heldOn(count: number) {
  return (expected: number) => ({ first: expected - count, last: Infinity })
}
