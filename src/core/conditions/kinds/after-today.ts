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
  }),
  check: (written, { refuse }) => wholeAt(written, '', refuse, { min: 0, max: MAX_EXPECTED_DAYS }),
  matches: (count, facts, moment) => expectedHolds(heldOn(count), facts, moment),
  asRangeOrSet: (count, moment) => expectedMeasure(heldOn(count), moment),
  where: (count, asking) => expectedWhere({ first: -Infinity, last: asking.moment.today - count }, asking),
  nextTransition: (count, facts, moment) => expectedTransition(heldOn(count), facts, moment),
  reads: () => EXPECTED_READS,
  refers: nothing,
  sees: (_count, facts) => expectedSeen(facts),
  toWire: (count) => plainItem('after_today', count),
  sentence(count, { language }) {
    if (language === 'ru')
      return `день ожидаемой покупки был не меньше чем ${days(count, language)} назад, и с него не покупали`
    return `the expected purchase was due at least ${days(count, language)} ago, and none was made from its day on`
  },
}

function heldOn(count: number) {
  return (expected: number) => ({ first: expected + count, last: Infinity })
}
