import type { Refuse } from '../core/errors.ts'
import { listOf, nodeAt, type Query, type QueryNode } from './query-string.ts'

/**
 * The ids that a filter names; undefined when it is absent or empty, which asks for nothing. What is no integer is told to
 * `refuse`, for ignoring it would answer more than was asked for.
 */
export function idsOf(node: QueryNode | undefined, path: string, refuse: Refuse): number[] | undefined {
  return textsOf(node)?.flatMap((text) => {
    const id = /^-?\d{1,16}$/.test(text) ? Number(text) : NaN
    if (Number.isSafeInteger(id)) return [id]
    refuse('InvalidType', path, { type: 'int' })
    return []
  })
}

/** The texts that a filter names; undefined when it is absent or empty. */
export function textsOf(node: QueryNode | undefined): string[] | undefined {
  const texts = listOf(node).filter((text) => text !== '' && text !== 'null')
  return texts.length === 0 ? undefined : texts
}

/** The keys below `filter` or `order` that a list does not know, for strict requests. */
export function unknownKeys(query: Query, parameter: 'filter' | 'order', known: readonly string[]): string[] {
  return [...(nodeAt(query, parameter)?.children.keys() ?? [])]
    .filter((key) => !known.includes(key))
    .map((key) => `${parameter}.${key}`)
}

/** The same for a list that knows neither filters nor orders. */
export function filtersAndOrders(query: Query): string[] {
  return [...unknownKeys(query, 'filter', []), ...unknownKeys(query, 'order', [])]
}
