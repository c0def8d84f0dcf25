import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../src/core/actor.ts'
import { apiNameOf, columnsWith, isAmount } from '../../src/core/customer-columns.ts'
import type { ViolationCode } from '../../src/core/errors.ts'
import { startTestServer, type TestServer } from '../helpers/server.ts'
import { expectProblems } from './answers.ts'
import { CUSTOMER, FIELD, SEGMENT_FIELD, UNKNOWN } from './ids.ts'
import { buildShop, type Shop } from './shop.ts'

let server: TestServer
let shop: Shop
beforeAll(async () => {
  server = await startTestServer()
  shop = await buildShop(server)
})
afterAll(() => server.close())

/** A query string, and the code and path of each thing that is wrong with it. */
type BadQuery = readonly [query: string, ...problems: (readonly [code: ViolationCode, path: string])[]]

const LISTS = {
  customers: '/api/v4/customers',
  purchases: '/api/v4/customers/transactions',
  purchasesOf: `/api/v4/customers/${CUSTOMER.plain}/transactions`,
  segments: '/api/v4/customers/segments',
  tags: '/api/v4/customers/tags',
  fields: '/api/v4/customers/custom_fields',
  segmentFields: '/api/v4/customers/segments/custom_fields',
  users: '/api/v4/users',
}

const UNREADABLE: readonly BadQuery[] = [
  ['filter[id=1', ['InvalidFormat', 'filter[id']],
  ['filter[id]]=1', ['InvalidFormat', 'filter[id]]']],
  ['filter]id[=1', ['InvalidFormat', 'filter]id[']],
  ['filter[[id]]=1', ['InvalidFormat', 'filter[[id]]']],
  ['[id]=1', ['InvalidFormat', '[id]']],
  ['filter%5Bid=1', ['InvalidFormat', 'filter[id']],
  ['page=1&filter[created_at][from=1', ['InvalidFormat', 'filter[created_at][from']],
  ['page=%', ['InvalidFormat', 'page']],
  ['page=%zz', ['InvalidFormat', 'page']],
  ['query=%ff', ['InvalidFormat', 'query']],
  ['query=%c0%af', ['InvalidFormat', 'query']],
  ['query=%ed%a0%80', ['InvalidFormat', 'query']],
  ['query=%00', ['InvalidFormat', 'query']],
  ['filter[name][]=a%00b', ['InvalidFormat', 'filter[name][]']],
  ['%zz=1', ['InvalidFormat', '%zz']],
  ['filter[%ff]=1', ['InvalidFormat', 'filter[%ff]']],
  [`filter${'[a]'.repeat(9)}=1`, ['InvalidFormat', `filter${'[a]'.repeat(9)}`]],
  ['a=1&'.repeat(5000) + 'last=1', ['InvalidFormat', 'last']],
]

const NO_IDS = [
  'abc',
  '1.5',
  '1e3',
  '0x10',
  '9007199254740992',
  '99999999999999999999',
  '1,2',
  ' 1',
  '-',
  'NaN',
  'null',
]

const blank = (path: string) => ['NotBlank', `filter.${path}`] as const
/** Filters without a value, which would otherwise mean everything. */
const blanks = (name: string, path = name): BadQuery[] =>
  [`filter[${name}]=`, `filter[${name}]`].map((query) => [query, blank(path)])
const blankItems = (name: string, path = name): BadQuery[] =>
  [
    `filter[${name}][]=`,
    `filter[${name}][0]=`,
    `filter%5B${name}%5D%5B%5D`,
    `filter[${name}][]=1&filter[${name}][]=`,
    `filter[${name}]=1&filter[${name}]=`,
  ].map((query) => [query, blank(path)])
const blankBounds = (name: string, path = name): BadQuery[] => [
  [`filter[${name}][from]=`, blank(`${path}.from`)],
  [`filter[${name}][to]=`, blank(`${path}.to`)],
  [`filter[${name}][from]&filter[${name}][to]=`, blank(`${path}.from`), blank(`${path}.to`)],
  [`filter[${name}][from]=1&filter[${name}][to]=`, blank(`${path}.to`)],
]

