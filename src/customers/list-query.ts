import type { Definitions } from '../account/definitions.ts'
import { apiNameOf, columnCalled, columnsWith, isAmount } from '../core/customer-columns.ts'
import { type Refuse, Violations } from '../core/errors.ts'
import type { Decimal } from '../core/field-types/decimal.ts'
import type { FieldDefinition } from '../core/field-types/field-type.ts'
import { fieldTypeNamed } from '../core/field-types/field-types.ts'
import { foldText } from '../core/fold.ts'
import {
  amountRangeOf,
  boundsOf,
  integerRangeOf,
  integersOf,
  momentRangeOf,
  type Range,
  refuseMisshapen,
  refuseMisshapenOrders,
  textOf,
  textsOf,
  unknownKeys,
} from '../http/filters.ts'
import type { Filters } from '../http/query-parameters.ts'
import { nodeAt, type Query, type QueryNode, rangeOf, scalarOf } from '../http/query-string.ts'
import type { CustomerOrder } from './order.ts'

/** Columns a list can be ordered by. Others are ignored, as the original does. */
export const ORDERS = columnsWith({ order: true })

const SETS = columnsWith({ filter: 'set' })
const MOMENTS = columnsWith({ filter: 'moments' })
const RANGES = [...columnsWith({ filter: 'range' }), ...MOMENTS]
/** The filters that lists know. */
export const FILTERS: Filters = {
  ...Object.fromEntries(SETS.map((column) => [column, 'integers'])),
  ...Object.fromEntries(RANGES.map((column) => [apiNameOf(column), kindOfRange(column)])),
  name: 'texts',
  segments: 'integers',
  custom_fields_values: 'fields',
}

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
  readonly order: CustomerOrder<(typeof ORDERS)[number]>
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
  const names = textsOf(filter('name'), 'filter.name', refuse)
  const segments = integersOf(filter('segments'), 'filter.segments', refuse)
  // In the other mode segments sleep: customers show none, so none is in one.
  const areAsleep = definitions.account.customers_mode !== 'segments'
  const words = textOf(query, 'query', refuse)
  refuseMisshapenOrders(query, ORDERS.map(apiNameOf), refuse)
  const read: ListQuery = {
    sets: SETS.flatMap((column) => {
      const values = integersOf(filter(column), `filter.${column}`, refuse)
      return values === undefined ? [] : [{ column, values }]
    }),
    ranges: RANGES.flatMap((column) => {
      const range = rangeOfColumn(column, query, definitions, refuse)
      return range === undefined ? [] : [{ column, ...range }]
    }),
    names: names?.map(foldText),
    segments: segments && areAsleep ? [] : segments,
    ...fields,
    words: words === undefined || words.trim() === '' ? undefined : foldText(words.trim()),
    order: orderOf(query),
  }
  violations.throwIfAny()
  return read
}

function rangeOfColumn(
  column: (typeof RANGES)[number],
  query: Query,
  { currencyDigits }: Definitions,
  refuse: Refuse,
): Range | undefined {
  const name = apiNameOf(column)
  const node = nodeAt(query, 'filter', name)
  const path = `filter.${name}`
  const kind = kindOfRange(column)
  if (kind === 'amounts') return amountRangeOf(node, path, currencyDigits, refuse)
  return kind === 'moments' ? momentRangeOf(node, path, refuse) : integerRangeOf(node, path, refuse)
}

function kindOfRange(column: (typeof RANGES)[number]) {
  if (isAmount(column)) return 'amounts'
  return (MOMENTS as readonly string[]).includes(column) ? 'moments' : 'range'
}

/** The filters and orders of a query that lists do not know, for strict requests. */
export function unknownParameters(query: Query): string[] {
  return [
    ...unknownKeys(query, 'filter', Object.keys(FILTERS)),
    ...unknownKeys(query, 'order', ORDERS.map(apiNameOf)),
  ]
}

function orderOf(query: Query): ListQuery['order'] {
  for (const [name, node] of nodeAt(query, 'order')?.children ?? []) {
    const column = columnCalled(ORDERS, name)
    const direction = scalarOf(node)?.toLowerCase()
    if (column && (direction === 'asc' || direction === 'desc'))
      return { column, descending: direction === 'desc' }
  }
  return { column: 'id', descending: false }
}

function fieldFilters(node: QueryNode | undefined, definitions: Definitions, refuse: Refuse) {
  const fieldTokens: string[][] = []
  const fieldRanges: ({ fieldId: number } & Range<Decimal>)[] = []
  for (const value of node?.values ?? [])
    refuse(value === '' ? 'NotBlank' : 'InvalidFormat', 'filter.custom_fields_values')
  for (const [id, filter] of node?.children ?? []) {
    const path = `filter.custom_fields_values.${id}`
    const field = definitions.customerFields.byWrittenId(id)
    if (field === undefined) {
      refuse('NotSupportedChoice', path)
      continue
    }
    const range = rangeOf(filter)
    if (range) {
      refuseMisshapen(filter, { list: true, range: true }, path, refuse)
      fieldRanges.push({ fieldId: field.id, ...fieldRange(range, field, definitions, path, refuse) })
      continue
    }
    const wanted = textsOf(filter, path, refuse) ?? []
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
  range: Range<string>,
  field: FieldDefinition,
  definitions: Definitions,
  path: string,
  refuse: Refuse,
): Range<Decimal> {
  const { range: type } = fieldTypeNamed(field.type)
  return boundsOf(range, path, refuse, (text, boundPath) => {
    const value = type?.bound(text, definitions.calendar)
    if (value === undefined) refuse('InvalidFormat', boundPath)
    return value
  })
}
