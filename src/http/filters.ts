import type { Refuse } from '../core/errors.ts'
import { isListKey, listOf, nodeAt, type Query, type QueryNode, rangeOf, scalarOf } from './query-string.ts'

/** What may stand below the name of a filter: the counted values of a list, bounds, or nothing. */
export type FilterShape = { readonly list?: true; readonly range?: true }

/**
 * Tells `refuse` what stands below a filter and is no part of it, as in `filter[id][a]=5` and `filter[id][0][x]=5`, and values beside
 * bounds: what is in no place where it is looked for would be ignored, which answers more than was asked for.
 */
export function refuseMisshapen(
  node: QueryNode | undefined,
  shape: FilterShape,
  path: string,
  refuse: Refuse,
): void {
  for (const [key, child] of node?.children ?? []) {
    const isPart = (shape.list && isListKey(key)) || (shape.range && (key === 'from' || key === 'to'))
    if (!isPart || child.children.size > 0) refuse('InvalidFormat', key === '' ? path : `${path}.${key}`)
  }
  if (shape.range && rangeOf(node) && textsOf(node)) refuse('InvalidFormat', path)
}

/** The text of a parameter that takes one. What stands below it, as in `query[]=a`, is told to `refuse`, for the rest would answer another question. */
export function textOf(query: Query, name: string, refuse: Refuse): string | undefined {
  const node = nodeAt(query, name)
  refuseMisshapen(node, {}, name, refuse)
  return scalarOf(node)
}

/** Tells `refuse` what stands below a known order, as in `order[id][x]=desc`: ignoring it would answer in another order than was asked for. */
export function refuseMisshapenOrders(query: Query, known: readonly string[], refuse: Refuse): void {
  for (const column of known) refuseMisshapen(nodeAt(query, 'order', column), {}, `order.${column}`, refuse)
}

/**
 * The ids that a filter names; undefined when it is absent or empty, which asks for nothing. What is no list of
 * integers is told to `refuse`, for ignoring it would answer more than was asked for.
 */
export function idsOf(node: QueryNode | undefined, path: string, refuse: Refuse): number[] | undefined {
  refuseMisshapen(node, { list: true }, path, refuse)
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

/** Returns every filter and order of a query, for a list that has none of its own. */
export function filtersAndOrders(query: Query): string[] {
  return [...unknownKeys(query, 'filter', []), ...unknownKeys(query, 'order', [])]
}
