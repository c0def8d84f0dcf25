import { expect, test } from 'vitest'
import type { Facts } from './facts.ts'
import { type Kind, KINDS } from './kinds.ts'
import { leafAnswer } from './leaf-answer.ts'
import { FIELD_IDS, sampleAccount, sampleFacts, sampleMoment, seconds } from './testing/samples.ts'
import { type Leaf, partsOf } from './tree.ts'

const moment = sampleMoment('2026-03-10')
const names = { account: sampleAccount(), tagName: (id: number) => ({ 11: 'gold', 12: 'silver' })[id] }
const field = (type: keyof typeof FIELD_IDS, value: unknown) => ({ fields: { [FIELD_IDS[type]]: value } })
const expected = { next_date: seconds('2026-03-11'), last_purchase_at: null }

/** Leaves of every kind, customers, and the values seen as English and as Russian readers read them. */
const CASES: readonly [Leaf, Partial<Facts>, en: Record<string, string>, ru?: Record<string, string>][] = [
  [
    { before_purchase: 3 },
    expected,
    { next_date: '2026-03-11', last_purchase_at: 'none' },
    { next_date: '2026-03-11', last_purchase_at: 'нет' },
  ],
  [{ after_today: 3 }, expected, { next_date: '2026-03-11', last_purchase_at: 'none' }],
  [{ next_date: { in_next: 3 } }, expected, { next_date: '2026-03-11' }],
  [{ created_at: { in_last: 3 } }, { created_at: seconds('2026-03-08') }, { created_at: '2026-03-08' }],
  [{ first_purchase: { in_last: 30 } }, {}, { first_purchase_at: 'none' }, { first_purchase_at: 'нет' }],
  [{ last_purchase: { in_last: 30 } }, {}, { last_purchase_at: 'none' }, { last_purchase_at: 'нет' }],
  [{ ltv: { gte: 5 } }, {}, { ltv: '0' }],
  [{ average_check: { gte: 5 } }, { ltv_minor: 30, purchases_count: 2 }, { average_check: '15' }],
  [{ purchases_count: { gte: 5 } }, { purchases_count: 2 }, { purchases_count: '2' }],
  [{ next_price: { gte: 5 } }, {}, { next_price: '0' }],
  [{ periodicity: { gte: 5 } }, { periodicity: 30 }, { periodicity: '30' }],
  [{ purchases: { average: { gte: 5 }, in_last: 3 } }, { purchases: [] }, { average: 'none' }],
  [
    { tag: { any: [11] } },
    { tag_ids: [11, 12, 99] },
    { tag_ids: 'gold, silver and #99' },
    { tag_ids: 'gold, silver и #99' },
  ],
  [{ tag: { any: [11] } }, {}, { tag_ids: 'none' }],
  [{ responsible_user: { any: [2] } }, {}, { responsible_user_id: 'Ann' }],
  [{ created_by: { any: [2] } }, { created_by: 0 }, { created_by: 'the robot' }, { created_by: 'робот' }],
  [{ name: { equals: 'Ann' } }, { name: 'Bob' }, { name: '“Bob”' }, { name: '«Bob»' }],
  [{ segment: { any: [31] } }, { segments: { low: 1, high: 0 } }, { segments: 'VIP' }],
  [{ stage: { any: [43] } }, {}, { stage: 'Stage 1' }],
  [{ custom_field: { field: FIELD_IDS.text, equals: 'a' } }, field('text', 'b'), { value: '“b”' }],
  [{ custom_field: { field: FIELD_IDS.text, equals: 'a' } }, {}, { value: 'none' }],
  [{ custom_field: { field: FIELD_IDS.numeric, gte: 5 } }, field('numeric', 4.5), { value: '4.5' }],
  [
    { custom_field: { field: FIELD_IDS.checkbox, is: true } },
    field('checkbox', false),
    { value: 'off' },
    { value: 'нет' },
  ],
  [{ custom_field: { field: FIELD_IDS.select, any: [501] } }, field('select', 502), { value: 'High' }],
  [
    { custom_field: { field: FIELD_IDS.multiselect, any: [501] } },
    field('multiselect', [501, 502]),
    { value: 'Low and High' },
  ],
  [{ custom_field: { field: FIELD_IDS.date, in_next: 5 } }, field('date', 0), { value: '1970-01-01' }],
  [
    { custom_field: { field: FIELD_IDS.date_time, in_next: 5 } },
    field('date_time', seconds('2026-03-08')),
    { value: '2026-03-08' },
  ],
  [{ custom_field: { field: FIELD_IDS.file, empty: true } }, field('file', {}), { value: 'filled in' }],
]

test.each(CASES)('%j of %j shows what a person would read', (leaf, given, en, ru = en) => {
  const { kind, parameters } = partsOf(leaf)
  const seen = kind.sees(parameters, sampleFacts(given), moment)
  expect(leafAnswer(leaf, true, seen, { ...names, language: 'en' })).toMatchObject({ seen, seen_text: en })
  if (ru !== en) expect(leafAnswer(leaf, true, seen, { ...names, language: 'ru' }).seen_text).toEqual(ru)
})

test('every kind is read above', () => {
  const read = new Set(CASES.map(([leaf]) => Object.keys(leaf)[0] as Kind))
  expect(read).toEqual(new Set(Object.keys(KINDS)))
})

test('a leaf that was recorded without its answer reads as if it held', () => {
  const answer = leafAnswer({ ltv: { gte: 5 } }, null, { ltv: 7 }, { ...names, language: 'en' })
  expect(answer).toMatchObject({ holds: null, aloud: 'the total of purchases is at least 5' })
})
