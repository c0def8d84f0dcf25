import type { Refuse } from '../core/errors.ts'
import type { Decimal } from '../core/field-types/decimal.ts'
import { ceilInMinorUnits, floorInMinorUnits, MAX_MINOR } from '../core/money.ts'
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
  if (shape.range && rangeOf(node) && listOf(node).length > 0) refuse('InvalidFormat', path)
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
 * The texts of a filter, of which any may hold; undefined when the query has no such filter. A blank one is told to `refuse`, for taking
 * it for none would answer everything.
 */
export function textsOf(node: QueryNode | undefined, path: string, refuse: Refuse): string[] | undefined {
  if (node === undefined) return undefined
  refuseMisshapen(node, { list: true }, path, refuse)
  const texts = listOf(node)
  if (texts.includes('')) refuse('NotBlank', path)
  return texts
}

/** The one text of a filter, like {@link textsOf}. */
export function singleTextOf(node: QueryNode | undefined, path: string, refuse: Refuse): string | undefined {
  refuseMisshapen(node, {}, path, refuse)
  const text = scalarOf(node)
  if (text === '') refuse('NotBlank', path)
  return text
}

/** The integers of a filter, like {@link textsOf}; ids and users are such. What is no integer is told to `refuse`. */
export function integersOf(node: QueryNode | undefined, path: string, refuse: Refuse): number[] | undefined {
  return textsOf(node, path, refuse)?.flatMap((text) => integerOf(text, path, refuse) ?? [])
}

/** Bounds, both included; each may be absent. */
export type Range<Bound = number> = { readonly from?: Bound; readonly to?: Bound }

/** The integers between which the values of a filter lie: `[from]`, `[to]`, or one value that is both. */
export function integerRangeOf(node: QueryNode | undefined, path: string, refuse: Refuse): Range | undefined {
  return readRange(node, path, refuse, integerOf)
}

/** The moments between which those of a filter lie, in Unix seconds whose fraction is cut off as in bodies, like {@link integerRangeOf}. */
export function momentRangeOf(node: QueryNode | undefined, path: string, refuse: Refuse): Range | undefined {
  return readRange(node, path, refuse, momentOf)
}

/** The amounts in minor units between which those of a filter lie, which is written in currency units, like {@link integerRangeOf}. */
export function amountRangeOf(
  node: QueryNode | undefined,
  path: string,
  currencyDigits: number,
  refuse: Refuse,
): Range | undefined {
  const range = readRange(node, path, refuse, decimalOf)
  if (range === undefined) return undefined
  const { from, to } = range
  return {
    ...(from !== undefined && { from: withinBigint(ceilInMinorUnits(from, currencyDigits)) }),
    ...(to !== undefined && { to: withinBigint(floorInMinorUnits(to, currencyDigits)) }),
  }
}

function readRange<Bound>(
  node: QueryNode | undefined,
  path: string,
  refuse: Refuse,
  read: ReadBound<Bound>,
): Range<Bound> | undefined {
  refuseMisshapen(node, { range: true }, path, refuse)
  const range = rangeOf(node)
  if (range) return boundsOf(range, path, refuse, read)
  const value = boundOf(scalarOf(node), path, refuse, read)
  return value === undefined ? undefined : { from: value, to: value }
}

/** Reads a bound from its text; what is none is told to `refuse`. */
type ReadBound<Bound> = (text: string, path: string, refuse: Refuse) => Bound | undefined

/** Reads the bounds that a filter has under `[from]` and `[to]`. */
export function boundsOf<Bound>(
  { from, to }: Range<string>,
  path: string,
  refuse: Refuse,
  read: ReadBound<Bound>,
): Range<Bound> {
  const first = boundOf(from, `${path}.from`, refuse, read)
  const last = boundOf(to, `${path}.to`, refuse, read)
  return { ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }) }
}

function boundOf<Bound>(text: string | undefined, path: string, refuse: Refuse, read: ReadBound<Bound>) {
  if (text === '') refuse('NotBlank', path)
  return text ? read(text, path, refuse) : undefined
}

function integerOf(text: string, path: string, refuse: Refuse): number | undefined {
  const value = /^-?\d{1,16}$/.test(text) ? Number(text) : NaN
  if (Number.isSafeInteger(value)) return value
  if (text !== '') refuse('InvalidType', path, { type: 'int' })
  return undefined
}

/** Reads Unix seconds and cuts off their fraction; what are none is told to `refuse`. */
export function momentOf(text: string, path: string, refuse: Refuse): number | undefined {
  const seconds = /^-?\d{1,16}(\.\d{1,16})?$/.test(text) ? Math.floor(Number(text)) : NaN
  return integerOf(Number.isSafeInteger(seconds) ? String(seconds) : text, path, refuse)
}

function decimalOf(text: string, path: string, refuse: Refuse): Decimal | undefined {
  if (/^-?\d{1,16}(\.\d{1,16})?$/.test(text)) return text
  if (text !== '') refuse('InvalidType', path, { type: 'float' })
  return undefined
}

/** Moves a bound beyond every amount to the nearest number that Postgres takes for a bigint: just beyond every amount, too. */
function withinBigint(bound: number): number {
  return Math.min(Math.max(bound, -1), MAX_MINOR + 1)
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
