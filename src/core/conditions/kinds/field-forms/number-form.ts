import {
  checkBounds,
  inRange,
  type NumberRange,
  rangeSentence,
  rangeProperties,
  rangeWhere,
} from '../../forms/number-range.ts'
import { readableValue } from '../../forms/readable.ts'
import type { FieldForm } from './field-form.ts'
import { EMPTY, storedNumber } from './stored-value.ts'

/** Numbers and sums of money: doubles, compared as doubles. */
export const numberForm: FieldForm<NumberRange, number> = {
  schemas: [rangeProperties],
  check: (written, _field, refuse) => checkBounds(written, refuse),
  matches: (range, stored) => stored !== undefined && inRange(range, stored),
  asRangeOrSet: (range) => ({ of: 'number', range }),
  where: (range, field) => rangeWhere(range, storedNumber(field)),
  readable: (stored, names) => readableValue(stored, names),
  sentence: (range, subject, language, holds) => `${subject} ${rangeSentence(range, language, holds, EMPTY)}`,
}