/** Values where no list has any. */
const lists = (name: string): BadQuery[] => [
  ...blanks(name),
  ...blankItems(name),
  [`filter[${name}][a]=5`, ['InvalidFormat', `filter.${name}.a`]],
  [`filter[${name}][x][y]=1`, ['InvalidFormat', `filter.${name}.x`]],
  [`filter[${name}][0][x]=1`, ['InvalidFormat', `filter.${name}.0`]],
  [`filter[${name}][][]=1&filter[${name}][]=1`, ['InvalidFormat', `filter.${name}`]],
  [`filter[${name}][from]=1&filter[${name}][-1]=1`, ...misshapen(name, 'from', '-1')],
]
const misshapen = (name: string, ...keys: string[]) =>
  keys.map((key) => ['InvalidFormat', `filter.${name}.${key}`] as const)
const ids = (name: string): BadQuery[] => [
  ...NO_IDS.map((value): BadQuery => [`filter[${name}]=${value}`, ['InvalidType', `filter.${name}`]]),
  [`filter[${name}][]=1&filter[${name}][]=x`, ['InvalidType', `filter.${name}`]],
  [`filter%5B${name}%5D%5B0%5D=x`, ['InvalidType', `filter.${name}`]],
  ...lists(name),
]
const ranges = (name: string, amount = false): BadQuery[] => [
  ...blanks(name),
  ...blankBounds(name),
  [`filter[${name}]=x`, ['InvalidType', `filter.${name}`]],
  [`filter[${name}][from]=x`, ['InvalidType', `filter.${name}.from`]],
  [`filter[${name}][from]=1&filter[${name}][to]=2026-03-10`, ['InvalidType', `filter.${name}.to`]],
  // A bound of an amount may have cents, and be larger than any amount.
  [
    `filter[${name}][from]=1e9&filter[${name}][to]=${amount ? '1,5' : '9007199254740993'}`,
    ['InvalidType', `filter.${name}.from`],
    ['InvalidType', `filter.${name}.to`],
  ],
  [`filter[${name}][]=5`, ['InvalidFormat', `filter.${name}`]],
  [`filter[${name}][0]=5&filter[${name}][date_preset]=now`, ...misshapen(name, '0', 'date_preset')],
  ...valuesOrRanges(name),
]
const valuesOrRanges = (name: string, path = name): BadQuery[] => [
  [`filter[${name}][a]=5`, ['InvalidFormat', `filter.${path}.a`]],
  [`filter[${name}][from][x]=1&filter[${name}][to][]=1`, ...misshapen(path, 'from', 'to')],
  [`filter[${name}]=1&filter[${name}][from]=1`, ['InvalidFormat', `filter.${path}`]],
]
const fieldRanges = (field: number, ...values: string[]) =>
  values.map((value): BadQuery => [
    `filter[custom_fields_values][${field}][from]=${value}`,
    ['InvalidFormat', `filter.custom_fields_values.${field}.from`],
  ])

const search: BadQuery[] = [
  ['query[]=a', ['InvalidFormat', 'query']],
  ['query=a&query[x][y]=b', ['InvalidFormat', 'query.x']],
]
const orders = (...columns: string[]): BadQuery[] =>
  columns.flatMap((column): BadQuery[] => [
    [`order[${column}][x]=desc`, ['InvalidFormat', `order.${column}.x`]],
    [`order[${column}]=desc&order[${column}][]=asc`, ['InvalidFormat', `order.${column}`]],
  ])

const BAD_VALUES: Readonly<Partial<Record<keyof typeof LISTS, readonly BadQuery[]>>> = {
  customers: [
    ...[...columnsWith({ filter: 'set' }), 'segments'].flatMap(ids),
    ...columnsWith({ filter: 'range' }).flatMap((column) => ranges(apiNameOf(column), isAmount(column))),
    ...[UNKNOWN, SEGMENT_FIELD.text, 'abc', '', '__proto__', '1e3x'].map((field): BadQuery => [
      `filter[custom_fields_values][${field}]=1`,
      ['NotSupportedChoice', `filter.custom_fields_values.${field}`],
    ]),
    ...lists('name'),
    ...[FIELD.numeric, FIELD.date].flatMap((field) =>
      valuesOrRanges(`custom_fields_values][${field}`, `custom_fields_values.${field}`),
    ),
    ['filter[custom_fields_values]=5', ['InvalidFormat', 'filter.custom_fields_values']],
    ...blanks('custom_fields_values'),
    ...Object.values(FIELD).flatMap((field) => [
      ...blanks(`custom_fields_values][${field}`, `custom_fields_values.${field}`),
      ...blankItems(`custom_fields_values][${field}`, `custom_fields_values.${field}`),
    ]),
    ...[FIELD.numeric, FIELD.date].flatMap((field) =>
      blankBounds(`custom_fields_values][${field}`, `custom_fields_values.${field}`),
    ),
    ...fieldRanges(FIELD.numeric, 'x', '1,5', 'Infinity'),
    ...fieldRanges(FIELD.date, 'x', '2026-02-30T00:00:00Z', '9007199254740993'),
    ...fieldRanges(FIELD.text, 'a'),
    ...fieldRanges(FIELD.select, '1'),
    [
      `filter[id]=x&filter[ltv][from]=y&filter[custom_fields_values][${UNKNOWN}]=1&filter[status_id]=z`,
      ['InvalidType', 'filter.id'],
      ['InvalidType', 'filter.ltv.from'],
      ['NotSupportedChoice', `filter.custom_fields_values.${UNKNOWN}`],
      ['InvalidType', 'filter.status_id'],
    ],
    ...search,
    ...orders('id', 'updated_at', 'ltv'),
  ],
  purchases: ids('id'),
  purchasesOf: ids('id'),
  tags: [...ids('id'), ...blanks('name'), ['filter[name][]=a', ['InvalidFormat', 'filter.name']], ...search],
  fields: [...ids('id'), ...lists('type'), ...orders('id', 'sort')],
  segmentFields: [...ids('id'), ...lists('type'), ...orders('id', 'sort')],
}

