import fc from 'fast-check'
import { type Decimal, valueOf } from '../../field-types/decimal.ts'
import { FIELD_TYPE_NAMES, type FieldTypeName } from '../../field-types/field-type.ts'
import { SAMPLE_OPTIONS } from '../../field-types/samples.ts'
import { maskOf } from '../../segment-mask.ts'
import { type Facts, type Moment, momentOf, type Purchase } from '../facts.ts'
import type { Use } from '../use.ts'
import type { Kind } from '../kinds.ts'
import type { Condition, Leaf } from '../tree.ts'
import { FIELD_IDS, sampleAccount, seconds } from './samples.ts'
import { leavesOver, treesOver } from './trees.ts'
import type { Vocabulary } from './vocabulary.ts'

export const TAG_IDS = [11, 12, 13, 14]
const ELEMENT_IDS = [71, 72, 73]
const OPTION_IDS = SAMPLE_OPTIONS.map((option) => option.id)

/** Zones whose days are not all 24 hours long, each with a time close to a change of the clock. */
const CHANGES = [
  ['UTC', '2028-02-29T00:00:00Z'],
  ['Europe/Berlin', '2026-03-29T00:00:00Z'],
  ['Europe/Moscow', '2026-12-31T21:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['Africa/Cairo', '2024-04-25T22:00:00Z'],
  ['Asia/Beirut', '2024-03-30T22:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['America/St_Johns', '2010-11-07T02:31:00Z'],
  ['Africa/Casablanca', '2027-02-07T02:00:00Z'],
] as const

/** A moment in a zone, mostly around a change of its clock, of an account with one currency or another. */
export const moments: fc.Arbitrary<Moment> = fc
  .tuple(
    fc.constantFrom(...CHANGES),
    fc.oneof(fc.integer({ min: -90_000, max: 90_000 }), fc.integer({ min: -4e7, max: 4e7 })),
    fc.constantFrom(0, 2, 3),
  )
  .map(([[zone, at], shift, digits]) => momentOf(sampleAccount(zone, digits), seconds(at) + shift))

/** Counts of days that questions ask and values are away, small so that they meet. */
const dayCounts = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(30, 364, 365, 366, 1500))

/** Seconds on, or right beside, the border of a day not far from today. */
function secondsNear({ today, account }: Moment): fc.Arbitrary<number> {
  const distance = fc.tuple(dayCounts, fc.constantFrom(-1, 1), fc.integer({ min: -1, max: 1 }))
  return fc
    .tuple(distance, fc.constantFrom(-1, 0, 1, 40_000))
    .map(([[count, sign, more], shift]) =>
      Math.max(0, account.calendar.startOfDay(today + sign * count + more) + shift),
    )
}

function daysNear({ today }: Moment): fc.Arbitrary<number> {
  const near = fc
    .tuple(dayCounts, fc.constantFrom(-1, 1), fc.integer({ min: -1, max: 1 }))
    .map(([count, sign, more]) => today + sign * count + more)
  // A leap day, and the borders of the calendar.
  return fc.oneof(
    { weight: 8, arbitrary: near },
    { weight: 1, arbitrary: fc.constantFrom(-22_222, 789, 11_016, 21_243, -719_162, 2_932_896) },
  )
}

const wholeNumbers = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1, 100_000) },
)
const doubles = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.1, 0.2, 0.1 + 0.2, 0.3, -0.5, 1e21, 1e-7, 2 ** 53, 2 ** 53 + 2),
  fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 2 ** -1022),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
)

/** Numbers of fields: doubles, and texts that differ from them, and from each other, in digits that no double has. */
const decimals: fc.Arbitrary<Decimal> = fc.oneof(
  { weight: 3, arbitrary: doubles },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '0.30',
      '0.3000000000000000000001',
      '9007199254740993',
      '9007199254740991.9',
      '-0.50',
    ),
  },
)

/** Letters that fold in odd ways, what patterns and the tokens of long texts are made of, and more than one UTF-16 unit. */
const letters = fc.constantFrom(
  ...['a', 'A', 'b', 'ß', 'ẞ', 'SS', 's', 'σ', 'ς', 'Σ', 'İ', 'ı', 'i', 'é', 'e', '\u0301', 'ﬁ', 'Я', 'я'],
  ...['%', '_', '\\', ' ', '\n', '=', '…', '…7.a', '\uFFFD', '😀', '7', '.', "'", '"', '{', ','],
)
/** Few letters, so that texts meet, and the wildcards of patterns. */
const fewLetters = fc.constantFrom('a', 'A', 'b', 'ß', 's', '%', '_', '\\')
const texts = fc
  .oneof(fc.array(letters, { maxLength: 5 }), fc.array(fewLetters, { maxLength: 3 }))
  .map((parts) => parts.join(''))
const longTexts = fc
  .tuple(texts, fc.integer({ min: 194, max: 203 }), fc.constantFrom('a', 'я', '😀', 'SS'), texts)
  .map(([start, length, filling, end]) => start + filling.repeat(length / filling.length) + end)
const fieldTexts = fc.oneof(
  { weight: 5, arbitrary: texts.filter((text) => text !== '') },
  { weight: 1, arbitrary: longTexts },
)

