import fc, { type Arbitrary } from 'fast-check'
import { compareDecimals, type Decimal } from '../../field-types/decimal.ts'
import type { FieldTypeName } from '../../field-types/field-type.ts'
import { isoDate } from '../../time.ts'
import { MAX_AHEAD } from '../forms/anniversary.ts'
import type { DayQuestion, DaysAgo } from '../forms/day-question.ts'
import type { IdSet, SetOperator } from '../forms/id-set.ts'
import type { DecimalRange, NumberRange } from '../forms/number-range.ts'
import type { TextQuestion } from '../forms/text-question.ts'
import type { FieldQuestion } from '../kinds/custom-field.ts'
import type { PurchasesQuestion } from '../kinds/purchases.ts'
import type { Vocabulary, VocabularyField } from './vocabulary.ts'

/** Ranges, mostly of one bound, that some number can be in. */
export function ranges(numbers: Arbitrary<number>): Arbitrary<NumberRange>
export function ranges(numbers: Arbitrary<Decimal>): Arbitrary<DecimalRange>
export function ranges(numbers: Arbitrary<Decimal>): Arbitrary<DecimalRange> {
  const bounds = fc.record(
    { gte: numbers, gt: numbers, lte: numbers, lt: numbers, eq: numbers },
    { requiredKeys: [] },
  )
  const one = fc.tuple(fc.constantFrom('gte', 'gt', 'lte', 'lt', 'eq'), numbers)
  return fc.oneof(
    one.map(([bound, number]) => ({ [bound]: number })),
    bounds.filter((range) => Object.keys(range).length > 0 && isPossible(range)),
  )
}

function isPossible(range: DecimalRange): boolean {
  const isBelow = (lower: Decimal | undefined, upper: Decimal | undefined, orEqual: boolean) => {
    if (lower === undefined || upper === undefined) return true
    const difference = compareDecimals(lower, upper)
    return difference < 0 || (orEqual && difference === 0)
  }
  const { gte, gt, lte, lt, eq } = range
  return [gte, gt, eq].every(
    (lower, i) => isBelow(lower, lte, i !== 1) && isBelow(lower, lt, false) && isBelow(lower, eq, i !== 1),
  )
}

/** Sets of up to three ids; undefined if there is none to choose from. */
export function sets(
  ids: readonly number[],
  operators: readonly SetOperator[] = ['any', 'all', 'none'],
): Arbitrary<IdSet> | undefined {
  if (ids.length === 0) return undefined
  const maxLength = Math.min(3, ids.length)
  return fc
    .tuple(fc.constantFrom(...operators), fc.subarray([...ids], { minLength: 1, maxLength }))
    .map(([operator, chosen]) => ({ [operator as 'any']: chosen }))
}

/** From a number of days to the same or another, the smaller one first. */
function daysAgo(days: Arbitrary<number>): Arbitrary<DaysAgo> {
  return fc.tuple(days, days).map(([a, b]) => (a < b ? [a, b] : [b, a]))
}

export function dayQuestions({ days, dates }: Pick<Vocabulary, 'days' | 'dates'>): Arbitrary<DayQuestion> {
  return fc.oneof(
    days.map((in_last) => ({ in_last })),
    days.map((in_next) => ({ in_next })),
    days.map((older_than) => ({ older_than })),
    daysAgo(days).map((between) => ({ between })),
    dateSpans({ days, dates }),
  )
}

/** From a date on, to a date, or both. */
function dateSpans({
  days,
  dates,
}: Pick<Vocabulary, 'days' | 'dates'>): Arbitrary<{ from?: string; to?: string }> {
  const spans = fc
    .tuple(dates, days)
    .map(([first, count]) => ({ from: isoDate(first), to: isoDate(first + count) }))
  return fc.oneof(
    spans,
    spans.map(({ from }) => ({ from })),
    spans.map(({ to }) => ({ to })),
  )
}

/** Questions about a text, mostly in one way, for two are seldom both true. */
export function textQuestions(texts: Arbitrary<string>): Arbitrary<TextQuestion> {
  return fc
    .oneof(
      { weight: 3, arbitrary: texts.map((contains) => ({ contains })) },
      { weight: 2, arbitrary: texts.map((starts_with) => ({ starts_with })) },
      { weight: 2, arbitrary: texts.map((equals) => ({ equals })) },
      { weight: 1, arbitrary: fc.record({ starts_with: texts, contains: texts }) },
    )
    .filter((question) => Object.values(question).every((text) => text !== ''))
}

export function purchasesQuestions({
  amounts,
  counts,
  days,
  dates,
  elements,
}: Vocabulary): Arbitrary<PurchasesQuestion> {
  const measured = fc.oneof(
    ranges(counts).map((count) => ({ count })),
    ranges(amounts).map((sum) => ({ sum })),
    ranges(amounts).map((average) => ({ average })),
    ranges(amounts).map((largest) => ({ largest })),
    ranges(amounts).map((smallest) => ({ smallest })),
  )
  const which = fc.record(
    {
      ...(elements.length > 0 && { element: fc.constantFrom(...elements) }),
      each: ranges(amounts),
    },
    { requiredKeys: [] },
  )
  const windows = fc.oneof(
    fc.constant({}),
    days.map((in_last) => ({ in_last })),
    daysAgo(days).map((between) => ({ between })),
    dateSpans({ days, dates }),
  )
  return fc
    .tuple(measured, windows, which)
    .map(([measure, window, those]) => ({ ...measure, ...window, ...those }))
}

/** Questions about the custom fields, each form of question as often; undefined if there are no fields. */
export function fieldQuestions(vocabulary: Vocabulary): Arbitrary<FieldQuestion> | undefined {
  const { fields } = vocabulary
  if (fields.length === 0) return undefined
  const forms = fieldForms(vocabulary)
  const byForm = [...Map.groupBy(fields, ({ type }) => forms[type])].flatMap(([questionsOf, group]) =>
    questionsOf === undefined ? [] : fc.constantFrom(...group).chain((field) => about(field, questionsOf)),
  )
  const whetherEmpty = fc
    .tuple(fc.constantFrom(...fields), fc.boolean())
    .map(([{ id }, empty]) => ({ field: id, empty }))
  return fc.oneof(...byForm, whetherEmpty)
}

type QuestionsOf = (field: VocabularyField) => Arbitrary<object>

function about(field: VocabularyField, questionsOf: QuestionsOf): Arbitrary<FieldQuestion> {
  return questionsOf(field).map((question) => ({ field: field.id, ...question }))
}

/** The questions of each type of field beyond whether it is empty. A type that is left out fails to compile. */
function fieldForms(vocabulary: Vocabulary): { readonly [T in FieldTypeName]: QuestionsOf | undefined } {
  const { texts, numbers, days } = vocabulary
  const [textForm, numberForm, momentForm] = [textQuestions(texts), ranges(numbers), dayQuestions(vocabulary)]
  const anniversaries = days.map((count) => ({ anniversary_in_next: Math.min(count, MAX_AHEAD) }))
  const dateForm = fc.oneof({ weight: 2, arbitrary: momentForm }, { weight: 1, arbitrary: anniversaries })
  const text = () => textForm
  const number = () => numberForm
  const options: QuestionsOf = (field) => sets(field.options) ?? fc.constant({ empty: true })
  return {
    text,
    textarea: text,
    url: text,
    streetaddress: text,
    numeric: number,
    monetary: number,
    checkbox: () => fc.record({ is: fc.boolean() }),
    select: options,
    radiobutton: options,
    multiselect: options,
    date: () => dateForm,
    date_time: () => momentForm,
    chained_list: undefined,
    file: undefined,
  }
}
