import { type Expression, sql, type SqlBool } from 'kysely'
import Type from 'typebox'
import type { Language, UnixSeconds } from '../../actor.ts'
import type { Refuse } from '../../errors.ts'
import { objectAt, type WrittenObject } from '../../field-types/written.ts'
import { dayNumber, type DayNumber } from '../../time.ts'
import { unitsOf } from '../../money.ts'
import type { AccountFacts, Facts, Moment, Purchase } from '../facts.ts'
import { minorRange } from '../forms/amount-range.ts'
import {
  checkDayQuestion,
  type DayQuestion,
  type DaysAgo,
  type DaySpan,
  daysInWords,
  isCounted,
  matchingDays,
  secondsInSpan,
  windowProperties,
} from '../forms/day-question.ts'
import { inside, onlyKeys, soleKey, wholeAt } from '../forms/keys.ts'
import {
  ABSENT,
  boundsInWords,
  checkRange,
  inRange,
  NumberRange,
  rangeSentence,
  rangeWhere,
} from '../forms/number-range.ts'
import { readableValue } from '../forms/readable.ts'
import { plainItem } from '../forms/plain-item.ts'
import { days } from '../forms/words.ts'
import { type Asking, type ConditionKind, nothing, type PurchaseWindow } from '../kind.ts'
import { STORED_AVERAGE } from './average-check.ts'
import {
  AGGREGATES,
  isAbsentOfNone,
  isInTotals,
  type Measure,
  measureInTotals,
  MEASURE_WORDS,
  MEASURES,
  RunningMeasure,
} from './purchase-measures.ts'

const WINDOW_KEYS = ['in_last', 'between', 'from', 'to'] as const

/**
 * One measure of the purchases of some days, or ever; of those with a catalog element, or all; and of those whose own price lies in a
 * range, or all. At most one of `in_last`, `between` and the pair of `from` and `to` says which days.
 */
export type PurchasesQuestion = { [M in Measure]: { readonly [Name in M]: NumberRange } }[Measure] & {
  readonly in_last?: number
  readonly between?: DaysAgo
  readonly from?: string
  readonly to?: string
  readonly element?: number
  readonly each?: NumberRange
}

/** A measure of purchases (docs/conditions.md). */
export const purchases: ConditionKind<PurchasesQuestion> = {
  schema: Type.Union(
    MEASURES.map((measure) =>
      Type.Object(
        {
          [measure]: NumberRange,
          ...windowProperties,
          element: Type.Optional(
            Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, examples: [1001] }),
          ),
          each: Type.Optional(NumberRange),
        },
        { additionalProperties: false },
      ),
    ),
  ),

  check(written, { refuse }) {
    const item = objectAt(written, '', refuse)
    if (item === undefined) return undefined
    onlyKeys(item, [...MEASURES, ...WINDOW_KEYS, 'element', 'each'], refuse)
    const measure = soleKey(item, MEASURES, refuse)
    const rangeAt = (key: string) => checkRange(item[key], inside(key, refuse))
    const range = measure && rangeAt(measure)
    const parts = {
      ...checkDays(item, refuse),
      ...(Object.hasOwn(item, 'element') && {
        element: wholeAt(item['element'], 'element', refuse, { min: 1, max: Number.MAX_SAFE_INTEGER }),
      }),
      ...(Object.hasOwn(item, 'each') && { each: rangeAt('each') }),
    }
    return measure && ({ [measure]: range, ...parts } as PurchasesQuestion)
  },

  matches: (question, facts, moment) =>
    inRange(rangeOf(question, moment), measuredIn(question, facts, moment) ?? NaN),

  asRangeOrSet(question, moment) {
    const { [measureOf(question)]: _range, ...which } = question as Record<string, unknown>
    return {
      of: `${measureOf(question)} of purchases ${JSON.stringify(which)}`,
      value: (facts) => measuredIn(question, facts, moment) ?? NaN,
      range: rangeOf(question, moment),
      changesOn: (facts) => windowChange(question, facts, moment),
    }
  },

  where(question, asking) {
    const measure = measureOf(question)
    if (!isOfAll(question) || !isInTotals(measure)) return boughtWhere(question, asking)
    const stored = {
      count: sql.ref('c.purchases_count'),
      sum: sql.ref('c.ltv_minor'),
      average: STORED_AVERAGE,
    }
    return rangeWhere(rangeOf(question, asking.moment), sql`(${stored[measure]})::float8`)
  },

  nextTransition: windowTransition,
  isTimeless: (question) => !isCounted(question),
  isSlow: (question) => !isOfAll(question),

  reads: (question) =>
    isOfAll(question) ? { columns: ['ltv_minor', 'purchases_count'] } : { purchases: readWindow(question) },

  // Catalog elements are other systems' ids: Patron does not have them.
  refers: nothing,

  sees(question, facts, moment) {
    const measure = measureOf(question)
    const value = measuredIn(question, facts, moment)
    if (value === undefined) return { [measure]: null }
    return { [measure]: measure === 'count' ? value : unitsOf(value, moment.account.currencyDigits) }
  },
  readable: (seen, names, question) => {
    const measure = measureOf(question)
    return { [measure]: readableValue(seen[measure], names) }
  },
  toWire: (question) => plainItem('purchases', question),

  sentence(question, { language }, holds) {
    const { element, each } = question
    const measure = measureOf(question)
    const words = [MEASURE_WORDS[measure][language]]
    if (each) words.push(`${language === 'ru' ? 'ценой' : 'worth'} ${boundsInWords(each, language)}`)
    if (element !== undefined) words.push(`${language === 'ru' ? 'с товаром' : 'with product'} ${element}`)
    const range = rangeSentence(
      writtenRange(question),
      language,
      holds,
      isAbsentOfNone(measure) ? ABSENT : undefined,
    )
    return `${words.join(' ')}${when(question, language)} ${range}`
  },
}

