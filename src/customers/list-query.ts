import type { Definitions } from '../account/definitions.ts'
import { columnsWith, CUSTOMER_COLUMNS } from '../core/customer-columns.ts'
import { type Refuse, Violations } from '../core/errors.ts'
import type { Decimal } from '../core/field-types/decimal.ts'
import type { FieldDefinition } from '../core/field-types/field-type.ts'
import { fieldTypeNamed } from '../core/field-types/field-types.ts'
import { foldText } from '../core/fold.ts'
import { refuseMisshapen, refuseMisshapenOrders, textOf, unknownKeys } from '../http/filters.ts'
import type { ListOrder } from '../http/list-page.ts'
import { isStorable } from '../http/storable-text.ts'
import { listOf, nodeAt, type Query, type QueryNode, rangeOf, scalarOf } from '../http/query-string.ts'

/** Columns a list can be ordered by. Others are ignored, as the original does. */
export const ORDERS = columnsWith({ order: true })
export type OrderColumn = (typeof ORDERS)[number]

const SETS = columnsWith({ filter: 'set' })
const RANGES = columnsWith({ filter: 'range' })
const FILTERS = [...SETS, ...RANGES, 'name', 'segments', 'custom_fields_values']

export type Range<Bound = number> = { readonly from?: Bound; readonly to?: Bound }

/** What a list of customers is asked for. Several filters are all to hold; several values of one filter are alternatives. */
export type ListQuery = {
  readonly sets: readonly { readonly column: (typeof SETS)[number]; readonly values: readonly number[] }[]
  readonly ranges: readonly ({ readonly column: (typeof RANGES)[number] } & Range)[]
  /** Case-folded names. */
  readonly names: readonly string[] | undefined
  readonly segments: readonly number[] | undefined
  /** For each field filtered by value: the tokens of which a customer must have one. */
  readonly fieldTokens: readonly (readonly string[])[]
  readonly fieldRanges: readonly ({ readonly fieldId: number } & Range<Decimal>)[]
  /** Case-folded text to be found in the name or a field. */
  readonly words: string | undefined
  readonly order: { readonly column: OrderColumn; readonly descending: boolean }
}

/**
 * Reads the filters, the search and the order of a list. Unknown filters and orders are ignored; a known filter with a value that
 * cannot be one, and a known parameter in a shape that it does not have, is refused, for ignoring it would answer others than were asked for.
 * @throws Invalid
 */
export function readListQuery(query: Query, definitions: Definitions): ListQuery {
  const violations = new Violations('single')
  const refuse: Refuse = (code, path, params) => violations.add(0, code, path, params)
  const filter = (name: string) => nodeAt(query, 'filter', name)
  const fields = fieldFilters(nodeAt(query, 'filter', 'custom_fields_values'), definitions, refuse)
  const names = listed(filter('name'), 'filter.name', refuse)
  const words = textOf(query, 'query', refuse)
  if (words !== undefined && !isStorable(words)) refuse('InvalidCharacters', 'query')
  refuseMisshapenOrders(query, ORDERS, refuse)
  const read: ListQuery = {
    sets: SETS.flatMap((column) => {
      const values = integers(filter(column), `filter.${column}`, refuse)
      return values === undefined ? [] : [{ column, values }]
    }),
    ranges: RANGES.flatMap((column) => {
      const range = integerRange(filter(column), `filter.${column}`, refuse)
      return range === undefined ? [] : [{ column, ...range }]
    }),
    names: names?.map(foldText),
    segments: integers(filter('segments'), 'filter.segments', refuse),
    ...fields,
    words: words === undefined || words.trim() === '' ? undefined : foldText(words.trim()),
    order: orderOf(query),
  }
  violations.throwIfAny()
  return read
}

/** An order as pages of the list know it. */
export function listOrderOf({ column, descending }: ListQuery['order']): ListOrder {
  const { type, nullable } = { nullable: false, ...CUSTOMER_COLUMNS[column] }
  const key = type === 'text' ? type : nullable ? 'number or null' : 'number'
  return { name: `${column} ${descending ? 'desc' : 'asc'}`, key: column === 'id' ? 'none' : key }
}

/** The filters and orders of a query that lists do not know, for strict requests. */
export function unknownParameters(query: Query): string[] {
  return [...unknownKeys(query, 'filter', FILTERS), ...unknownKeys(query, 'order', ORDERS)]
}

