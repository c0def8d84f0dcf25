import { describe, expect, test } from 'vitest'
import { sentenceOf } from './sentence.ts'
import type { Names } from './kind.ts'
import { type Kind, KINDS } from './kinds.ts'
import { FIELD_IDS, sampleAccount } from './testing/samples.ts'
import type { Condition } from './tree.ts'

const names = {
  account: sampleAccount(),
  tagName: (id: number) => ({ 11: 'gold', 12: 'silver' })[id],
}
const read = (condition: Condition | null, language: Names['language']) =>
  sentenceOf(condition, { ...names, language })

const LEAVES: readonly [Condition, en: string, ru: string][] = [
  [
    { before_purchase: 1 },
    'the expected purchase is at most 1 day ahead, or due, and none was made from its day on',
    'до ожидаемой покупки не больше 1 дня или её день наступил, и с него не покупали',
  ],
  [
    { after_today: 3 },
    'the expected purchase was due at least 3 days ago, and none was made from its day on',
    'день ожидаемой покупки был не меньше чем 3 дня назад, и с него не покупали',
  ],
  [
    { next_date: { in_next: 5 } },
    'the day of the expected purchase is today or at most 5 days ahead',
    'день ожидаемой покупки — сегодня или не больше чем через 5 дней',
  ],
  [
    { last_purchase: { older_than: 21 } },
    'the day of the last purchase is more than 21 days ago',
    'день последней покупки — больше чем 21 день назад',
  ],
  [
    { last_purchase: { empty: true } },
    'the day of the last purchase is empty',
    'день последней покупки — пусто',
  ],
  [{ created_at: { in_last: 0 } }, 'the day of creation is today', 'день создания — сегодня'],
  [
    { created_at: { from: '2026-01-01', to: '2026-02-01' } },
    'the day of creation is from 2026-01-01 to 2026-02-01',
    'день создания — с 2026-01-01 по 2026-02-01',
  ],
  [
    { created_at: { to: '2026-02-01' } },
    'the day of creation is 2026-02-01 or earlier',
    'день создания — 2026-02-01 или раньше',
  ],
  [
    { ltv: { gte: 5, lt: 10 } },
    'the total of purchases is at least 5 and less than 10',
    'сумма покупок — не меньше 5 и меньше 10',
  ],
  [{ purchases_count: { eq: 1 } }, 'the number of purchases is exactly 1', 'число покупок — ровно 1'],
  [{ average_check: { gt: 0.5 } }, 'the average purchase is more than 0.5', 'средний чек — больше 0.5'],
  [{ next_price: { lte: 5 } }, 'the expected price is at most 5', 'ожидаемая сумма покупки — не больше 5'],
  [
    { periodicity: { gte: 7 } },
    'the number of days between purchases is at least 7',
    'число дней между покупками — не меньше 7',
  ],
  [
    { purchases: { sum: { gte: 5 }, in_last: 2, element: 7 } },
    'the total of purchases with product 7 of today and the 2 days before is at least 5',
    'сумма покупок с товаром 7 за сегодня и 2 дня до того — не меньше 5',
  ],
  [{ tag: { any: [11, 12] } }, 'the tags include gold or silver', 'среди тегов есть gold или silver'],
  [{ tag: { all: [11, 99] } }, 'the tags include gold and #99', 'среди тегов есть gold и #99'],
  [{ tag: { none: [11] } }, 'the tags do not include gold', 'среди тегов нет gold'],
  [
    { custom_field: { field: FIELD_IDS.select, none: [501] } },
    'the field “select” is not Low',
    'поле «select» — не Low',
  ],
  [
    { custom_field: { field: FIELD_IDS.text, starts_with: 'a', contains: 'b' } },
    'the field “text” starts with “a” and contains “b”',
    'поле «text» начинается с «a» и содержит «b»',
  ],
  [
    { custom_field: { field: FIELD_IDS.checkbox, is: false } },
    'the field “checkbox” is off',
    'поле «checkbox» — нет',
  ],
  [
    { custom_field: { field: FIELD_IDS.file, empty: false } },
    'the field “file” is filled in',
    'поле «file» — заполнено',
  ],
  [
    { custom_field: { field: FIELD_IDS.date, anniversary_in_next: 2 } },
    'the field “date” has its anniversary today or at most 2 days ahead',
    'поле «date» — годовщина сегодня или не больше чем через 2 дня',
  ],
  [{ custom_field: { field: 9999, empty: true } }, 'the field “#9999” is empty', 'поле «#9999» — пусто'],
  [
    { responsible_user: { any: [1, 2] } },
    'the responsible user is Ann or Bob',
    'ответственный — Ann или Bob',
  ],
  [{ created_by: { none: [0] } }, 'the creator is not the robot', 'создатель — не робот'],
  [{ name: { equals: 'Ann' } }, 'the name is “Ann”', 'имя — «Ann»'],
  [{ segment: { any: [31] } }, 'the segments include VIP', 'среди сегментов есть VIP'],
  [{ stage: { none: [41, 43] } }, 'the stage is not Stage 1 or Closed', 'этап — не Stage 1 или Closed'],
]

describe('leaves', () => {
  test.each(LEAVES)('%j', (leaf, en, ru) => {
    expect([read(leaf, 'en'), read(leaf, 'ru')]).toEqual([en, ru])
  })

  test('every kind is read above', () => {
    expect(new Set(LEAVES.map(([leaf]) => Object.keys(leaf)[0] as Kind))).toEqual(new Set(Object.keys(KINDS)))
  })
})

test.each<[Condition | null, en: string, ru: string]>([
  [null, 'never', 'никогда'],
  [{ any: [] }, 'never', 'никогда'],
  [{ all: [] }, 'always', 'всегда'],
  [{ not: { any: [] } }, 'it is not true that (never)', 'неверно, что (никогда)'],
  [{ all: [{ tag: { any: [11] } }] }, 'the tags include gold', 'среди тегов есть gold'],
  [
    {
      any: [{ tag: { any: [11] } }, { all: [{ tag: { any: [12] } }, { not: { name: { equals: 'Ann' } } }] }],
    },
    'the tags include gold or (the tags include silver and (it is not true that the name is “Ann”))',
    'среди тегов есть gold или (среди тегов есть silver и (неверно, что имя — «Ann»))',
  ],
])('a tree: %j', (tree, en, ru) => {
  expect([read(tree, 'en'), read(tree, 'ru')]).toEqual([en, ru])
})
