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
const read = (condition: Condition | null, language: Names['language'], holds = true) =>
  sentenceOf(condition, { ...names, language }, holds)

/** Each leaf where it holds and where it does not, in English and in Russian. */
const LEAVES: readonly [Condition, en: [holds: string, not: string], ru: [holds: string, not: string]][] = [
  [
    { before_purchase: 1 },
    ['a purchase is due within 1 day or overdue', 'no purchase is due within 1 day or overdue'],
    [
      'покупка ожидается в течение 1 дня или просрочена',
      'покупка не ожидается в течение 1 дня и не просрочена',
    ],
  ],
  [
    { after_today: 3 },
    ['a purchase has been overdue for at least 3 days', 'no purchase has been overdue for at least 3 days'],
    ['покупка просрочена не меньше чем на 3 дня', 'нет покупки, просроченной не меньше чем на 3 дня'],
  ],
  [
    { next_date: { in_next: 5 } },
    [
      'the date of the next purchase is today or in the next 5 days',
      'the date of the next purchase is not today or in the next 5 days',
    ],
    [
      'дата следующей покупки — сегодня или в ближайшие 5 дней',
      'дата следующей покупки — не сегодня и не в ближайшие 5 дней',
    ],
  ],
  [
    { first_purchase: { in_last: 7 } },
    [
      'the first purchase was today or in the last 7 days',
      'the first purchase was not today or in the last 7 days',
    ],
    [
      'первая покупка была сегодня или в последние 7 дней',
      'первая покупка была не сегодня и не в последние 7 дней',
    ],
  ],
  [
    { last_purchase: { older_than: 21 } },
    ['the last purchase was more than 21 days ago', 'the last purchase was not more than 21 days ago'],
    ['последняя покупка была больше 21 дня назад', 'последняя покупка была не больше 21 дня назад'],
  ],
  [
    { last_purchase: { between: [21, 42] } },
    ['the last purchase was 21 to 42 days ago', 'the last purchase was not 21 to 42 days ago'],
    ['последняя покупка была от 21 до 42 дней назад', 'последняя покупка была не от 21 до 42 дней назад'],
  ],
  [
    { last_purchase: { between: [0, 2] } },
    [
      'the last purchase was today or in the last 2 days',
      'the last purchase was not today or in the last 2 days',
    ],
    [
      'последняя покупка была сегодня или в последние 2 дня',
      'последняя покупка была не сегодня и не в последние 2 дня',
    ],
  ],
  [
    { last_purchase: { between: [3, 3] } },
    ['the last purchase was exactly 3 days ago', 'the last purchase was not exactly 3 days ago'],
    ['последняя покупка была ровно 3 дня назад', 'последняя покупка была не ровно 3 дня назад'],
  ],
  [
    { last_purchase: { empty: true } },
    ['there has been no purchase', 'there has been a purchase'],
    ['покупок не было', 'покупки были'],
  ],
  [
    { created_at: { in_last: 0 } },
    ['the customer was created today', 'the customer was not created today'],
    ['клиент создан сегодня', 'клиент создан не сегодня'],
  ],
  [
    { created_at: { from: '2026-01-01', to: '2026-02-01' } },
    [
      'the customer was created between 2026-01-01 and 2026-02-01',
      'the customer was not created between 2026-01-01 and 2026-02-01',
    ],
    [
      'клиент создан в период с 2026-01-01 по 2026-02-01',
      'клиент создан не в период с 2026-01-01 по 2026-02-01',
    ],
  ],
  [
    { created_at: { to: '2026-02-01' } },
    [
      'the customer was created on 2026-02-01 or earlier',
      'the customer was not created on 2026-02-01 or earlier',
    ],
    ['клиент создан 2026-02-01 или раньше', 'клиент создан не 2026-02-01 и не раньше'],
  ],
  [
    { ltv: { gte: 5, lt: 10 } },
    [
      'the total of purchases is at least 5 and less than 10',
      'the total of purchases is less than 5 or at least 10',
    ],
    ['сумма покупок — не меньше 5 и меньше 10', 'сумма покупок — меньше 5 или не меньше 10'],
  ],
  [
    { purchases_count: { eq: 1 } },
    ['the number of purchases is exactly 1', 'the number of purchases is not 1'],
    ['число покупок — ровно 1', 'число покупок — не 1'],
  ],
  [
    { average_check: { gt: 0.5 } },
    ['the average purchase is more than 0.5', 'the average purchase is at most 0.5 or absent'],
    ['средний чек — больше 0.5', 'средний чек — не больше 0.5 или отсутствует'],
  ],
  [
    { next_price: { lte: 5 } },
    ['the expected price is at most 5', 'the expected price is more than 5'],
    ['ожидаемая сумма покупки — не больше 5', 'ожидаемая сумма покупки — больше 5'],
  ],
  [
    { periodicity: { gte: 7 } },
    [
      'the number of days between purchases is at least 7',
      'the number of days between purchases is less than 7',
    ],
    ['число дней между покупками — не меньше 7', 'число дней между покупками — меньше 7'],
  ],
  [
    { purchases: { sum: { gte: 5 }, in_last: 2, element: 7 } },
    [
      'the total of purchases with product 7 of today and the 2 days before is at least 5',
      'the total of purchases with product 7 of today and the 2 days before is less than 5',
    ],
    [
      'сумма покупок с товаром 7 за сегодня и 2 дня до того — не меньше 5',
      'сумма покупок с товаром 7 за сегодня и 2 дня до того — меньше 5',
    ],
  ],
  [
    { purchases: { count: { gte: 3 }, between: [90, 180], each: { gte: 50, lt: 80 } } },
    [
      'the number of purchases worth at least 50 and less than 80 made 90 to 180 days ago is at least 3',
      'the number of purchases worth at least 50 and less than 80 made 90 to 180 days ago is less than 3',
    ],
    [
      'число покупок ценой не меньше 50 и меньше 80, сделанных от 90 до 180 дней назад, — не меньше 3',
      'число покупок ценой не меньше 50 и меньше 80, сделанных от 90 до 180 дней назад, — меньше 3',
    ],
  ],
  [
    { purchases: { largest: { gte: 200 }, from: '2026-01-01', to: '2026-03-31' } },
    [
      'the largest purchase made between 2026-01-01 and 2026-03-31 is at least 200',
      'the largest purchase made between 2026-01-01 and 2026-03-31 is less than 200 or absent',
    ],
    [
      'самая крупная из покупок, сделанных в период с 2026-01-01 по 2026-03-31, — не меньше 200',
      'самая крупная из покупок, сделанных в период с 2026-01-01 по 2026-03-31, — меньше 200 или отсутствует',
    ],
  ],
  [
    { purchases: { smallest: { lt: 5 } } },
    ['the smallest purchase is less than 5', 'the smallest purchase is at least 5 or absent'],
    ['самая мелкая из покупок — меньше 5', 'самая мелкая из покупок — не меньше 5 или отсутствует'],
  ],
  [
    { tag: { any: [11, 12] } },
    ['the tags include gold or silver', 'the tags do not include gold or silver'],
    ['среди тегов есть gold или silver', 'среди тегов нет gold и silver'],
  ],
  [
    { tag: { all: [11, 99] } },
    ['the tags include gold and #99', 'the tags lack gold or #99'],
    ['среди тегов есть gold и #99', 'не хватает тега gold или #99'],
  ],
  [
    { tag: { none: [11] } },
    ['the tags do not include gold', 'the tags include gold'],
    ['среди тегов нет gold', 'среди тегов есть gold'],
  ],
  [
    { custom_field: { field: FIELD_IDS.select, none: [501] } },
    ['the field “select” is not Low', 'the field “select” is Low'],
    ['поле «select» — не Low', 'поле «select» — Low'],
  ],
  [
    { custom_field: { field: FIELD_IDS.text, starts_with: 'a', contains: 'b' } },
    [
      'the field “text” starts with “a” and contains “b”',
      'the field “text” does not start with “a” or does not contain “b”',
    ],
    ['поле «text» начинается с «a» и содержит «b»', 'поле «text» не начинается с «a» или не содержит «b»'],
  ],
  [
    { custom_field: { field: FIELD_IDS.checkbox, is: false } },
    ['the field “checkbox” is off', 'the field “checkbox” is on or empty'],
    ['поле «checkbox» — нет', 'поле «checkbox» — да или пусто'],
  ],
  [
    { custom_field: { field: FIELD_IDS.file, empty: false } },
    ['the field “file” is filled in', 'the field “file” is empty'],
    ['поле «file» — заполнено', 'поле «file» — пусто'],
  ],
  [
    { custom_field: { field: FIELD_IDS.date, anniversary_in_next: 2 } },
    [
      'the field “date” has its anniversary today or in the next 2 days',
      'the field “date” has no anniversary today or in the next 2 days',
    ],
    [
      'поле «date» — годовщина сегодня или в ближайшие 2 дня',
      'поле «date» — годовщина не сегодня и не в ближайшие 2 дня',
    ],
  ],
  [
    { custom_field: { field: 9999, empty: true } },
    ['the field “#9999” has been deleted', 'the field “#9999” has been deleted'],
    ['поле «#9999» удалено', 'поле «#9999» удалено'],
  ],
  [
    { responsible_user: { any: [1, 2] } },
    ['the responsible user is Ann or Bob', 'the responsible user is not Ann or Bob'],
    ['ответственный — Ann или Bob', 'ответственный — не Ann и не Bob'],
  ],
  [
    { created_by: { none: [0] } },
    ['the creator is not the robot', 'the creator is the robot'],
    ['создатель — не робот', 'создатель — робот'],
  ],
  [
    { name: { equals: 'Ann' } },
    ['the name is “Ann”', 'the name is not “Ann”'],
    ['имя — «Ann»', 'имя — не «Ann»'],
  ],
  [
    { segment: { any: [31] } },
    ['the segments include VIP', 'the segments do not include VIP'],
    ['среди сегментов есть VIP', 'среди сегментов нет VIP'],
  ],
  [
    { stage: { none: [41, 43] } },
    ['the stage is not Stage 1 or Closed', 'the stage is Stage 1 or Closed'],
    ['этап — не Stage 1 и не Closed', 'этап — Stage 1 или Closed'],
  ],
  [
    { before_purchase: 0 },
    ['a purchase is due today or overdue', 'no purchase is due today or overdue'],
    ['покупка ожидается сегодня или просрочена', 'покупка не ожидается сегодня и не просрочена'],
  ],
  [
    { after_today: 0 },
    ['a purchase is due today or overdue', 'no purchase is due today or overdue'],
    ['покупка ожидается сегодня или просрочена', 'покупка не ожидается сегодня и не просрочена'],
  ],
  [
    { last_purchase: { in_last: 0 } },
    ['the last purchase was today', 'there was no purchase today'],
    ['последняя покупка была сегодня', 'сегодня покупок не было'],
  ],
  [
    { last_purchase: { in_last: 1 } },
    ['the last purchase was today or yesterday', 'there was no purchase today or yesterday'],
    ['последняя покупка была сегодня или вчера', 'сегодня и вчера покупок не было'],
  ],
  [
    { last_purchase: { in_last: 30 } },
    [
      'the last purchase was today or in the last 30 days',
      'there was no purchase today or in the last 30 days',
    ],
    [
      'последняя покупка была сегодня или в последние 30 дней',
      'сегодня и за последние 30 дней покупок не было',
    ],
  ],
  [
    { next_date: { empty: true } },
    ['the date of the next purchase is not set', 'the date of the next purchase is set'],
    ['дата следующей покупки не указана', 'дата следующей покупки указана'],
  ],
  [
    { created_at: { in_last: 30 } },
    [
      'the customer was created today or in the last 30 days',
      'the customer was not created today or in the last 30 days',
    ],
    ['клиент создан сегодня или в последние 30 дней', 'клиент создан не сегодня и не в последние 30 дней'],
  ],
  [
    { created_at: { from: '2026-01-01' } },
    [
      'the customer was created on 2026-01-01 or later',
      'the customer was not created on 2026-01-01 or later',
    ],
    ['клиент создан 2026-01-01 или позже', 'клиент создан не 2026-01-01 и не позже'],
  ],
  [
    { purchases: { average: { lt: 20 } } },
    ['the average of purchases is less than 20', 'the average of purchases is at least 20 or absent'],
    ['средняя сумма покупок — меньше 20', 'средняя сумма покупок — не меньше 20 или отсутствует'],
  ],
  [
    { purchases: { count: { eq: 0 }, in_last: 0 } },
    ['the number of purchases of today is exactly 0', 'the number of purchases of today is not 0'],
    ['число покупок за сегодня — ровно 0', 'число покупок за сегодня — не 0'],
  ],
  [
    { custom_field: { field: FIELD_IDS.numeric, gte: 5, lt: 10 } },
    [
      'the field “numeric” is at least 5 and less than 10',
      'the field “numeric” is less than 5, at least 10 or empty',
    ],
    ['поле «numeric» — не меньше 5 и меньше 10', 'поле «numeric» — меньше 5, не меньше 10 или пусто'],
  ],
  [
    { custom_field: { field: FIELD_IDS.multiselect, all: [501, 502] } },
    ['the field “multiselect” includes Low and High', 'the field “multiselect” lacks Low or High'],
    ['поле «multiselect» содержит Low и High', 'поле «multiselect» — не хватает Low или High'],
  ],
  [
    { custom_field: { field: FIELD_IDS.date, older_than: 180 } },
    ['the field “date” is more than 180 days ago', 'the field “date” is not more than 180 days ago'],
    ['поле «date» — больше 180 дней назад', 'поле «date» — не больше 180 дней назад'],
  ],
  [
    { custom_field: { field: FIELD_IDS.date_time, in_next: 1 } },
    ['the field “date_time” is today or tomorrow', 'the field “date_time” is not today or tomorrow'],
    ['поле «date_time» — сегодня или завтра', 'поле «date_time» — не сегодня и не завтра'],
  ],
  [
    { tag: { none: [11, 12] } },
    ['the tags do not include gold or silver', 'the tags include gold or silver'],
    ['среди тегов нет gold и silver', 'среди тегов есть gold или silver'],
  ],
  [
    { tag: { all: [11] } },
    ['the tags include gold', 'the tags do not include gold'],
    ['среди тегов есть gold', 'среди тегов нет gold'],
  ],
]

