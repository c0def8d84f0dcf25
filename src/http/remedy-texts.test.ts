import { describe, expect, test } from 'vitest'
import { type Kind, KINDS } from '../core/conditions/kinds.ts'
import { MAX_LEAVES, parseTree } from '../core/conditions/parse.ts'
import { sampleAccount } from '../core/conditions/testing/samples.ts'
import type { Use } from '../core/conditions/use.ts'
import type { Language } from '../core/actor.ts'
import { Invalid } from '../core/errors.ts'
import { problemOf } from './problems.ts'

type Said = { readonly at: string; readonly en: string; readonly ru: string }
type Mistake = {
  readonly what: string
  readonly written: unknown
  readonly use?: Use
  readonly says: readonly Said[]
}

const account = sampleAccount()

function details(tree: unknown, language: Language, use: Use = 'filter'): { at: string; detail: string }[] {
  const items = problemOf(new Invalid(parseTree(tree, { account, use }).violations), language)[
    'validation-errors'
  ]
  return (items ?? []).flatMap(({ errors }) =>
    errors.map(({ code, path, detail }) => ({ at: `${code} ${path}`, detail })),
  )
}

function expectSaid(tree: unknown, says: readonly Said[], use?: Use): void {
  expect(details(tree, 'en', use)).toEqual(says.map(({ at, en }) => ({ at, detail: en })))
  expect(details(tree, 'ru', use)).toEqual(says.map(({ at, ru }) => ({ at, detail: ru })))
}

// What several mistakes are answered.
const WHOLE_NUMBER = {
  en: 'This value should be of type int. Write a whole number from 0 to 3660, such as 3.',
  ru: 'Тип значения должен быть int. Напишите целое число от 0 до 3660, например 3.',
}
const ASK_DAY = {
  en: 'One of these is needed: "in_last", "in_next", "older_than", "between", "from", "to", "empty". For example: {"in_last": 30}.',
  ru: 'Нужно одно из: "in_last", "in_next", "older_than", "between", "from", "to", "empty". Например: {"in_last": 30}.',
}
const ASK_NUMBER = {
  en: 'At least one of these is needed: "gte", "gt", "lte", "lt", "eq". For example: {"gte": 100}.',
  ru: 'Нужно хотя бы одно из: "gte", "gt", "lte", "lt", "eq". Например: {"gte": 100}.',
}
const NO_VALUE = {
  en: 'No value meets both "gt": 5 and "lt": 5. Change or leave out one of them.',
  ru: 'Ни одно значение не удовлетворяет сразу "gt": 5 и "lt": 5. Измените или уберите одно из двух.',
}
const ASK_PURCHASES = {
  en: 'One of these is needed: "count", "sum", "average", "largest", "smallest". For example: {"count": {"gte": 100}}.',
  ru: 'Нужно одно из: "count", "sum", "average", "largest", "smallest". Например: {"count": {"gte": 100}}.',
}
const ASK_NAME = {
  en: 'At least one of these is needed: "equals", "starts_with", "contains". For example: {"equals": "Ann"}.',
  ru: 'Нужно хотя бы одно из: "equals", "starts_with", "contains". Например: {"equals": "Ann"}.',
}
const ASK_SET = {
  en: 'One of these is needed: "any", "all", "none". For example: {"any": ["VIP"]}.',
  ru: 'Нужно одно из: "any", "all", "none". Например: {"any": ["VIP"]}.',
}
const UNKNOWN_IN_SET = {
  en: 'This parameter is not known. Did you mean "any"? Known here: "any", "all", "none".',
  ru: 'Неизвестный параметр. Возможно, имелось в виду "any". Здесь известны: "any", "all", "none".',
}
const EMPTY_SET = {
  en: 'This collection should contain at least 1 element(s). Write a list, such as ["VIP"].',
  ru: 'В списке должно быть не менее 1 элементов. Напишите список, например ["VIP"].',
}
const NAME_IN_SET = {
  en: 'Write an id, or a name or code such as "VIP".',
  ru: 'Напишите ID, имя или код, например "VIP".',
}
const ASK_STAGE = {
  en: 'One of these is needed: "any", "all", "none". For example: {"any": ["Closed"]}.',
  ru: 'Нужно одно из: "any", "all", "none". Например: {"any": ["Closed"]}.',
}
const ASK_USERS = {
  en: 'One of these is needed: "any", "none". For example: {"any": ["Ann"]}.',
  ru: 'Нужно одно из: "any", "none". Например: {"any": ["Ann"]}.',
}
const NAME_OF_FIELD = {
  en: 'Write an id, or a name or code such as "CITY".',
  ru: 'Напишите ID, имя или код, например "CITY".',
}
const TRUTH = {
  en: 'This value should be of type bool. Known here: true, false.',
  ru: 'Тип значения должен быть bool. Здесь известны: true, false.',
}
const ASK_TEXT_FIELD = {
  en: 'One of these is needed: "equals", "starts_with", "contains", "empty". For example: {"equals": "Ann"}.',
  ru: 'Нужно одно из: "equals", "starts_with", "contains", "empty". Например: {"equals": "Ann"}.',
}
const ASK_NUMBER_FIELD = {
  en: 'One of these is needed: "gte", "gt", "lte", "lt", "eq", "empty". For example: {"gte": 100}.',
  ru: 'Нужно одно из: "gte", "gt", "lte", "lt", "eq", "empty". Например: {"gte": 100}.',
}
const ASK_OPTIONS = {
  en: 'One of these is needed: "any", "all", "none", "empty". For example: {"any": ["Dark"]}.',
  ru: 'Нужно одно из: "any", "all", "none", "empty". Например: {"any": ["Dark"]}.',
}
const MISSING_TRUTH = {
  en: 'This field is missing. Known here: true, false.',
  ru: 'Отсутствует обязательное поле. Здесь известны: true, false.',
}
const CONDITION = {
  en: 'A condition is expected here, such as {"ltv": {"gte": 100}}.',
  ru: 'Здесь должно быть условие, например {"ltv": {"gte": 100}}.',
}

