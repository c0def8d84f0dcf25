import {
  checkBounds,
  inRange,
  type NumberRange,
  rangeSentence,
  rangeProperties,
  rangeWhere,
} from '../../forms/number-range.ts'
import type { FieldForm } from './field-form.ts'
import { storedNumber } from './stored-value.ts'

/** Numbers and sums of money: doubles, compared as doubles. */
export const numberForm: FieldForm<NumberRange, number> = {
  schemas: [rangeProperties],
  check: (written, _field, refuse) => checkBounds(written, refuse),
  matches: (range, stored) => stored !== undefined && inRange(range, stored),
  asRangeOrSet: (range) => ({ of: 'number', range }),
  where: (range, field) => rangeWhere(range, storedNumber(field)),
  sentence: (range, _field, language) => rangeSentence(range, language),
}