function orderOf(query: Query): ListQuery['order'] {
  for (const [name, node] of nodeAt(query, 'order')?.children ?? []) {
    const column = ORDERS.find((known) => known === name)
    const direction = scalarOf(node)?.toLowerCase()
    if (column && (direction === 'asc' || direction === 'desc'))
      return { column, descending: direction === 'desc' }
  }
  return { column: 'id', descending: false }
}

/** The values of a filter; undefined when it is absent or empty, which asks for nothing. */
function texts(node: QueryNode | undefined, path: string, refuse: Refuse): string[] | undefined {
  const values = listOf(node).filter((value) => value !== '' && value !== 'null')
  if (values.some((value) => !isStorable(value))) refuse('InvalidCharacters', path)
  return values.length === 0 ? undefined : values
}

function listed(node: QueryNode | undefined, path: string, refuse: Refuse): string[] | undefined {
  refuseMisshapen(node, { list: true }, path, refuse)
  return texts(node, path, refuse)
}

function integers(node: QueryNode | undefined, path: string, refuse: Refuse): number[] | undefined {
  return listed(node, path, refuse)?.flatMap((text) => integer(text, path, refuse) ?? [])
}

function integer(text: string, path: string, refuse: Refuse): number | undefined {
  const value = /^-?\d{1,16}$/.test(text) ? Number(text) : NaN
  if (Number.isSafeInteger(value)) return value
  refuse('InvalidType', path, { type: 'int' })
  return undefined
}

/** `[from]` and `[to]`, each may be absent; a plain value is both. */
function integerRange(node: QueryNode | undefined, path: string, refuse: Refuse): Range | undefined {
  refuseMisshapen(node, { range: true }, path, refuse)
  const range = rangeOf(node)
  const bound = (text: string | undefined, name: string) =>
    text === undefined || text === '' ? undefined : integer(text, `${path}${name}`, refuse)
  const single = range ? undefined : bound(scalarOf(node), '')
  const from = range ? bound(range.from, '.from') : single
  const to = range ? bound(range.to, '.to') : single
  if (from === undefined && to === undefined) return undefined
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

function fieldFilters(node: QueryNode | undefined, definitions: Definitions, refuse: Refuse) {
  const fieldTokens: string[][] = []
  const fieldRanges: ({ fieldId: number } & Range<Decimal>)[] = []
  const anywhere = node?.values.some((value) => value !== '' && value !== 'null')
  if (anywhere) refuse('InvalidFormat', 'filter.custom_fields_values')
  for (const [id, filter] of node?.children ?? []) {
    const path = `filter.custom_fields_values.${id}`
    const field = definitions.customerFields.byId(Number(id))
    if (field === undefined) {
      refuse('NotSupportedChoice', path)
      continue
    }
    refuseMisshapen(filter, { list: true, range: true }, path, refuse)
    const range = rangeOf(filter)
    if (range) {
      const bounds = fieldRange(range, field, definitions, path, refuse)
      if (bounds) fieldRanges.push({ fieldId: field.id, ...bounds })
      continue
    }
    const wanted = texts(filter, path, refuse)
    if (wanted === undefined) continue
    const type = fieldTypeNamed(field.type)
    fieldTokens.push(
      wanted.flatMap((text) => {
        const token = type.filterToken(text, field, definitions.calendar)
        return token === undefined ? [] : [`${field.id}=${token}`]
      }),
    )
  }
  return { fieldTokens, fieldRanges }
}

/** Bounds comparable with the stored values of a field; a type without an order has no ranges. */
function fieldRange(
  range: { from?: string; to?: string },
  field: FieldDefinition,
  definitions: Definitions,
  path: string,
  refuse: Refuse,
): Range<Decimal> | undefined {
  const type = fieldTypeNamed(field.type)
  const bound = (text: string | undefined, name: string) => {
    if (text === undefined || text === '') return undefined
    const value = type.range?.bound(text, definitions.calendar)
    if (value === undefined) refuse('InvalidFormat', `${path}.${name}`)
    return value
  }
  const from = bound(range.from, 'from')
  const to = bound(range.to, 'to')
  if (from === undefined && to === undefined) return undefined
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}