describe('leaves', () => {
  test.each(LEAVES)('%j', (leaf, en, ru) => {
    expect([read(leaf, 'en'), read(leaf, 'en', false)]).toEqual(en)
    expect([read(leaf, 'ru'), read(leaf, 'ru', false)]).toEqual(ru)
  })

  test('every kind is read above', () => {
    expect(new Set(LEAVES.map(([leaf]) => Object.keys(leaf)[0] as Kind))).toEqual(new Set(Object.keys(KINDS)))
  })

  test('no sentence says the same of a leaf that holds and of one that does not, unless its field is gone', () => {
    const same = LEAVES.filter(([, [holds, not]]) => holds === not)
    expect(same.map(([leaf]) => leaf)).toEqual([{ custom_field: { field: 9999, empty: true } }])
  })
})

test.each<[Condition | null, en: string, ru: string]>([
  [null, 'never', 'никогда'],
  [{ any: [] }, 'never', 'никогда'],
  [{ all: [] }, 'always', 'всегда'],
  [{ not: { any: [] } }, 'always', 'всегда'],
  [{ not: { all: [] } }, 'never', 'никогда'],
  [{ all: [{ tag: { any: [11] } }] }, 'the tags include gold', 'среди тегов есть gold'],
  [
    {
      any: [{ tag: { any: [11] } }, { all: [{ tag: { any: [12] } }, { not: { name: { equals: 'Ann' } } }] }],
    },
    'the tags include gold or (the tags include silver and the name is not “Ann”)',
    'среди тегов есть gold или (среди тегов есть silver и имя — не «Ann»)',
  ],
  [
    { not: { all: [{ ltv: { gte: 5 } }, { not: { tag: { any: [11] } } }] } },
    'the total of purchases is less than 5 or the tags include gold',
    'сумма покупок — меньше 5 или среди тегов есть gold',
  ],
])('a tree: %j', (tree, en, ru) => {
  expect([read(tree, 'en'), read(tree, 'ru')]).toEqual([en, ru])
})