const unknown = (...names: string[]): BadQuery[] =>
  names.map((name): BadQuery => [`${name.replace(/\.(.*)/, '[$1]')}=1`, ['UnknownParameter', name]])
const WITHOUT_FILTERS = unknown('filter.name', 'filter.id', 'order.id')

/** What a request with `X-Patron-Strict: 1` is told, and what is ignored else. */
const UNKNOWN_NAMES: Readonly<Record<keyof typeof LISTS, readonly BadQuery[]>> = {
  customers: [
    ...unknown('filter.nothing', 'filter.__proto__', 'filter.constructor', 'order.email', 'order.toString'),
    ['with=contacts,leads', ['UnknownParameter', 'leads']],
  ],
  purchases: unknown('filter.price', 'filter.customer_id', 'order.id'),
  purchasesOf: unknown('filter.price', 'order.id'),
  segments: WITHOUT_FILTERS,
  tags: unknown('filter.color', 'order.name'),
  fields: unknown('filter.name', 'order.name'),
  segmentFields: unknown('filter.name', 'order.name'),
  users: [...WITHOUT_FILTERS, ['with=role,rights', ['UnknownParameter', 'rights']]],
}

describe.each(Object.entries(LISTS))('the list of %s refuses', (name, url) => {
  const bad = [...UNREADABLE, ...(BAD_VALUES[name as keyof typeof LISTS] ?? [])]
  test.each(bad.map((row) => [row[0].slice(0, 80), row] as const))(
    '%s',
    async (_title, [query, ...problems]) => {
      const expected = problems.map(([code, path]) => [undefined, code, path] as const)
      for (const language of LANGUAGES)
        expectProblems(await ask(`${url}?${query}`, { 'accept-language': language }), expected, language)
      expectProblems(await ask(`${url}?${query}`, STRICT), expected, 'en')
      if (name !== 'segments')
        expectProblems(await shop.periodicity.admin.get(`${url}?${query}`), expected, 'en')
    },
  )

  test.each(UNKNOWN_NAMES[name as keyof typeof LISTS].map((row) => [row[0], row] as const))(
    '%s to strict requests only',
    async (_title, [query, ...problems]) => {
      const expected = problems.map(([code, path]) => [undefined, code, path] as const)
      expect([200, 204]).toContain((await ask(`${url}?${query}`)).status)
      expectProblems(await ask(`${url}?${query}`, STRICT), expected, 'en')
    },
  )
})

test.each([
  ...(['customers', 'purchases', 'purchasesOf', 'tags', 'fields', 'segmentFields'] as const).map(
    (name) => `${LISTS[name]}?filter[id]=-1`,
  ),
  `${LISTS.customers}?filter[name]=null`,
  `${LISTS.customers}?filter[custom_fields_values][${FIELD.text}][]=null`,
  `${LISTS.tags}?filter[name]=null`,
  `${LISTS.fields}?filter[type]=null`,
])('what nothing has finds nothing: %s', async (url) => {
  await ask(url).expect(204)
})

const STRICT = { 'x-patron-strict': '1' }

function ask(url: string, headers: Record<string, string> = {}) {
  return shop.segments.admin.get(url, headers)
}
