import fc from 'fast-check'
import { anyNumber, id, text } from './values.ts'

const SETS = ['id', 'responsible_user_id', 'created_by', 'updated_by', 'status_id', 'segments', 'name']
const RANGES = ['created_at', 'next_date', 'ltv', 'average_check', 'closest_task_at']
const FIELDS = Array.from({ length: 21 }, (_, i) => `filter[custom_fields_values][${1001 + i}]`)
const ORDERS = ['id', 'name', 'created_at', 'next_date', 'ltv', 'sort', 'nothing']

/** The parameters that lists know beside those that the reference names. */
const FILTERS = [
  ...SETS.flatMap((name) => [`filter[${name}]`, `filter[${name}][]`, `filter[${name}][0]`]),
  ...RANGES.flatMap((name) => [`filter[${name}]`, `filter[${name}][from]`, `filter[${name}][to]`]),
  ...FIELDS.flatMap((name) => [name, `${name}[]`, `${name}[from]`, `${name}[to]`]),
]
const COMMON = ['page', 'limit', 'with', 'query', ...ORDERS.map((name) => `order[${name}]`)]
const BROKEN = [
  'filter',
  'order',
  'filter[unknown]',
  'filter[id',
  'filter]id[',
  '[]',
  'filter[id][][a]',
  '%5B',
  'a[b][c][d][e][f][g][h][i][j]',
]

/** Query strings of names that the lists know, and some that nobody does. */
export function queryNear(names: readonly string[]): fc.Arbitrary<string> {
  const name = fc.oneof(
    { arbitrary: fc.constantFrom(...COMMON, ...names), weight: 6 },
    { arbitrary: fc.constantFrom(...FILTERS), weight: 6 },
    { arbitrary: fc.constantFrom(...BROKEN), weight: 1 },
  )
  const value = fc.oneof(
    { arbitrary: fc.oneof(id, fc.nat()).map(String), weight: 8 },
    {
      arbitrary: fc.constantFrom(
        ...[
          'asc',
          'desc',
          'contacts,companies',
          'catalog_elements,group_id',
          '1',
          '2',
          '250',
          '999999999999999',
        ],
      ),
      weight: 8,
    },
    { arbitrary: text.map((each) => encodeURIComponent(each.toWellFormed())), weight: 4 },
    { arbitrary: anyNumber.map((each) => JSON.stringify(each)), weight: 1 },
    { arbitrary: fc.constantFrom('%', '%zz', '%ff', '%00', '+', '%u0041'), weight: 1 },
  )
  const pair = fc.tuple(fc.oneof(name, name.map(encodeURIComponent)), value).map((each) => each.join('='))
  return fc.array(pair, { maxLength: 3 }).map((pairs) => (pairs.length === 0 ? '' : `?${pairs.join('&')}`))
}

const HEADERS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'x-patron-strict': fc.constantFrom('1', '0', 'yes'),
  'accept-language': fc.constantFrom('ru', 'en-US,en;q=0.9', 'de', '', 'r'),
  'idempotency-key': fc.oneof(fc.constantFrom('a', 'b', 'c', '', 'k'.repeat(255), 'k'.repeat(256)), latin()),
  'if-match': fc.oneof(
    fc.constantFrom('*', '"1"', '"2"', 'W/"3"', '""', '"999999999999999"', '1, 2'),
    latin(),
  ),
  'content-type': fc.constantFrom(
    ...['application/json', 'application/json; charset=utf-8', 'application/hal+json'],
    ...['text/plain', 'application/x-www-form-urlencoded', 'nonsense', '', ';'],
  ),
  host: fc.oneof(fc.constantFrom('shop.example:8443', 'a"b', ''), latin()),
  'x-forwarded-proto': fc.constantFrom('https', 'http', 'gopher'),
}
const header = fc.oneof(
  ...Object.entries(HEADERS).map(([name, value]) => value.map((each) => [name, each] as const)),
)

/** Headers that mean something, and of most requests none. */
export const headers: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .oneof(
    { arbitrary: fc.constant([]), weight: 3 },
    { arbitrary: fc.array(header, { minLength: 1, maxLength: 2 }), weight: 1 },
  )
  .map((all) => Object.fromEntries(all))

/** What may stand in a header: visible characters of Latin-1. */
function latin(): fc.Arbitrary<string> {
  const unit = fc.integer({ min: 0x21, max: 0xff }).filter((code) => code < 0x7f || code > 0xa0)
  return fc.string({ unit: unit.map((code) => String.fromCharCode(code)), maxLength: 20 })
}
