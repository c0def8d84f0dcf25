import Type from 'typebox'
import { wholeAt } from '../forms/keys.ts'
import { plainItem } from '../forms/plain-item.ts'
import { days } from '../forms/words.ts'
import { type ConditionKind, nothing } from '../kind.ts'
import { beforePurchase } from './before-purchase.ts'
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

/** The day of `next_date` was at least N days ago, and no purchase was made on that day or after (docs/conditions.md). */
export const afterToday: ConditionKind<number> = {
  schema: Type.Integer({
    minimum: 0,
    maximum: MAX_EXPECTED_DAYS,
    description: 'Days after the expected purchase',
    examples: [60],
  }),
  check: (written, { refuse }) => wholeAt(written, '', refuse, { min: 0, max: MAX_EXPECTED_DAYS }),
  matches: (count, facts, moment) => expectedHolds(heldOn(count), facts, moment),
  asRangeOrSet: (count, moment) => expectedMeasure(heldOn(count), moment),
  where: (count, asking) => expectedWhere({ first: -Infinity, last: asking.moment.today - count }, asking),
  nextTransition: (count, facts, moment) => expectedTransition(heldOn(count), facts, moment),
  reads: () => EXPECTED_READS,
  refers: nothing,
  sees: (_count, facts) => expectedSeen(facts),
  readable: expectedReadable,
  toWire: (count) => plainItem('after_today', count),
  sentence(count, names, holds) {
    if (count === 0) return beforePurchase.sentence(0, names, holds)
    const { language } = names
    if (language === 'ru')
      return `${holds ? 'покупка просрочена' : 'нет покупки, просроченной'} не меньше чем на ${days(count, language)}`
    return `${holds ? 'a' : 'no'} purchase has been overdue for at least ${days(count, language)}`
  },
}

function heldOn(count: number) {
  return (expected: number) => ({ first: expected + count, last: Infinity })
}
