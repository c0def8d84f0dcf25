import { type Refuse, Violations } from '../core/errors.ts'
import type { FieldDefinition } from '../core/field-types/field-type.ts'
import type { FieldSet } from '../core/field-types/field-set.ts'
import { idsOf, refuseMisshapen, refuseMisshapenOrders, textsOf, unknownKeys } from '../http/filters.ts'
import { nodeAt, type Query, scalarOf } from '../http/query-string.ts'

const FILTERS = ['id', 'type']
const ORDERS = ['sort', 'id'] as const

/** The fields that a list asks for, by id unless `order` says otherwise. @throws Invalid for a filter that cannot be one */
export function fieldsMatching(query: Query, fields: FieldSet): FieldDefinition[] {
  const violations = new Violations('single')
  const refuse: Refuse = (code, path, params) => violations.add(0, code, path, params)
  const ids = idsOf(nodeAt(query, 'filter', 'id'), 'filter.id', refuse)
  const type = nodeAt(query, 'filter', 'type')
  refuseMisshapen(type, { list: true }, 'filter.type', refuse)
  refuseMisshapenOrders(query, ORDERS, refuse)
  violations.throwIfAny()
  const types: readonly string[] | undefined = textsOf(type)
  const comparisons = orders(query)
  return fields
    .all()
    .filter((field) => ids === undefined || ids.includes(field.id))
    .filter((field) => types === undefined || types.includes(field.type))
    .sort((a, b) => {
      for (const { column, factor } of comparisons)
        if (a[column] !== b[column]) return (a[column] - b[column]) * factor
      return a.id - b.id
    })
}

/** The filters and orders that the list does not know, for strict requests. */
export function unknownParameters(query: Query): string[] {
  return [...unknownKeys(query, 'filter', FILTERS), ...unknownKeys(query, 'order', ORDERS)]
}

/** What `order[…]` names, the first one first; what it cannot mean is ignored, as the original does. */
function orders(query: Query): { column: (typeof ORDERS)[number]; factor: 1 | -1 }[] {
  return [...(nodeAt(query, 'order')?.children ?? [])].flatMap(([name, node]) => {
    const column = ORDERS.find((known) => known === name)
    const direction = scalarOf(node)?.toLowerCase()
    if (column === undefined || (direction !== 'asc' && direction !== 'desc')) return []
    return [{ column, factor: direction === 'asc' ? 1 : -1 }]
  })
}