/** The shape of the parameters of every kind; of sets, the things that they name. */
const SHAPES: Readonly<Record<Kind, keyof typeof MISTAKES>> = {
  before_purchase: 'whole',
  after_today: 'whole',
  next_date: 'day',
  created_at: 'day',
  first_purchase: 'day',
  last_purchase: 'day',
  ltv: 'number',
  purchases_count: 'number',
  average_check: 'number',
  next_price: 'number',
  periodicity: 'number',
  purchases: 'purchases',
  tag: 'tag',
  custom_field: 'field',
  responsible_user: 'user',
  created_by: 'user',
  name: 'text',
  segment: 'segment',
  stage: 'stage',
}

/** Mistakes in the parameters of a kind of each shape, with the code and the path inside the parameters. */
const MISTAKES = {
  whole: [
    {
      what: 'nothing',
      written: null,
      says: [{ at: 'InvalidType ', ...WHOLE_NUMBER }],
    },
    {
      what: 'a text',
      written: '3',
      says: [{ at: 'InvalidType ', ...WHOLE_NUMBER }],
    },
    {
      what: 'a fraction',
      written: 1.5,
      says: [{ at: 'InvalidType ', ...WHOLE_NUMBER }],
    },
    {
      what: 'a number beyond the range',
      written: -1,
      says: [
        {
          at: 'OutOfRange ',
          en: 'This value should be between 0 and 3660.',
          ru: 'Значение должно быть от 0 до 3660.',
        },
      ],
    },
  ],
  day: [
    {
      what: 'nothing',
      written: {},
      says: [{ at: 'FieldMissing in_last', ...ASK_DAY }],
    },
    {
      what: 'a number',
      written: 5,
      says: [
        {
          at: 'InvalidType ',
          en: 'This value should be of type object. Write an object, such as {"in_last": 30}.',
          ru: 'Тип значения должен быть object. Напишите объект, например {"in_last": 30}.',
        },
      ],
    },
    {
      what: 'an unknown key',
      written: { in_lost: 30 },
      says: [
        {
          at: 'UnknownParameter in_lost',
          en: 'This parameter is not known. Did you mean "in_last"? Known here: "in_last", "in_next", "older_than", "between", "from", "to", "empty".',
          ru: 'Неизвестный параметр. Возможно, имелось в виду "in_last". Здесь известны: "in_last", "in_next", "older_than", "between", "from", "to", "empty".',
        },
        { at: 'FieldMissing in_last', ...ASK_DAY },
      ],
    },
    {
      what: 'a count as text',
      written: { in_last: '30' },
      says: [
        {
          at: 'InvalidType in_last',
          en: 'This value should be of type int. Write a whole number from 0 to 36600, such as 30.',
          ru: 'Тип значения должен быть int. Напишите целое число от 0 до 36600, например 30.',
        },
      ],
    },
    {
      what: 'a count beyond the range',
      written: { older_than: -1 },
      says: [
        {
          at: 'OutOfRange older_than',
          en: 'This value should be between 0 and 36600.',
          ru: 'Значение должно быть от 0 до 36600.',
        },
      ],
    },
    {
      what: 'a date as a number',
      written: { from: 5 },
      says: [
        {
          at: 'InvalidType from',
          en: 'This value should be of type string. Write a date, such as "2026-01-31".',
          ru: 'Тип значения должен быть string. Напишите дату, например "2026-01-31".',
        },
      ],
    },
    {
      what: 'a day that no calendar has',
      written: { to: '2026-02-30' },
      says: [
        {
          at: 'InvalidFormat to',
          en: 'This value is not valid. Write a date, such as "2026-01-31".',
          ru: 'Значение недопустимо. Напишите дату, например "2026-01-31".',
        },
      ],
    },
    {
      what: 'an empty range of dates',
      written: { from: '2026-02-02', to: '2026-02-01' },
      says: [
        {
          at: 'OutOfRange to',
          en: 'No value meets both "from": "2026-02-02" and "to": "2026-02-01". Change or leave out one of them.',
          ru: 'Ни одно значение не удовлетворяет сразу "from": "2026-02-02" и "to": "2026-02-01". Измените или уберите одно из двух.',
        },
      ],
    },
    {
      what: 'a number for a pair',
      written: { between: 30 },
      says: [
        {
          at: 'InvalidType between',
          en: 'This value should be of type array. Write a list, such as [30, 60].',
          ru: 'Тип значения должен быть array. Напишите список, например [30, 60].',
        },
      ],
    },
    {
      what: 'half a pair',
      written: { between: [30] },
      says: [
        {
          at: 'TooFewItems between',
          en: 'This collection should contain at least 2 element(s). Write a list, such as [30, 60].',
          ru: 'В списке должно быть не менее 2 элементов. Напишите список, например [30, 60].',
        },
      ],
    },
    {
      what: 'a pair in reverse',
      written: { between: [60, 30] },
      says: [
        {
          at: 'OutOfRange between.1',
          en: 'The smaller number comes first: [30, 60].',
          ru: 'Меньшее число пишется первым: [30, 60].',
        },
      ],
    },
    {
      what: 'two questions',
      written: { in_last: 30, in_next: 7 },
      says: [
        {
          at: 'NotSupportedChoice in_next',
          en: '"in_last" and "in_next" exclude each other. Keep one of them, or ask for each in a condition of its own, both in {"all": [...]}.',
          ru: '"in_last" и "in_next" исключают друг друга. Оставьте одно из двух или разделите на два условия внутри {"all": [...]}.',
        },
      ],
    },
    {
      what: 'a count and a date',
      written: { in_last: 30, from: '2026-01-01' },
      says: [
        {
          at: 'NotSupportedChoice from',
          en: '"in_last" and "from" exclude each other. Keep one of them, or ask for each in a condition of its own, both in {"all": [...]}.',
          ru: '"in_last" и "from" исключают друг друга. Оставьте одно из двух или разделите на два условия внутри {"all": [...]}.',
        },
      ],
    },
    {
      what: 'a denial',
      written: { empty: false },
      says: [
        {
          at: 'NotSupportedChoice empty',
          en: 'Only true can be written here. For the opposite, put the condition into {"not": ...}.',
          ru: 'Здесь возможно только true. Чтобы спросить обратное, поместите условие в {"not": ...}.',
        },
      ],
    },
    {
      what: 'a day that is empty',
      written: { empty: true, in_last: 1 },
      says: [
        {
          at: 'NotSupportedChoice in_last',
          en: '"empty" and "in_last" exclude each other. Keep one of them, or ask for each in a condition of its own, both in {"all": [...]}.',
          ru: '"empty" и "in_last" исключают друг друга. Оставьте одно из двух или разделите на два условия внутри {"all": [...]}.',
        },
      ],
    },
  ],
  number: [
    {
      what: 'nothing',
      written: {},
      says: [{ at: 'FieldMissing gte', ...ASK_NUMBER }],
    },
    {
      what: 'a number',
      written: 100,
      says: [
        {
          at: 'InvalidType ',
          en: 'This value should be of type object. Write an object, such as {"gte": 100}.',
          ru: 'Тип значения должен быть object. Напишите объект, например {"gte": 100}.',
        },
      ],
    },
    {
      what: 'an unknown key',
      written: { gtr: 100 },
      says: [
        {
          at: 'UnknownParameter gtr',
          en: 'This parameter is not known. Did you mean "gte"? Known here: "gte", "gt", "lte", "lt", "eq".',
          ru: 'Неизвестный параметр. Возможно, имелось в виду "gte". Здесь известны: "gte", "gt", "lte", "lt", "eq".',
        },
        { at: 'FieldMissing gte', ...ASK_NUMBER },
      ],
    },
    {
      what: 'a bound as text',
      written: { gte: '100' },
      says: [
        {
          at: 'InvalidType gte',
          en: 'This value should be of type float. Write a number, such as 100.',
          ru: 'Тип значения должен быть float. Напишите число, например 100.',
        },
      ],
    },
    {
      what: 'an empty range',
      written: { gte: 2, lte: 1 },
      says: [
        {
          at: 'OutOfRange lte',
          en: 'No value meets both "gte": 2 and "lte": 1. Change or leave out one of them.',
          ru: 'Ни одно значение не удовлетворяет сразу "gte": 2 и "lte": 1. Измените или уберите одно из двух.',
        },
      ],
    },
    {
      what: 'a contradictory range',
      written: { gt: 5, lt: 5 },
      says: [{ at: 'OutOfRange lt', ...NO_VALUE }],
    },
    {
      what: 'a value outside of its range',
      written: { gte: 2, eq: 1 },
      says: [
        {
          at: 'OutOfRange eq',
          en: 'No value meets both "gte": 2 and "eq": 1. Change or leave out one of them.',
          ru: 'Ни одно значение не удовлетворяет сразу "gte": 2 и "eq": 1. Измените или уберите одно из двух.',
        },
      ],
    },
  ],
  purchases: [
    {
      what: 'nothing',
      written: {},
      says: [{ at: 'FieldMissing count', ...ASK_PURCHASES }],
    },
    {
      what: 'a number',
      written: 5,
      says: [
        {
          at: 'InvalidType ',
          en: 'This value should be of type object. Write an object, such as {"count": {"gte": 100}, "in_last": 30}.',
          ru: 'Тип значения должен быть object. Напишите объект, например {"count": {"gte": 100}, "in_last": 30}.',
        },
      ],
    },
    {
      what: 'no measure',
      written: { in_last: 30 },
      says: [{ at: 'FieldMissing count', ...ASK_PURCHASES }],
    },
    {
      what: 'an unknown key',
      written: { cuont: { gte: 1 }, in_last: 30 },
      says: [
        {
          at: 'UnknownParameter cuont',
          en: 'This parameter is not known. Did you mean "count"? Known here: "count", "in_last", "between", "from", "to", "element", "each", "sum", "average", "largest", "smallest".',
          ru: 'Неизвестный параметр. Возможно, имелось в виду "count". Здесь известны: "count", "in_last", "between", "from", "to", "element", "each", "sum", "average", "largest", "smallest".',
        },
        { at: 'FieldMissing count', ...ASK_PURCHASES },
      ],
    },
    {
      what: 'two measures',
      written: { count: { gte: 1 }, sum: { gte: 1 } },
      says: [
        {
          at: 'NotSupportedChoice sum',
          en: '"count" and "sum" exclude each other. Keep one of them, or ask for each in a condition of its own, both in {"all": [...]}.',
          ru: '"count" и "sum" исключают друг друга. Оставьте одно из двух или разделите на два условия внутри {"all": [...]}.',
        },
      ],
    },
    {
      what: 'no range',
      written: { count: {} },
      says: [{ at: 'FieldMissing count.gte', ...ASK_NUMBER }],
    },
    {
      what: 'a contradictory range',
      written: { count: { gt: 5, lt: 5 } },
      says: [{ at: 'OutOfRange count.lt', ...NO_VALUE }],
    },
    {
      what: 'two windows',
      written: { count: { gte: 1 }, in_last: 30, between: [30, 60] },
      says: [
        {
          at: 'NotSupportedChoice between',
          en: '"in_last" and "between" exclude each other. Keep one of them, or ask for each in a condition of its own, both in {"all": [...]}.',
          ru: '"in_last" и "between" исключают друг друга. Оставьте одно из двух или разделите на два условия внутри {"all": [...]}.',
        },
      ],
    },
    {
      what: 'an element as text',
      written: { count: { gte: 1 }, element: '1001' },
      says: [
        {
          at: 'InvalidType element',
          en: 'This value should be of type int. Write a whole number from 1 to 9007199254740991, such as 1001.',
          ru: 'Тип значения должен быть int. Напишите целое число от 1 до 9007199254740991, например 1001.',
        },
      ],
    },
    {
      what: 'an empty range of prices',
      written: { count: { gte: 1 }, each: { gte: 2, lt: 2 } },
      says: [
        {
          at: 'OutOfRange each.lt',
          en: 'No value meets both "gte": 2 and "lt": 2. Change or leave out one of them.',
          ru: 'Ни одно значение не удовлетворяет сразу "gte": 2 и "lt": 2. Измените или уберите одно из двух.',
        },
      ],
    },
  ],
  text: [
    {
      what: 'nothing',
      written: {},
      says: [{ at: 'FieldMissing equals', ...ASK_NAME }],
    },
    {
      what: 'a text',
      written: 'Ann',
      says: [
        {
          at: 'InvalidType ',
          en: 'This value should be of type object. Write an object, such as {"equals": "Ann"}.',
          ru: 'Тип значения должен быть object. Напишите объект, например {"equals": "Ann"}.',
        },
      ],
    },
    {
      what: 'an unknown key',
      written: { contain: 'A' },
      says: [
        {
          at: 'UnknownParameter contain',
          en: 'This parameter is not known. Did you mean "contains"? Known here: "equals", "starts_with", "contains".',
          ru: 'Неизвестный параметр. Возможно, имелось в виду "contains". Здесь известны: "equals", "starts_with", "contains".',
        },
        { at: 'FieldMissing equals', ...ASK_NAME },
      ],
    },
    {
      what: 'a number',
      written: { equals: 5 },
      says: [
        {
          at: 'InvalidType equals',
          en: 'This value should be of type string. Write it in quotes: "5".',
          ru: 'Тип значения должен быть string. Напишите в кавычках: "5".',
        },
      ],
    },
    {
      what: 'a blank text',
      written: { contains: '' },
      says: [
        {
          at: 'NotBlank contains',
          en: 'This value should not be blank. Write a text, such as "Ann".',
          ru: 'Значение не должно быть пустым. Напишите текст, например "Ann".',
        },
      ],
    },
  ],
  tag: [
    {
      what: 'nothing',
      written: {},
      says: [{ at: 'FieldMissing any', ...ASK_SET }],
    },
    {
      what: 'a list',
      written: ['VIP'],
      says: [
        {
          at: 'InvalidType ',
          en: 'This value should be of type object. Write an object, such as {"any": ["VIP"]}.',
          ru: 'Тип значения должен быть object. Напишите объект, например {"any": ["VIP"]}.',
        },
      ],
    },
    {
      what: 'an unknown key',
      written: { eny: ['VIP'] },
      says: [
        { at: 'UnknownParameter eny', ...UNKNOWN_IN_SET },
        { at: 'FieldMissing any', ...ASK_SET },
      ],
    },
    {
      what: 'a name alone',
      written: { any: 'VIP' },
      says: [
        {
          at: 'InvalidType any',
          en: 'This value should be of type array. Write a list, such as ["VIP"].',
          ru: 'Тип значения должен быть array. Напишите список, например ["VIP"].',
        },
      ],
    },
    {
      what: 'an empty list',
      written: { any: [] },
      says: [{ at: 'TooFewItems any', ...EMPTY_SET }],
    },
    {
      what: 'a truth',
      written: { any: [true] },
      says: [{ at: 'InvalidType any.0', ...NAME_IN_SET }],
    },
    {
      what: 'a blank name',
      written: { any: [' '] },
      says: [{ at: 'NotBlank any.0', ...NAME_IN_SET }],
    },
    {
      what: 'two operators',
      written: { any: ['VIP'], none: ['New'] },
      says: [
        {
          at: 'NotSupportedChoice none',
          en: '"any" and "none" exclude each other. Keep one of them, or ask for each in a condition of its own, both in {"all": [...]}.',
          ru: '"any" и "none" исключают друг друга. Оставьте одно из двух или разделите на два условия внутри {"all": [...]}.',
        },
      ],
    },
  ],
  segment: [
    {
      what: 'nothing',
      written: {},
      says: [{ at: 'FieldMissing any', ...ASK_SET }],
    },
    {
      what: 'an unknown key',
      written: { eny: ['VIP'] },
      says: [
        { at: 'UnknownParameter eny', ...UNKNOWN_IN_SET },
        { at: 'FieldMissing any', ...ASK_SET },
      ],
    },
    {
      what: 'an empty list',
      written: { all: [] },
      says: [{ at: 'TooFewItems all', ...EMPTY_SET }],
    },
    {
      what: 'an unknown name',
      written: { any: ['VPI'] },
      says: [
        {
          at: 'NotSupportedChoice any.0',
          en: 'The value you selected is not a valid choice. Did you mean "VIP"? Known here: "VIP" (31), "Asleep" (32), "New" (33).',
          ru: 'Выбранное значение недопустимо. Возможно, имелось в виду "VIP". Здесь известны: "VIP" (31), "Asleep" (32), "New" (33).',
        },
      ],
    },
    {
      what: 'an unknown id',
      written: { all: [9] },
      says: [
        {
          at: 'NotSupportedChoice all.0',
          en: 'The value you selected is not a valid choice. Known here: "VIP" (31), "Asleep" (32), "New" (33).',
          ru: 'Выбранное значение недопустимо. Здесь известны: "VIP" (31), "Asleep" (32), "New" (33).',
        },
      ],
    },
  ],
  stage: [
    {
      what: 'nothing',
      written: {},
      says: [{ at: 'FieldMissing any', ...ASK_STAGE }],
    },
    {
      what: 'an unknown key',
      written: { eny: ['VIP'] },
      says: [
        { at: 'UnknownParameter eny', ...UNKNOWN_IN_SET },
        { at: 'FieldMissing any', ...ASK_STAGE },
      ],
    },
    {
      what: 'an empty list',
      written: { none: [] },
      says: [
        {
          at: 'TooFewItems none',
          en: 'This collection should contain at least 1 element(s). Write a list, such as ["Closed"].',
          ru: 'В списке должно быть не менее 1 элементов. Напишите список, например ["Closed"].',
        },
      ],
    },
    {
      what: 'an unknown name',
      written: { none: ['Close'] },
      says: [
        {
          at: 'NotSupportedChoice none.0',
          en: 'The value you selected is not a valid choice. Did you mean "Closed"? Known here: "Stage 1" (41), "Expected purchase" (42), "Closed" (43).',
          ru: 'Выбранное значение недопустимо. Возможно, имелось в виду "Closed". Здесь известны: "Stage 1" (41), "Expected purchase" (42), "Closed" (43).',
        },
      ],
    },
    {
      what: 'an unknown id',
      written: { any: [9] },
      says: [
        {
          at: 'NotSupportedChoice any.0',
          en: 'The value you selected is not a valid choice. Known here: "Stage 1" (41), "Expected purchase" (42), "Closed" (43).',
          ru: 'Выбранное значение недопустимо. Здесь известны: "Stage 1" (41), "Expected purchase" (42), "Closed" (43).',
        },
      ],
    },
  ],
  user: [
    {
      what: 'nothing',
      written: {},
      says: [{ at: 'FieldMissing any', ...ASK_USERS }],
    },
    {
      what: 'an unknown key',
      written: { eny: ['Ann'] },
      says: [
        {
          at: 'UnknownParameter eny',
          en: 'This parameter is not known. Did you mean "any"? Known here: "any", "none".',
          ru: 'Неизвестный параметр. Возможно, имелось в виду "any". Здесь известны: "any", "none".',
        },
        { at: 'FieldMissing any', ...ASK_USERS },
      ],
    },
    {
      what: 'an empty list',
      written: { any: [] },
      says: [
        {
          at: 'TooFewItems any',
          en: 'This collection should contain at least 1 element(s). Write a list, such as ["Ann"].',
          ru: 'В списке должно быть не менее 1 элементов. Напишите список, например ["Ann"].',
        },
      ],
    },
    {
      what: 'an operator of other sets',
      written: { all: ['Ann'] },
      says: [
        {
          at: 'UnknownParameter all',
          en: 'This parameter is not known. Known here: "any", "none".',
          ru: 'Неизвестный параметр. Здесь известны: "any", "none".',
        },
        { at: 'FieldMissing any', ...ASK_USERS },
      ],
    },
    {
      what: 'an unknown name',
      written: { any: ['Anne'] },
      says: [
        {
          at: 'NotSupportedChoice any.0',
          en: 'The value you selected is not a valid choice. Did you mean "Ann"? Known here: "Ann" (1), "Bob" (2), "Bob" (3).',
          ru: 'Выбранное значение недопустимо. Возможно, имелось в виду "Ann". Здесь известны: "Ann" (1), "Bob" (2), "Bob" (3).',
        },
      ],
    },
    {
      what: 'a name that two have',
      written: { any: ['Bob'] },
      says: [
        {
          at: 'NotSupportedChoice any.0',
          en: 'The value you selected is not a valid choice. Several have this name; give an id: 2, 3.',
          ru: 'Выбранное значение недопустимо. Это имя не единственное; укажите ID: 2, 3.',
        },
      ],
    },
    {
      what: 'an unknown id',
      written: { none: [9] },
      says: [
        {
          at: 'NotSupportedChoice none.0',
          en: 'The value you selected is not a valid choice. Known here: "Ann" (1), "Bob" (2), "Bob" (3).',
          ru: 'Выбранное значение недопустимо. Здесь известны: "Ann" (1), "Bob" (2), "Bob" (3).',
        },
      ],
    },
  ],
  field: [
    {
      what: 'nothing',
      written: {},
      says: [{ at: 'FieldMissing field', ...NAME_OF_FIELD }],
    },
    {
      what: 'a text',
      written: 'CITY',
      says: [
        {
          at: 'InvalidType ',
          en: 'This value should be of type object. Write an object, such as {"field": "CITY", "equals": "Ann"}.',
          ru: 'Тип значения должен быть object. Напишите объект, например {"field": "CITY", "equals": "Ann"}.',
        },
      ],
    },
    {
      what: 'a truth for a field',
      written: { field: true },
      says: [{ at: 'InvalidType field', ...NAME_OF_FIELD }],
    },
    {
      what: 'an unknown code',
      written: { field: 'SELCT' },
      says: [
        {
          at: 'NotSupportedChoice field',
          en: 'The value you selected is not a valid choice. Did you mean "SELECT"? Known here: "TEXT" ("text"), "TEXTAREA" ("textarea"), "URL" ("url"), "STREETADDRESS" ("streetaddress"), "NUMERIC" ("numeric"), "MONETARY" ("monetary"), "CHECKBOX" ("checkbox"), "SELECT" ("select"), "RADIOBUTTON" ("radiobutton"), "MULTISELECT" ("multiselect"), "DATE" ("date"), "DATE_TIME" ("date_time"), "CHAINED_LIST" ("chained_list"), "FILE" ("file").',
          ru: 'Выбранное значение недопустимо. Возможно, имелось в виду "SELECT". Здесь известны: "TEXT" ("text"), "TEXTAREA" ("textarea"), "URL" ("url"), "STREETADDRESS" ("streetaddress"), "NUMERIC" ("numeric"), "MONETARY" ("monetary"), "CHECKBOX" ("checkbox"), "SELECT" ("select"), "RADIOBUTTON" ("radiobutton"), "MULTISELECT" ("multiselect"), "DATE" ("date"), "DATE_TIME" ("date_time"), "CHAINED_LIST" ("chained_list"), "FILE" ("file").',
        },
      ],
    },
    {
      what: 'an unknown option',
      written: { field: 'SELECT', any: ['Lov'] },
      says: [
        {
          at: 'NotSupportedChoice any.0',
          en: 'The value you selected is not a valid choice. Did you mean "Low"? Known here: "Middle" (503), "Low" (501), "High" (502).',
          ru: 'Выбранное значение недопустимо. Возможно, имелось в виду "Low". Здесь известны: "Middle" (503), "Low" (501), "High" (502).',
        },
      ],
    },
    {
      what: 'an unknown id of an option',
      written: { field: 'SELECT', any: [9] },
      says: [
        {
          at: 'NotSupportedChoice any.0',
          en: 'The value you selected is not a valid choice. Known here: "Middle" (503), "Low" (501), "High" (502).',
          ru: 'Выбранное значение недопустимо. Здесь известны: "Middle" (503), "Low" (501), "High" (502).',
        },
      ],
    },
    {
      what: 'a text that is empty',
      written: { field: 'TEXT', empty: true, equals: 'x' },
      says: [
        {
          at: 'NotSupportedChoice equals',
          en: '"empty" and "equals" exclude each other. Keep one of them, or ask for each in a condition of its own, both in {"all": [...]}.',
          ru: '"empty" и "equals" исключают друг друга. Оставьте одно из двух или разделите на два условия внутри {"all": [...]}.',
        },
      ],
    },
    {
      what: 'a number for a truth',
      written: { field: 'TEXT', empty: 1 },
      says: [{ at: 'InvalidType empty', ...TRUTH }],
    },
    {
      what: 'an empty range of decimals',
      written: { field: 'NUMERIC', gt: '9007199254740993', lt: '9007199254740993.0' },
      says: [
        {
          at: 'OutOfRange lt',
          en: 'No value meets both "gt": "9007199254740993" and "lt": "9007199254740993". Change or leave out one of them.',
          ru: 'Ни одно значение не удовлетворяет сразу "gt": "9007199254740993" и "lt": "9007199254740993". Измените или уберите одно из двух.',
        },
      ],
    },
    {
      what: 'no number',
      written: { field: 'MONETARY', gte: 'many' },
      says: [
        {
          at: 'InvalidFormat gte',
          en: 'This value is not valid. Write a number, such as 100.',
          ru: 'Значение недопустимо. Напишите число, например 100.',
        },
      ],
    },
    {
      what: 'a number for a state',
      written: { field: 'CHECKBOX', is: 1 },
      says: [{ at: 'InvalidType is', ...TRUTH }],
    },
    {
      what: 'days as text',
      written: { field: 'DATE', anniversary_in_next: '7' },
      says: [
        {
          at: 'InvalidType anniversary_in_next',
          en: 'This value should be of type int. Write a whole number from 0 to 366, such as 7.',
          ru: 'Тип значения должен быть int. Напишите целое число от 0 до 366, например 7.',
        },
      ],
    },
    {
      what: 'a text field asked nothing',
      written: { field: 'TEXT' },
      says: [{ at: 'FieldMissing equals', ...ASK_TEXT_FIELD }],
    },
    {
      what: 'a textarea field asked nothing',
      written: { field: 'TEXTAREA' },
      says: [{ at: 'FieldMissing equals', ...ASK_TEXT_FIELD }],
    },
    {
      what: 'a url field asked nothing',
      written: { field: 'URL' },
      says: [{ at: 'FieldMissing equals', ...ASK_TEXT_FIELD }],
    },
    {
      what: 'a streetaddress field asked nothing',
      written: { field: 'STREETADDRESS' },
      says: [{ at: 'FieldMissing equals', ...ASK_TEXT_FIELD }],
    },
    {
      what: 'a numeric field asked nothing',
      written: { field: 'NUMERIC' },
      says: [{ at: 'FieldMissing gte', ...ASK_NUMBER_FIELD }],
    },
    {
      what: 'a monetary field asked nothing',
      written: { field: 'MONETARY' },
      says: [{ at: 'FieldMissing gte', ...ASK_NUMBER_FIELD }],
    },
    {
      what: 'a checkbox field asked nothing',
      written: { field: 'CHECKBOX' },
      says: [
        {
          at: 'FieldMissing is',
          en: 'One of these is needed: "is", "empty". For example: {"is": true}.',
          ru: 'Нужно одно из: "is", "empty". Например: {"is": true}.',
        },
      ],
    },
    {
      what: 'a select field asked nothing',
      written: { field: 'SELECT' },
      says: [{ at: 'FieldMissing any', ...ASK_OPTIONS }],
    },
    {
      what: 'a radiobutton field asked nothing',
      written: { field: 'RADIOBUTTON' },
      says: [{ at: 'FieldMissing any', ...ASK_OPTIONS }],
    },
    {
      what: 'a multiselect field asked nothing',
      written: { field: 'MULTISELECT' },
      says: [{ at: 'FieldMissing any', ...ASK_OPTIONS }],
    },
    {
      what: 'a date field asked nothing',
      written: { field: 'DATE' },
      says: [
        {
          at: 'FieldMissing in_last',
          en: 'One of these is needed: "in_last", "in_next", "older_than", "between", "from", "to", "anniversary_in_next", "empty". For example: {"in_last": 30}.',
          ru: 'Нужно одно из: "in_last", "in_next", "older_than", "between", "from", "to", "anniversary_in_next", "empty". Например: {"in_last": 30}.',
        },
      ],
    },
    {
      what: 'a date_time field asked nothing',
      written: { field: 'DATE_TIME' },
      says: [{ at: 'FieldMissing in_last', ...ASK_DAY }],
    },
    {
      what: 'a chained_list field asked nothing',
      written: { field: 'CHAINED_LIST' },
      says: [{ at: 'FieldMissing empty', ...MISSING_TRUTH }],
    },
    {
      what: 'a file field asked nothing',
      written: { field: 'FILE' },
      says: [{ at: 'FieldMissing empty', ...MISSING_TRUTH }],
    },
  ],
} as const satisfies Readonly<Record<string, readonly Mistake[]>>

