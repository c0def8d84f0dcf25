import { type Refuse, Violations } from '../core/errors.ts'
import type { FieldDefinition } from '../core/field-types/field-type.ts'
import type { FieldSet } from '../core/field-types/field-set.ts'
import { integersOf, refuseMisshapenOrders, textsOf, unknownKeys } from '../http/filters.ts'
import { type ListOrder, type ListPage, pageOfRows } from '../http/list-page.ts'
import type { Filters } from '../http/query-parameters.ts'
import { nodeAt, type Query, scalarOf } from '../http/query-string.ts'

/** The filters and orders that lists know. */
export const FILTERS: Filters = { id: 'integers', type: 'texts' }
export const ORDERS = ['sort', 'id'] as const

/** What a list of fields is asked for. */
export type FieldQuery = {
  readonly ids: readonly number[] | undefined
  readonly types: readonly string[] | undefined
  /** What fields are ordered by before their id, the first one first. */
  readonly orders: readonly { readonly column: (typeof ORDERS)[number]; readonly factor: 1 | -1 }[]
}

/** Reads the filters and orders of a list. @throws Invalid for a filter that cannot be one */
export function readFieldQuery(query: Query): FieldQuery {
  const violations = new Violations('single')
  const refuse: Refuse = (code, path, params) => violations.add(0, code, path, params)
  const ids = integersOf(nodeAt(query, 'filter', 'id'), 'filter.id', refuse)
  const types = textsOf(nodeAt(query, 'filter', 'type'), 'filter.type', refuse)
  refuseMisshapenOrders(query, ORDERS, refuse)
  violations.throwIfAny()
  return { ids, types, orders: ordersOf(query) }
}

/** The order of a list as its pages know it. */
export function listOrderOf({ orders }: FieldQuery): ListOrder {
  return { name: orders.map(({ column, factor }) => `${column} ${factor}`).join(), key: 'number' }
}

/** The fields that match, in order. */
export function fieldsMatching({ ids, types, orders }: FieldQuery, fields: FieldSet): FieldDefinition[] {
  return fields
    .all()
    .filter((field) => ids === undefined || ids.includes(field.id))
    .filter((field) => types === undefined || types.includes(field.type))
    .sort((a, b) => compare(a, b, orders))
}

/** A page of fields that {@link fieldsMatching} gave. */
export function pageOfFields(fields: readonly FieldDefinition[], { orders }: FieldQuery, page: ListPage) {
  return pageOfRows(fields, page, {
    keyOf: (field) => field.sort,
    isBehind: (field, { key, id }) => compare(field, { sort: Number(key), id }, orders) > 0,
  })
}

type Ordered = Pick<FieldDefinition, (typeof ORDERS)[number]>

function compare(a: Ordered, b: Ordered, orders: FieldQuery['orders']): number {
  for (const { column, factor } of orders)
    if (a[column] !== b[column]) return (a[column] - b[column]) * factor
  return a.id - b.id
}

/** The filters and orders that the list does not know, for strict requests. */
export function unknownParameters(query: Query): string[] {
  return [...unknownKeys(query, 'filter', Object.keys(FILTERS)), ...unknownKeys(query, 'order', ORDERS)]
}

/** What `order[…]` names, the first one first; what it cannot mean is ignored, as the original does. */
function ordersOf(query: Query): FieldQuery['orders'] {
  return [...(nodeAt(query, 'order')?.children ?? [])].flatMap(([name, node]) => {
    const column = ORDERS.find((known) => known === name)
    const direction = scalarOf(node)?.toLowerCase()
    if (column === undefined || (direction !== 'asc' && direction !== 'desc')) return []
    return [{ column, factor: direction === 'asc' ? 1 : -1 }]
  })
}
