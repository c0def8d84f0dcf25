import { describe, expect, test } from 'vitest'
import { maskOf } from '../segment-mask.ts'
import type { Facts } from './facts.ts'
import { type Kind, kindNamed, KINDS, type KindParameters } from './kinds.ts'
import { FIELD_IDS, sampleFacts, sampleMoment, seconds } from './testing/samples.ts'

/** It is 20:00 of 1 May 2026 in New York, and 2 May in UTC. */
const moment = sampleMoment('2026-05-02T00:00:00Z', 'America/New_York')
/** Noon of a day in New York. */
const on = (date: string) => seconds(`${date}T12:00:00-04:00`)
const bought = (...dates: string[]): Partial<Facts> => ({
  purchases: dates.map((date, i) => ({
    made_at: on(date),
    price_minor: 10 * (i + 1),
    element_ids: [71 + i],
  })),
})

type Row<K extends Kind> = [
  what: string,
  parameters: KindParameters[K],
  facts: Partial<Facts>,
  expected: boolean,
]

const ROWS: { readonly [K in Kind]: readonly Row<K>[] } = {
  before_purchase: [
    ['N days before', 3, { next_date: on('2026-05-04') }, true],
    ['a day earlier than that', 3, { next_date: on('2026-05-05') }, false],
    ['on the day itself', 0, { next_date: on('2026-05-01') }, true],
    ['any time later', 0, { next_date: on('2020-01-01') }, true],
    ['bought before the day', 0, { next_date: on('2026-05-01'), last_purchase_at: on('2026-04-30') }, true],
    [
      'bought on the day, before the moment expected',
      0,
      { next_date: on('2026-05-01'), last_purchase_at: on('2026-05-01') - 7200 },
      false,
    ],
    [
      'bought one second before the day',
      0,
      { next_date: on('2026-05-01'), last_purchase_at: seconds('2026-05-01T00:00:00-04:00') - 1 },
      true,
    ],
    ['nothing expected', 3660, {}, false],
  ],
  after_today: [
    ['N days after', 2, { next_date: on('2026-04-29') }, true],
    ['a day earlier than that', 2, { next_date: on('2026-04-30') }, false],
    ['on the day itself', 0, { next_date: on('2026-05-01') + 3600 }, true],
    ['bought late', 2, { next_date: on('2026-04-01'), last_purchase_at: on('2026-04-20') }, false],
    ['bought early', 2, { next_date: on('2026-04-01'), last_purchase_at: on('2026-03-31') }, true],
    ['nothing expected', 0, {}, false],
  ],
  next_date: [
    ['today is in the last 0 days', { in_last: 0 }, { next_date: seconds('2026-05-02T03:59:59Z') }, true],
    ['tomorrow is not', { in_last: 5 }, { next_date: seconds('2026-05-02T04:00:00Z') }, false],
    ['tomorrow is in the next 1 day', { in_next: 1 }, { next_date: on('2026-05-02') }, true],
    ['today is in the next days, though earlier', { in_next: 1 }, { next_date: on('2026-05-01') }, true],
    ['yesterday is not', { in_next: 1 }, { next_date: on('2026-04-30') }, false],
    ['N days ago is not older than N', { older_than: 2 }, { next_date: on('2026-04-29') }, false],
    ['a day before that is', { older_than: 2 }, { next_date: on('2026-04-28') }, true],
    ['a days ago is between a and b', { between: [2, 4] }, { next_date: on('2026-04-29') }, true],
    ['so is b days ago', { between: [2, 4] }, { next_date: on('2026-04-27') }, true],
    ['a day later is not', { between: [2, 4] }, { next_date: on('2026-04-30') }, false],
    ['nor is a day earlier', { between: [2, 4] }, { next_date: on('2026-04-26') }, false],
    ['today is 0 days ago', { between: [0, 0] }, { next_date: on('2026-05-01') }, true],
    ['absent', { older_than: 0 }, {}, false],
    ['absent is empty', { empty: true }, {}, true],
    ['given is not empty', { empty: true }, { next_date: 0 }, false],
  ],
  created_at: [
    [
      'from a day on, from its first instant',
      { from: '2026-05-01' },
      { created_at: seconds('2026-05-01T04:00:00Z') },
      true,
    ],
    ['not before', { from: '2026-05-01' }, { created_at: seconds('2026-05-01T03:59:59Z') }, false],
    [
      'to a day, to its last second',
      { to: '2026-05-01' },
      { created_at: seconds('2026-05-02T03:59:59Z') },
      true,
    ],
    ['not after', { to: '2026-05-01' }, { created_at: seconds('2026-05-02T04:00:00Z') }, false],
    ['between', { from: '2026-05-01', to: '2026-05-01' }, { created_at: on('2026-05-01') }, true],
  ],
  first_purchase: [
    ['in the last days', { in_last: 1 }, { first_purchase_at: on('2026-04-30') }, true],
    ['from a to b days ago', { between: [1, 2] }, { first_purchase_at: on('2026-04-29') }, true],
    ['earlier', { between: [1, 2] }, { first_purchase_at: on('2026-04-28') }, false],
    [
      'whatever was bought since',
      { older_than: 9 },
      { first_purchase_at: 0, last_purchase_at: on('2026-05-01') },
      true,
    ],
    ['none is not old', { older_than: 0 }, {}, false],
    ['none is empty', { empty: true }, {}, true],
  ],
  last_purchase: [
    ['in the last days', { in_last: 1 }, { last_purchase_at: on('2026-04-30') }, true],
    ['older', { in_last: 1 }, { last_purchase_at: on('2026-04-29') }, false],
    ['none is not old', { older_than: 0 }, {}, false],
    ['none is empty', { empty: true }, {}, true],
  ],
  ltv: [
    ['at least, exactly', { gte: 100 }, { ltv_minor: 100 }, true],
    ['more than, exactly', { gt: 100 }, { ltv_minor: 100 }, false],
    ['at most, exactly', { lte: 100 }, { ltv_minor: 100 }, true],
    ['less than, exactly', { lt: 100 }, { ltv_minor: 100 }, false],
    ['equal', { eq: 100 }, { ltv_minor: 100 }, true],
    ['between, both to hold', { gte: 50, lt: 100 }, { ltv_minor: 100 }, false],
    ['bounds need not be whole', { gt: 99.5 }, { ltv_minor: 100 }, true],
  ],
  purchases_count: [
    ['none are 0', { eq: 0 }, {}, true],
    ['three', { gte: 3 }, { purchases_count: 3 }, true],
    ['two', { gte: 3 }, { purchases_count: 2 }, false],
  ],
  average_check: [
    ['rounded half up', { eq: 3 }, { ltv_minor: 5, purchases_count: 2 }, true],
    ['rounded down', { eq: 2 }, { ltv_minor: 7, purchases_count: 3 }, true],
    ['of none is absent', { gte: 0 }, {}, false],
    ['0 of purchases for nothing', { eq: 0 }, { purchases_count: 2 }, true],
    ['another', { eq: 2.5 }, { ltv_minor: 5, purchases_count: 2 }, false],
  ],
  next_price: [
    ['0 if not set', { lte: 0 }, {}, true],
    ['set', { gte: 5 }, { next_price_minor: 5 }, true],
    ['less', { gte: 5 }, { next_price_minor: 4 }, false],
  ],
  periodicity: [
    ['stored, even if it moves no date', { gt: 3660 }, { periodicity: 10_000 }, true],
    ['0 if not set', { gte: 1 }, {}, false],
  ],
  purchases: [
    ['count in the last days', { count: { gte: 2 }, in_last: 1 }, bought('2026-05-01', '2026-04-30'), true],
    ['one too old', { count: { gte: 2 }, in_last: 1 }, bought('2026-05-01', '2026-04-29'), false],
    ['sum in the last days', { sum: { eq: 30 }, in_last: 0 }, bought('2026-05-01', '2026-05-01'), true],
    [
      'average in the last days',
      { average: { eq: 15 }, in_last: 0 },
      bought('2026-05-01', '2026-05-01'),
      true,
    ],
    [
      'average rounded half up',
      { average: { eq: 20 }, in_last: 5 },
      bought('2026-05-01', '2026-05-01', '2026-04-30'),
      true,
    ],
    ['count of none is 0', { count: { lt: 1 }, in_last: 7 }, bought('2026-01-01'), true],
    ['sum of none is 0', { sum: { lte: 0 }, in_last: 7 }, bought('2026-01-01'), true],
    ['average of none is absent', { average: { lte: 0 }, in_last: 7 }, bought('2026-01-01'), false],
    ['ever, by the totals', { count: { gte: 2 } }, { purchases_count: 2 }, true],
    ['sum ever', { sum: { gte: 9 } }, { ltv_minor: 8, purchases_count: 2 }, false],
    ['average ever', { average: { gte: 4 } }, { ltv_minor: 8, purchases_count: 2 }, true],
    ['average of none ever is absent', { average: { eq: 0 } }, {}, false],
    ['a days ago is in the window', { count: { eq: 1 }, between: [1, 2] }, bought('2026-04-30'), true],
    ['so is b days ago', { count: { eq: 1 }, between: [1, 2] }, bought('2026-04-29'), true],
    [
      'neither earlier nor later is',
      { count: { eq: 0 }, between: [1, 2] },
      bought('2026-05-01', '2026-04-28'),
      true,
    ],
    [
      'from one date to another, both included',
      { sum: { eq: 30 }, from: '2026-01-01', to: '2026-01-31' },
      bought('2026-01-01', '2026-01-31', '2026-02-01'),
      true,
    ],
    [
      'from a date on',
      { sum: { eq: 50 }, from: '2026-01-31' },
      bought('2026-01-01', '2026-01-31', '2026-02-01'),
      true,
    ],
    [
      'to a date',
      { sum: { eq: 30 }, to: '2026-01-31' },
      bought('2026-01-01', '2026-01-31', '2026-02-01'),
      true,
    ],
    ['the largest', { largest: { eq: 20 } }, bought('2020-01-01', '2019-01-01'), true],
    ['the smallest', { smallest: { eq: 10 } }, bought('2020-01-01', '2019-01-01'), true],
    [
      'the largest in the last days',
      { largest: { eq: 10 }, in_last: 1 },
      bought('2026-05-01', '2026-04-29'),
      true,
    ],
    ['the largest of none is absent', { largest: { gte: 0 }, in_last: 1 }, bought('2026-04-29'), false],
    ['the smallest of none is absent', { smallest: { gte: 0 } }, bought(), false],
    [
      'those of a price each',
      { count: { eq: 2 }, each: { gte: 10, lt: 30 } },
      bought('2026-05-01', '2026-05-01', '2026-05-01'),
      true,
    ],
    [
      'the total of those of a price each',
      { sum: { eq: 30 }, each: { gt: 20 } },
      { ...bought('2026-05-01', '2026-05-01', '2026-05-01'), ltv_minor: 60, purchases_count: 3 },
      true,
    ],
    ['none of a price', { sum: { eq: 0 }, each: { gt: 90 } }, bought('2026-05-01'), true],
    ['an average of none of a price', { average: { gte: 0 }, each: { gt: 90 } }, bought('2026-05-01'), false],
    ['of an element', { sum: { eq: 20 }, element: 72 }, bought('2026-05-01', '2020-01-01'), true],
    [
      'of an element in the last days',
      { count: { gte: 1 }, element: 72, in_last: 9 },
      bought('2026-05-01', '2020-01-01'),
      false,
    ],
  ],
  tag: [
    ['any', { any: [1, 2] }, { tag_ids: [2, 3] }, true],
    ['all', { all: [1, 2] }, { tag_ids: [2, 3] }, false],
    ['all of them', { all: [3, 2] }, { tag_ids: [2, 3] }, true],
    ['none', { none: [1, 2] }, { tag_ids: [2, 3] }, false],
    ['none of no tags', { none: [1, 2] }, {}, true],
    ['any of no tags', { any: [1, 2] }, {}, false],
  ],
  custom_field: [
    ['a number', { field: FIELD_IDS.numeric, gt: 0.3 }, field('numeric', 0.1 + 0.2), true],
    [
      'more than a double says',
      { field: FIELD_IDS.numeric, gt: '9007199254740992' },
      field('numeric', '9007199254740993'),
      true,
    ],
    [
      'zeros at the end change nothing',
      { field: FIELD_IDS.numeric, eq: 1.5 },
      field('numeric', '1.50'),
      true,
    ],
    ['no number', { field: FIELD_IDS.numeric, lte: 5 }, {}, false],
    ['a sum of money', { field: FIELD_IDS.monetary, lt: 1 }, field('monetary', 0.99), true],
    ['text, whatever its case', { field: FIELD_IDS.text, equals: 'STRASSE' }, field('text', 'Straße'), true],
    ['another text', { field: FIELD_IDS.text, equals: 'Strass' }, field('text', 'Straße'), false],
    [
      'the start of a text',
      { field: FIELD_IDS.url, starts_with: 'HTTPS://' },
      field('url', 'https://a.test'),
      true,
    ],
    [
      'the middle of a text is no start',
      { field: FIELD_IDS.url, starts_with: 'a.' },
      field('url', 'https://a.test'),
      false,
    ],
    ['part of a text', { field: FIELD_IDS.textarea, contains: 'ΠΑΣ' }, field('textarea', 'ο Πας λέει'), true],
    ['wildcards are letters', { field: FIELD_IDS.text, contains: '%' }, field('text', 'abc'), false],
    ['no text', { field: FIELD_IDS.text, contains: 'a' }, {}, false],
    [
      'the start of a long text',
      { field: FIELD_IDS.textarea, contains: 'b' },
      field('textarea', `${'a'.repeat(199)}b${'a'.repeat(99)}`),
      true,
    ],
    [
      'what a long text says later',
      { field: FIELD_IDS.textarea, contains: 'b' },
      field('textarea', `${'a'.repeat(200)}b`),
      false,
    ],
    [
      'the mark of a long text is no part of it',
      { field: FIELD_IDS.textarea, contains: '2' },
      field('textarea', 'a'.repeat(222)),
      false,
    ],
    ['on', { field: FIELD_IDS.checkbox, is: true }, field('checkbox', true), true],
    ['off', { field: FIELD_IDS.checkbox, is: false }, field('checkbox', false), true],
    ['neither on nor off', { field: FIELD_IDS.checkbox, is: false }, {}, false],
    ['an option', { field: FIELD_IDS.select, any: [501, 502] }, field('select', 502), true],
    ['another option', { field: FIELD_IDS.select, any: [501] }, field('select', 502), false],
    ['none of the options', { field: FIELD_IDS.select, none: [501] }, field('select', 502), true],
    ['no option is none of any', { field: FIELD_IDS.select, none: [501] }, {}, true],
    [
      'some of the options',
      { field: FIELD_IDS.multiselect, any: [501, 503] },
      field('multiselect', [501, 502]),
      true,
    ],
    [
      'all of the options',
      { field: FIELD_IDS.multiselect, all: [501, 503] },
      field('multiselect', [501, 502]),
      false,
    ],
    [
      'a date is the same in every zone',
      { field: FIELD_IDS.date, in_last: 0 },
      field('date', day('2026-05-01')),
      true,
    ],
    [
      'a date older than',
      { field: FIELD_IDS.date, older_than: 6570 },
      field('date', day('2008-05-01')),
      true,
    ],
    ['no date', { field: FIELD_IDS.date, older_than: 0 }, {}, false],
    [
      'a moment by the zone',
      { field: FIELD_IDS.date_time, in_next: 0 },
      field('date_time', seconds('2026-05-02T03:59:59Z')),
      true,
    ],
    [
      'a birthday today',
      { field: FIELD_IDS.date, anniversary_in_next: 0 },
      field('date', day('1990-05-01')),
      true,
    ],
    [
      'a birthday in a week',
      { field: FIELD_IDS.date, anniversary_in_next: 7 },
      field('date', day('1990-05-08')),
      true,
    ],
    [
      'a birthday after that',
      { field: FIELD_IDS.date, anniversary_in_next: 7 },
      field('date', day('1990-05-09')),
      false,
    ],
    [
      'a birthday over the turn of the year',
      { field: FIELD_IDS.date, anniversary_in_next: 245 },
      field('date', day('1990-01-01')),
      true,
    ],
    [
      'a birthday yesterday',
      { field: FIELD_IDS.date, anniversary_in_next: 363 },
      field('date', day('1990-04-30')),
      false,
    ],
    [
      '29 February in a year without',
      { field: FIELD_IDS.date, anniversary_in_next: 303 },
      field('date', day('2000-02-29')),
      true,
    ],
    [
      'not a day earlier',
      { field: FIELD_IDS.date, anniversary_in_next: 302 },
      field('date', day('2000-02-29')),
      false,
    ],
    ['empty', { field: FIELD_IDS.file, empty: true }, {}, true],
    ['filled in', { field: FIELD_IDS.checkbox, empty: false }, field('checkbox', false), true],
    ['an option that was removed', { field: FIELD_IDS.select, any: [504] }, field('select', 504), false],
    ['all of them removed', { field: FIELD_IDS.multiselect, all: [504] }, field('multiselect', [504]), false],
    ['one of which was removed', { field: FIELD_IDS.select, any: [504, 501] }, field('select', 501), true],
    ['none that was removed', { field: FIELD_IDS.select, none: [504] }, field('select', 504), true],
    ['options of a field that is gone', { field: 9999, any: [1] }, { fields: { 9999: 1 } }, false],
    ['none of its options', { field: 9999, none: [1] }, { fields: { 9999: 1 } }, true],
    ['a field that is gone has no value', { field: 9999, empty: true }, { fields: { 9999: 'a' } }, true],
    ['nor is it like anything', { field: 9999, gte: 1 }, { fields: { 9999: 2 } }, false],
  ],
  responsible_user: [
    ['one of', { any: [1, 2] }, { responsible_user_id: 2 }, true],
    ['none of', { none: [1, 2] }, { responsible_user_id: 2 }, false],
  ],
  created_by: [
    ['the robot', { any: [0] }, { created_by: 0 }, true],
    ['not the robot', { none: [0] }, { created_by: 1 }, true],
    ['another', { any: [2] }, { created_by: 1 }, false],
  ],
  name: [
    ['whatever its case', { equals: 'ЖАННА' }, { name: 'Жанна' }, true],
    ['composed or not', { equals: 'Andre\u0301' }, { name: 'André' }, true],
    ['with accents', { equals: 'Andre' }, { name: 'André' }, false],
    ['no name', { equals: '' }, { name: '' }, true],
    ['the start', { starts_with: 'an' }, { name: 'André' }, true],
    ['two ways at once', { starts_with: 'a', contains: 'x' }, { name: 'André' }, false],
  ],
  segment: [
    ['any', { any: [31, 33] }, { segments: maskOf([50]) }, true],
    ['all', { all: [31, 33] }, { segments: maskOf([50]) }, false],
    ['none', { none: [32] }, { segments: maskOf([50]) }, true],
    ['one that is gone', { any: [99] }, { segments: maskOf([0, 49, 50]) }, false],
  ],
  stage: [
    ['any', { any: [41, 42] }, { status_id: 42 }, true],
    ['none', { none: [41, 42] }, { status_id: 42 }, false],
    ['nobody stands in two', { all: [41, 42] }, { status_id: 42 }, false],
  ],
}

function field(type: keyof typeof FIELD_IDS, value: unknown): Partial<Facts> {
  return { fields: { [FIELD_IDS[type]]: value } }
}

function day(date: string): number {
  return Math.floor(seconds(date) / 86_400)
}

describe.each(Object.keys(KINDS) as Kind[])('%s', (name) => {
  test.each(ROWS[name] as readonly Row<Kind>[])('%s: %j', (_what, parameters, given, expected) => {
    expect(kindNamed(name).matches(parameters, sampleFacts(given), moment)).toBe(expected)
  })
})

test('purchases that a condition needs have to be loaded', () => {
  expect(() => KINDS.purchases.matches({ count: { gte: 0 }, in_last: 1 }, sampleFacts(), moment)).toThrow(
    'not loaded',
  )
})