function measureOf(question: PurchasesQuestion): Measure {
  return MEASURES.find((measure) => measure in question) as Measure
}

/** The range as it is written: amounts in currency units. */
function writtenRange(question: PurchasesQuestion): NumberRange {
  return (question as { readonly [M in Measure]?: NumberRange })[measureOf(question)] as NumberRange
}

/** The range that numbers are compared with: amounts in minor units. */
function rangeOf(question: PurchasesQuestion, { account }: Moment): NumberRange {
  const written = writtenRange(question)
  return measureOf(question) === 'count' ? written : minorRange(written, account.currencyDigits)
}

/** Returns the question about the day of a purchase; undefined where purchases of any day count. */
function daysOf(question: PurchasesQuestion): DayQuestion | undefined {
  return hasDays(question) ? question : undefined
}

function hasDays(question: object): boolean {
  return WINDOW_KEYS.some((key) => Object.hasOwn(question, key))
}

/** At most one window. */
function checkDays(item: WrittenObject, refuse: Refuse): DayQuestion | undefined {
  if (!hasDays(item)) return undefined
  const written = Object.entries(item).filter(([key]) => (WINDOW_KEYS as readonly string[]).includes(key))
  return checkDayQuestion(Object.fromEntries(written), refuse)
}

/** Whether it is about what the customer's totals tell: then no purchase has to be read. */
function isOfAll(question: PurchasesQuestion): boolean {
  const { element, each } = question
  return isInTotals(measureOf(question)) && !hasDays(question) && element === undefined && each === undefined
}

const EVER: DaySpan = { first: -Infinity, last: Infinity }

/** The days of purchases that count today. */
function spanOf(question: PurchasesQuestion, today: DayNumber): DaySpan {
  const days = daysOf(question)
  return days === undefined ? EVER : matchingDays(days, today)
}

/** Of a window that moves with today: how many days ago it begins and ends. */
function daysAgoOf({ in_last, between }: PurchasesQuestion): DaysAgo | undefined {
  return in_last === undefined ? between : [0, in_last]
}

function readWindow(question: PurchasesQuestion): PurchaseWindow {
  const elements = question.element !== undefined
  const daysAgo = daysAgoOf(question)
  if (daysAgo !== undefined) return { days: daysAgo[1], elements }
  return question.from === undefined
    ? { days: 'ever', elements }
    : { days: 0, from: dayNumber(question.from), elements }
}

/** Undefined where it is absent. */
function measuredIn(question: PurchasesQuestion, facts: Facts, moment: Moment): number | undefined {
  const measure = measureOf(question)
  if (isOfAll(question) && isInTotals(measure)) return measureInTotals(measure, facts)
  const { dayOf } = moment.account.calendar
  const { first, last } = spanOf(question, moment.today)
  const running = new RunningMeasure(measure)
  for (const { made_at, price_minor } of countedPurchases(question, facts, moment.account)) {
    const day = dayOf(made_at)
    if (first <= day && day <= last) running.add(price_minor)
  }
  return running.value
}

/** The purchases with the element and of the price, of any day. */
function countedPurchases(
  { element, each }: PurchasesQuestion,
  { purchases: all }: Facts,
  { currencyDigits }: AccountFacts,
): readonly Purchase[] {
  if (all === undefined) throw new Error('a condition reads purchases that were not loaded')
  if (element === undefined && each === undefined) return all
  const prices = each && minorRange(each, currencyDigits)
  return all.filter(
    ({ element_ids, price_minor }) =>
      (element === undefined || element_ids.includes(element)) &&
      (prices === undefined || inRange(prices, price_minor)),
  )
}

