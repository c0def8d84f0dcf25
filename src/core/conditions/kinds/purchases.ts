import { type Expression, sql, type SqlBool } from 'kysely'
import Type from 'typebox'
import type { UnixSeconds } from '../../actor.ts'
import { objectAt } from '../../field-types/written.ts'
import type { DayNumber } from '../../time.ts'
import { averageOf } from '../../totals.ts'
import type { Facts, Moment, Purchase } from '../facts.ts'
import { MAX_DAYS } from '../forms/day-question.ts'
import { inside, onlyKeys, soleKey, wholeAt } from '../forms/keys.ts'
import { ABSENT, checkRange, inRange, NumberRange, rangeSentence, rangeWhere } from '../forms/number-range.ts'
import { readableValue } from '../forms/readable.ts'
import { plainItem } from '../forms/plain-item.ts'
import { days, type Phrase } from '../forms/words.ts'
import { type Asking, type ConditionKind, nothing } from '../kind.ts'
import { STORED_AVERAGE } from './average-check.ts'

const MEASURES = ['count', 'sum', 'average'] as const
type Measure = (typeof MEASURES)[number]

/** One measure of the purchases of the last so many days, or ever, and of one catalog element, or all. */
export type PurchasesQuestion = (
  { readonly count: NumberRange } | { readonly sum: NumberRange } | { readonly average: NumberRange }
) & { readonly in_last?: number; readonly element?: number }

/** Count and sum of no purchases are 0; their average, which is rounded as the customer's is, is absent (docs/conditions.md). */
export const purchases: ConditionKind<PurchasesQuestion> = {
  schema: Type.Union(
    MEASURES.map((measure) =>
      Type.Object(
        {
          [measure]: NumberRange,
          in_last: Type.Optional(Type.Integer({ minimum: 0, maximum: MAX_DAYS, description: 'Days' })),
          element: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
        },
        { additionalProperties: false },
      ),
    ),
  ),

  check(written, { refuse }) {
    const item = objectAt(written, '', refuse)
    if (item === undefined) return undefined
    onlyKeys(item, [...MEASURES, 'in_last', 'element'], refuse)
    const measure = soleKey(item, MEASURES, refuse)
    const range = measure && checkRange(item[measure], inside(measure, refuse))
    const whole = (key: 'in_last' | 'element', min: number, max: number) =>
      Object.hasOwn(item, key) ? { [key]: wholeAt(item[key], key, refuse, { min, max }) } : {}
    if (measure === undefined) return undefined
    return {
      [measure]: range,
      ...whole('in_last', 0, MAX_DAYS),
      ...whole('element', 1, Number.MAX_SAFE_INTEGER),
    } as PurchasesQuestion
  },

  matches(question, facts, moment) {
    const value = measured(question, totalsOf(question, facts, moment))
    return value !== undefined && inRange(rangeOf(question), value)
  },

  asRangeOrSet: (question, moment) => ({
    of: `${measureOf(question)} of purchases in ${question.in_last ?? 'all'} days with ${question.element ?? 'any'}`,
    value: (facts) => measured(question, totalsOf(question, facts, moment)) ?? NaN,
    range: rangeOf(question),
    changesOn: (facts) => windowChange(question, facts, moment),
  }),

  where(question, asking) {
    if (!isOfAll(question)) return boughtWhere(question, asking)
    const stored = { count: sql.ref('c.purchases_count'), sum: sql.ref('c.ltv'), average: STORED_AVERAGE }
    return rangeWhere(rangeOf(question), sql`(${stored[measureOf(question)]})::float8`)
  },

  nextTransition: windowTransition,
  isTimeless: ({ in_last }) => in_last === undefined,
  isSlow: (question) => !isOfAll(question),

  reads(question) {
    const { in_last, element } = question
    if (isOfAll(question)) return { columns: ['ltv', 'purchases_count'] }
    return { purchases: { days: in_last ?? 'ever', elements: element !== undefined } }
  },

  // Catalog elements are other systems' ids: Patron does not have them.
  refers: nothing,

  sees: (question, facts, moment) => ({
    [measureOf(question)]: measured(question, totalsOf(question, facts, moment)) ?? null,
  }),
  readable: (seen, names, question) => {
    const measure = measureOf(question)
    return { [measure]: readableValue(seen[measure], names) }
  },
  toWire: (question) => plainItem('purchases', question),

  sentence(question, { language }, holds) {
    const { in_last, element } = question
    const when =
      in_last === undefined
        ? ''
        : language === 'ru'
          ? in_last === 0
            ? ' за сегодня'
            : ` за сегодня и ${days(in_last, language)} до того`
          : in_last === 0
            ? ' of today'
            : ` of today and the ${days(in_last, language)} before`
    const what =
      element === undefined ? '' : language === 'ru' ? ` с товаром ${element}` : ` with product ${element}`
    const measure = measureOf(question)
    const range = rangeSentence(
      rangeOf(question),
      language,
      holds,
      measure === 'average' ? ABSENT : undefined,
    )
    return `${SUBJECTS[measure][language]}${what}${when} ${range}`
  },
}

const SUBJECTS: { readonly [M in Measure]: Phrase } = {
  count: { en: 'the number of purchases', ru: 'число покупок' },
  sum: { en: 'the total of purchases', ru: 'сумма покупок' },
  average: { en: 'the average of purchases', ru: 'средняя сумма покупок' },
}

function measureOf(question: PurchasesQuestion): Measure {
  if ('count' in question) return 'count'
  return 'sum' in question ? 'sum' : 'average'
}