/** A customer as it may be at a moment: no purchase lies ahead of it. */
export function factsAt(moment: Moment): fc.Arbitrary<Facts> {
  return fc
    .record({
      name: fc.oneof({ weight: 4, arbitrary: texts }, { weight: 1, arbitrary: fc.constant('') }),
      next_date: fc.option(secondsNear(moment), { freq: 5 }),
      next_price_minor: wholeNumbers,
      created_at: secondsNear(moment),
      created_by: fc.constantFrom(0, 1, 2),
      responsible_user_id: fc.constantFrom(1, 2, 3),
      status_id: fc.constantFrom(41, 42, 43),
      periodicity: wholeNumbers,
      tag_ids: fc.subarray(TAG_IDS),
      segments: fc.subarray([0, 49, 50]).map(maskOf),
      fields: fieldsNear(moment),
      purchases: fc.array(purchaseBefore(moment), { maxLength: 5 }),
    })
    .map((facts) => ({ ...facts, ...totalsOf(facts.purchases) }))
    .chain((facts) => {
      const { last_purchase_at: bought } = facts
      if (bought === null) return fc.constant(facts)
      const besideIt = secondsBeside(moment, moment.account.calendar.dayOf(bought))
      return fc
        .option(besideIt, { freq: 2, nil: facts.next_date })
        .map((next_date) => ({ ...facts, next_date }))
    })
}

/** Seconds on the border of a day or of the next one, or anywhere in between. */
function secondsBeside({ account }: Moment, day: number): fc.Arbitrary<number> {
  return fc
    .tuple(fc.integer({ min: 0, max: 1 }), fc.constantFrom(-3600, -1800, -1, 0, 1, 1800, 3600, 40_000))
    .map(([more, shift]) => Math.max(0, account.calendar.startOfDay(day + more) + shift))
}

function purchaseBefore(moment: Moment): fc.Arbitrary<Purchase> {
  return fc.record({
    made_at: secondsNear(moment).map((at) => Math.min(at, moment.now)),
    price_minor: fc.integer({ min: 0, max: 4 }),
    element_ids: fc.subarray(ELEMENT_IDS),
  })
}

function totalsOf(
  purchases: readonly Purchase[],
): Pick<Facts, 'ltv_minor' | 'purchases_count' | 'first_purchase_at' | 'last_purchase_at'> {
  const made = purchases.map((purchase) => purchase.made_at)
  return {
    ltv_minor: purchases.reduce((sum, { price_minor }) => sum + price_minor, 0),
    purchases_count: purchases.length,
    first_purchase_at: made.length === 0 ? null : Math.min(...made),
    last_purchase_at: made.length === 0 ? null : Math.max(...made),
  }
}

/** Some fields filled, at least one of each type now and then. */
function fieldsNear(moment: Moment): fc.Arbitrary<Facts['fields']> {
  const values: { readonly [Type in FieldTypeName]: fc.Arbitrary<unknown> } = {
    text: fieldTexts,
    textarea: fieldTexts,
    url: fieldTexts,
    streetaddress: fieldTexts,
    numeric: decimals,
    monetary: decimals,
    checkbox: fc.boolean(),
    select: fc.constantFrom(...OPTION_IDS),
    radiobutton: fc.constantFrom(...OPTION_IDS),
    multiselect: fc.subarray(OPTION_IDS, { minLength: 1 }),
    date: daysNear(moment),
    date_time: secondsNear(moment),
    chained_list: fc.constant([{ catalog_id: 1, catalog_element_id: 2 }]),
    file: fc.constant({ file_uuid: 'f', version_uuid: null, file_name: 'A.pdf', file_size: null }),
  }
  const byId = Object.fromEntries(
    Object.entries(values).map(([type, value]) => [FIELD_IDS[type as 'text'], value]),
  )
  return fc.record(byId, { requiredKeys: [] })
}

/** What conditions ask about in the sample account, with a segment, a field and options that are gone, such that each answer is likely. */
function vocabularyAt({ today, account }: Moment): Vocabulary {
  const amounts = fc.oneof(
    { weight: 4, arbitrary: wholeNumbers.map((minor) => minor / 10 ** account.currencyDigits) },
    { weight: 1, arbitrary: doubles },
  )
  const numbers = fc.oneof({ weight: 4, arbitrary: wholeNumbers }, { weight: 1, arbitrary: doubles })
  return {
    tags: TAG_IDS,
    segments: [31, 32, 33, 99],
    stages: [41, 42, 43],
    users: [1, 2, 3],
    fields: [
      ...FIELD_TYPE_NAMES.map((type) => ({ id: FIELD_IDS[type], type, options: OPTION_IDS })),
      { id: 9999, type: 'text', options: [] },
    ],
    elements: ELEMENT_IDS,
    days: dayCounts,
    dates: fc.integer({ min: -5, max: 5 }).map((shift) => today + shift),
    amounts,
    counts: numbers,
    numbers: decimals.map(valueOf),
    texts,
  }
}

/** Leaves of these kinds about the sample account. */
export function leavesAt(moment: Moment, kinds: readonly Kind[]): fc.Arbitrary<Leaf> {
  return leavesOver(vocabularyAt(moment), kinds)
}

/** Trees of leaves of every kind that may stand where `use` says. */
export function treesAt(moment: Moment, use: Use = 'filter'): fc.Arbitrary<Condition> {
  return treesOver(vocabularyAt(moment), use, { maxDepth: 4 })
}