const MISTAKES_IN_TREES: readonly Mistake[] = [
  {
    what: 'nothing',
    written: null,
    says: [{ at: 'InvalidType ', ...CONDITION }],
  },
  {
    what: 'a list of conditions',
    written: [{ ltv: { gte: 1 } }],
    says: [
      {
        at: 'InvalidType ',
        en: 'One condition is expected here, not a list. Put the list into a group: {"all": [{"ltv": {"gte": 100}}]}.',
        ru: 'Здесь должно быть одно условие, а не список. Поместите список в группу: {"all": [{"ltv": {"gte": 100}}]}.',
      },
    ],
  },
  {
    what: 'an empty object',
    written: {},
    says: [{ at: 'TooFewItems ', ...CONDITION }],
  },
  {
    what: 'a number in a group',
    written: { any: [{ all: [5] }] },
    says: [{ at: 'InvalidType any.0.all.0', ...CONDITION }],
  },
  {
    what: 'an object for a group',
    written: { all: { ltv: { gte: 1 } } },
    says: [
      {
        at: 'InvalidType all',
        en: 'This value should be of type array. Write a list, such as [{"ltv": {"gte": 100}}].',
        ru: 'Тип значения должен быть array. Напишите список, например [{"ltv": {"gte": 100}}].',
      },
    ],
  },
  {
    what: 'an unknown kind',
    written: { all: [{ tga: { any: ['VIP'] } }] },
    says: [
      {
        at: 'NotSupportedChoice all.0.tga',
        en: 'The value you selected is not a valid choice. Did you mean "tag"? Known here: "all", "any", "not", "before_purchase", "after_today", "next_date", "created_at", "first_purchase", "last_purchase", "ltv", "purchases_count", "average_check", "next_price", "periodicity", "purchases", "tag", "custom_field", "responsible_user", "created_by", "name", "segment", "stage".',
        ru: 'Выбранное значение недопустимо. Возможно, имелось в виду "tag". Здесь известны: "all", "any", "not", "before_purchase", "after_today", "next_date", "created_at", "first_purchase", "last_purchase", "ltv", "purchases_count", "average_check", "next_price", "periodicity", "purchases", "tag", "custom_field", "responsible_user", "created_by", "name", "segment", "stage".',
      },
    ],
  },
  {
    what: 'a kind like no other',
    written: { constructor: 1 },
    says: [
      {
        at: 'NotSupportedChoice constructor',
        en: 'The value you selected is not a valid choice. Known here: "all", "any", "not", "before_purchase", "after_today", "next_date", "created_at", "first_purchase", "last_purchase", "ltv", "purchases_count", "average_check", "next_price", "periodicity", "purchases", "tag", "custom_field", "responsible_user", "created_by", "name", "segment", "stage".',
        ru: 'Выбранное значение недопустимо. Здесь известны: "all", "any", "not", "before_purchase", "after_today", "next_date", "created_at", "first_purchase", "last_purchase", "ltv", "purchases_count", "average_check", "next_price", "periodicity", "purchases", "tag", "custom_field", "responsible_user", "created_by", "name", "segment", "stage".',
      },
    ],
  },
  {
    what: 'two kinds in one object',
    written: { ltv: { gte: 1 }, tag: { any: ['VIP'] } },
    says: [
      {
        at: 'NotSupportedChoice tag',
        en: 'An object holds one condition, and this one has "ltv" and "tag". Write them apart: {"all": [{"ltv": ...}, {"tag": ...}]}.',
        ru: 'В объекте может быть одно условие, а здесь и "ltv", и "tag". Запишите их отдельно: {"all": [{"ltv": ...}, {"tag": ...}]}.',
      },
    ],
  },
  {
    what: 'a kind and a group',
    written: { all: [], not: { ltv: { gte: 1 } } },
    says: [
      {
        at: 'NotSupportedChoice not',
        en: 'An object holds one condition, and this one has "all" and "not". Write them apart: {"all": [{"all": ...}, {"not": ...}]}.',
        ru: 'В объекте может быть одно условие, а здесь и "all", и "not". Запишите их отдельно: {"all": [{"all": ...}, {"not": ...}]}.',
      },
    ],
  },
  {
    what: 'a misspelt kind beside a kind',
    written: { ltv: { gte: 1 }, tags: { any: ['VIP'] } },
    says: [
      {
        at: 'UnknownParameter tags',
        en: 'This parameter is not known. Did you mean "tag"? Known here: "all", "any", "not", "before_purchase", "after_today", "next_date", "created_at", "first_purchase", "last_purchase", "ltv", "purchases_count", "average_check", "next_price", "periodicity", "purchases", "tag", "custom_field", "responsible_user", "created_by", "name", "segment", "stage".',
        ru: 'Неизвестный параметр. Возможно, имелось в виду "tag". Здесь известны: "all", "any", "not", "before_purchase", "after_today", "next_date", "created_at", "first_purchase", "last_purchase", "ltv", "purchases_count", "average_check", "next_price", "periodicity", "purchases", "tag", "custom_field", "responsible_user", "created_by", "name", "segment", "stage".',
      },
    ],
  },
  {
    what: 'a remark beside a group',
    written: { all: [], comment: 'x' },
    says: [
      {
        at: 'UnknownParameter comment',
        en: 'This parameter is not known. An object holds one condition, here "all", and nothing beside it. Take "comment" away.',
        ru: 'Неизвестный параметр. В объекте может быть только одно условие, здесь "all". Уберите "comment".',
      },
    ],
  },
  {
    what: 'a segment in a rule of a stage',
    written: { segment: { any: ['VIP'] } },
    use: 'stage',
    says: [
      {
        at: 'NotSupportedChoice segment',
        en: 'The value you selected is not a valid choice. "segment" can be asked only in the conditions of segments and in previews and queries.',
        ru: 'Выбранное значение недопустимо. "segment" можно спрашивать только в условиях сегментов, в предпросмотре и запросах.',
      },
    ],
  },
  {
    what: 'a stage in a rule of a segment',
    written: { not: { stage: { any: ['Closed'] } } },
    use: 'segment',
    says: [
      {
        at: 'NotSupportedChoice not.stage',
        en: 'The value you selected is not a valid choice. "stage" can be asked only in previews and queries.',
        ru: 'Выбранное значение недопустимо. "stage" можно спрашивать только в предпросмотре и запросах.',
      },
    ],
  },
  {
    what: 'nine levels',
    written: { not: { not: { not: { not: { not: { not: { not: { not: { ltv: { gte: 1 } } } } } } } } } },
    says: [
      {
        at: 'TooDeep not.not.not.not.not.not.not.not',
        en: 'Conditions have up to 8 levels and 100 leaves. Ask for several values in one leaf, as in {"tag": {"any": ["A", "B"]}}, or divide the conditions.',
        ru: 'В условиях до 8 уровней и 100 листьев. Спросите о нескольких значениях в одном листе, как в {"tag": {"any": ["A", "B"]}}, или разделите условия.',
      },
    ],
  },
]

