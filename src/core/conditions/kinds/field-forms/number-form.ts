import type { Decimal } from '../../../field-types/decimal.ts'
import {
  checkDecimalBounds,
  type DecimalRange,
  decimalRangeProperties,
  inRange,
  isOfDoubles,
  rangeSentence,
  rangeWhere,
} from '../../forms/number-range.ts'
import { readableValue } from '../../forms/readable.ts'
import type { FieldForm } from './field-form.ts'
import { EMPTY, storedNumber } from './stored-value.ts'

/** Numbers and sums of money, compared digit by digit. */
export const numberForm: FieldForm<DecimalRange, Decimal> = {
  schemas: [decimalRangeProperties],
  check: (written, _field, refuse) => checkDecimalBounds(written, refuse),
  matches: (range, stored) => stored !== undefined && inRange(range, stored),
  asRangeOrSet: (range) => (isOfDoubles(range) ? { of: 'number', range, mayBeText: true } : undefined),
  where: (range, field) => rangeWhere(range, storedNumber(field, 'numeric'), 'numeric'),
  readable: (stored, names) => readableValue(stored, names),
  sentence: (range, subject, language, holds) => `${subject} ${rangeSentence(range, language, holds, EMPTY)}`,
}