function rangeOf(question: PurchasesQuestion): NumberRange {
  if ('count' in question) return question.count
  return 'sum' in question ? question.sum : question.average
}

/** Whether it is about what the customer's totals tell: then no purchase has to be read. */
function isOfAll({ in_last, element }: PurchasesQuestion): boolean {
  return in_last === undefined && element === undefined
}

type Totals = { ltv: number; purchases_count: number }

function measured(question: PurchasesQuestion, totals: Totals): number | undefined {
  if ('count' in question) return totals.purchases_count
  if ('sum' in question) return totals.ltv
  return averageOf(totals)
}

function totalsOf(question: PurchasesQuestion, facts: Facts, moment: Moment): Totals {
  if (isOfAll(question)) return facts
  const { dayOf } = moment.account.calendar
  const totals = { ltv: 0, purchases_count: 0 }
  for (const { made_at, price } of countedPurchases(question, facts)) {
    const age = moment.today - dayOf(made_at)
    if (question.in_last === undefined || (age >= 0 && age <= question.in_last)) add(totals, price, 1)
  }
  return totals
}

/** The purchases with the element, of any age. */
function countedPurchases({ element }: PurchasesQuestion, { purchases: all }: Facts): readonly Purchase[] {
  if (all === undefined) throw new Error('a condition reads purchases that were not loaded')
  return element === undefined ? all : all.filter(({ element_ids }) => element_ids.includes(element))
}

function add(totals: Totals, price: number, times: 1 | -1): void {
  totals.ltv += times * price
  totals.purchases_count += times
}

/** The first later day on which a purchase enters the window or leaves it. */
function windowChange({ in_last: window }: PurchasesQuestion, facts: Facts, moment: Moment): DayNumber {
  let first = Infinity
  if (window === undefined) return first
  const { dayOf } = moment.account.calendar
  for (const { made_at } of facts.purchases ?? []) {
    const day = dayOf(made_at)
    if (day > moment.today) first = Math.min(first, day)
    else if (day + window >= moment.today) first = Math.min(first, day + window + 1)
  }
  return first
}

/** Goes through the days on which purchases enter or leave the window until one of them changes the answer. */
function windowTransition(
  question: PurchasesQuestion,
  facts: Facts,
  moment: Moment,
): UnixSeconds | undefined {
  const { in_last: window } = question
  if (window === undefined || facts.purchases?.length === 0) return undefined
  const { dayOf, startOfDay } = moment.account.calendar
  const totals = totalsOf(question, facts, moment)
  const holdsFor = (value: number | undefined) => value !== undefined && inRange(rangeOf(question), value)
  const holdsNow = holdsFor(measured(question, totals))
  const changes: { day: DayNumber; price: number; times: 1 | -1 }[] = []
  for (const { made_at, price } of countedPurchases(question, facts)) {
    const day = dayOf(made_at)
    if (day > moment.today) changes.push({ day, price, times: 1 })
    if (day + window >= moment.today) changes.push({ day: day + window + 1, price, times: -1 })
  }
  changes.sort((a, b) => a.day - b.day)
  for (const [i, { day, price, times }] of changes.entries()) {
    add(totals, price, times)
    const next = changes[i + 1]
    // Days that the zone never had begin together with the next one, and what changes then changes at once.
    const isLastOfMoment = next === undefined || startOfDay(next.day) > startOfDay(day)
    if (isLastOfMoment && holdsFor(measured(question, totals)) !== holdsNow) return startOfDay(day)
  }
  return undefined
}

/**
 * Whether the customer is among those whose purchases are in the range; where no purchases are in it as well, not among those whose
 * are outside. All of them in one group each, so that Postgres may find them at once, or those of one customer.
 */
function boughtWhere(question: PurchasesQuestion, { accountId, moment }: Asking): Expression<SqlBool> {
  const { in_last, element } = question
  const { startOfDay } = moment.account.calendar
  const conditions: Expression<SqlBool>[] = [sql`t.account_id = ${accountId} and not t.is_deleted`]
  if (in_last !== undefined)
    conditions.push(
      sql`t.made_at >= ${startOfDay(moment.today - in_last)}::bigint`,
      sql`t.made_at < ${startOfDay(moment.today + 1)}::bigint`,
    )
  if (element !== undefined)
    conditions.push(sql`t.catalog_elements @> ${JSON.stringify([{ id: element }])}::jsonb`)
  const isInRange = rangeWhere(rangeOf(question), AGGREGATES[measureOf(question)])
  const nothingIsInRange = measureOf(question) !== 'average' && inRange(rangeOf(question), 0)
  const found = (having: Expression<SqlBool>) => sql<SqlBool>`exists (select from (
      select t.customer_id from transactions t where ${sql.join(conditions, sql` and `)}
      group by t.customer_id having ${having}) b
    where b.customer_id = c.id)`
  return nothingIsInRange ? sql`not ${found(sql`not ${isInRange}`)}` : found(isInRange)
}

const SUM = sql`coalesce(sum(t.price), 0)::bigint`
const COUNT = sql`nullif(count(*), 0)`
const AGGREGATES: { readonly [M in Measure]: Expression<number | null> } = {
  count: sql`count(*)::float8`,
  sum: sql`${SUM}::float8`,
  // As `averageOf` rounds, and the column average_check.
  average: sql`(${SUM} / ${COUNT} + 2 * (${SUM} % ${COUNT}) / ${COUNT})::float8`,
}