/** Days after a purchase are exemplified by more than days before it. */
function inKind(kind: Kind, { at, ...texts }: Said): Said {
  const [code = '', path = ''] = at.split(' ')
  const example = (text: string) => (kind === 'after_today' ? text.replace(/ 3\.$/, ' 60.') : text)
  return {
    at: `${code} ${path === '' ? kind : `${kind}.${path}`}`,
    en: example(texts.en),
    ru: example(texts.ru),
  }
}

describe.each(Object.keys(KINDS) as Kind[])(
  'the remedy is said in both languages where %s is given',
  (kind) => {
    const mistakes: readonly Mistake[] = MISTAKES[SHAPES[kind]]
    test.each(mistakes.map(({ what, written, says }) => [what, written, says] as const))(
      '%s',
      (_what, written, says) => {
        expectSaid(
          { [kind]: written },
          says.map((said) => inKind(kind, said)),
        )
      },
    )
  },
)

describe('the remedy is said in both languages where a tree has', () => {
  test.each(MISTAKES_IN_TREES.map(({ what, written, says, use }) => [what, written, says, use] as const))(
    '%s',
    (_what, written, says, use) => {
      expectSaid(written, says, use)
    },
  )

  test('too many leaves', () => {
    const [said] = details({ all: Array<object>(MAX_LEAVES + 1).fill({ ltv: { gte: 1 } }) }, 'en')
    expect(said).toMatchObject({
      at: 'TooManyItems all.100',
      detail: expect.stringContaining('100 leaves') as string,
    })
  })
})

test('a remedy is looked for as long as somebody may read it', () => {
  const tree = { segment: { any: Array.from({ length: 1000 }, (_, i) => `VIP${i}`) } }
  const said = details(tree, 'en')
  expect(said.filter(({ detail }) => detail.includes('Known here'))).toHaveLength(100)
  expect(said).toHaveLength(1000)
})