/** The first later day on which a purchase enters the window or leaves it. */
function windowChange(question: PurchasesQuestion, facts: Facts, { today, account }: Moment): DayNumber {
  let change = Infinity
  const daysAgo = daysAgoOf(question)
  if (daysAgo === undefined) return change
  const [least, most] = daysAgo
  for (const { made_at } of countedPurchases(question, facts, account)) {
    const day = account.calendar.dayOf(made_at)
    if (day + least > today) change = Math.min(change, day + least)
    else if (day + most >= today) change = Math.min(change, day + most + 1)
  }
  return change
}

/** Goes through the days on which purchases enter or leave the window until one of them changes the answer. */
function windowTransition(
  question: PurchasesQuestion,
  facts: Facts,
  moment: Moment,
): UnixSeconds | undefined {
  const daysAgo = daysAgoOf(question)
  if (daysAgo === undefined) return undefined
  const [least, most] = daysAgo
  const { today, account } = moment
  const { dayOf, startOfDay } = account.calendar
  const bought = countedPurchases(question, facts, account)
    .map(({ made_at, price_minor }) => ({ day: dayOf(made_at), price_minor }))
    .filter(({ day }) => day + most >= today)
    .sort((a, b) => a.day - b.day)
  const running = new RunningMeasure(measureOf(question))
  let [entering, leaving] = [0, 0]
  const passTo = (day: DayNumber) => {
    for (let next = bought[entering]; next && next.day + least <= day; next = bought[++entering])
      running.add(next.price_minor)
    for (let next = bought[leaving]; next && next.day + most < day; next = bought[++leaving])
      running.takeFirst(next.price_minor)
  }
  const nextChange = () =>
    Math.min((bought[entering]?.day ?? Infinity) + least, (bought[leaving]?.day ?? Infinity) + most + 1)
  const range = rangeOf(question, moment)
  const holds = () => inRange(range, running.value ?? NaN)
  passTo(today)
  const holdsNow = holds()
  for (let day = nextChange(); day < Infinity;) {
    passTo(day)
    const next = nextChange()
    // Days that the zone never had begin together with the next one, and what changes then changes at once.
    const isLastOfMoment = next === Infinity || startOfDay(next) > startOfDay(day)
    if (isLastOfMoment && holds() !== holdsNow) return startOfDay(day)
    day = next
  }
  return undefined
}

/**
 * Whether the customer is among those whose purchases are in the range; where no purchases are in it as well, not among those whose
 * are outside. All of them in one group each, so that Postgres may find them at once, or those of one customer.
 */
function boughtWhere(question: PurchasesQuestion, { accountId, moment }: Asking): Expression<SqlBool> {
  const { element, each } = question
  const conditions: Expression<SqlBool>[] = [sql`t.account_id = ${accountId} and not t.is_deleted`]
  if (hasDays(question))
    conditions.push(secondsInSpan(spanOf(question, moment.today), sql.ref('t.made_at'), moment))
  if (element !== undefined)
    conditions.push(sql`t.catalog_elements @> ${JSON.stringify([{ id: element }])}::jsonb`)
  if (each !== undefined)
    conditions.push(rangeWhere(minorRange(each, moment.account.currencyDigits), sql`t.price_minor::float8`))
  const measure = measureOf(question)
  const range = rangeOf(question, moment)
  const isInRange = rangeWhere(range, AGGREGATES[measure])
  const nothingIsInRange = !isAbsentOfNone(measure) && inRange(range, 0)
  const found = (having: Expression<SqlBool>) => sql<SqlBool>`exists (select from (
      select t.customer_id from transactions t where ${sql.join(conditions, sql` and `)}
      group by t.customer_id having ${having}) b
    where b.customer_id = c.id)`
  return nothingIsInRange ? sql`not ${found(sql`not ${isInRange}`)}` : found(isInRange)
}

/** Says which days, behind the other words: " of today and the 2 days before", " made 30 to 60 days ago". */
function when(question: PurchasesQuestion, language: Language): string {
  const { in_last } = question
  const window = daysOf(question)
  if (window === undefined) return ''
  if (in_last === undefined)
    return language === 'ru'
      ? `, сделанных ${daysInWords(window, language)},`
      : ` made ${daysInWords(window, language)}`
  if (language === 'ru')
    return in_last === 0 ? ' за сегодня' : ` за сегодня и ${days(in_last, language)} до того`
  return in_last === 0 ? ' of today' : ` of today and the ${days(in_last, language)} before`
}
