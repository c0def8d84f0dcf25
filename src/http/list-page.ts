import type { Anchor, Start } from '../db/keyset.ts'
import { brokenCursor, cursorOf, cursorsIn, questionOf, readCursor } from './cursor.ts'
import type { Links } from './links.ts'
import { pageOf, positiveNumber } from './paging.ts'
import { formatQuery, nodeAt, pairsOf, type Query } from './query-string.ts'
import { isStorable } from './storable-text.ts'

/** What a list is ordered by. */
export type ListOrder = {
  /** Distinguishes the orders of a list: `ltv desc`. */
  readonly name: string
  /** What rows are ordered by before their id. */
  readonly key: keyof typeof IS_KEY
}

const isNumber = (key: unknown) => Number.isSafeInteger(key)
/** Whether a value that a cursor carries can be a key of the order. */
const IS_KEY = {
  none: (key: unknown) => key === null,
  number: isNumber,
  'number or null': (key: unknown) => key === null || isNumber(key),
  text: (key: unknown) => typeof key === 'string' && isStorable(key),
}

/** The order of lists that have no other. */
export const BY_ID: ListOrder = { name: 'id asc', key: 'none' }

/** A request, as far as pages go. */
type WithUrl = { readonly url: string }

/** A page of a list, as it is requested. */
export type ListPage = {
  readonly page: number
  readonly limit: number
  readonly start: Start
  /** See {@link listQuestion}. */
  readonly question: string
}

/** Where a page ended. */
export type PageEnd = {
  readonly hasNext: boolean
  /** Its last row; undefined for an empty page. */
  readonly last: Anchor | undefined
}

/**
 * Returns the page of a list that is requested: what follows behind a cursor, else the page of a number, counted from the beginning. A
 * cursor belongs to the page that its link names. Where `page` asks for another, as clients do that count the number up in a link, it is left
 * aside; where clients repeat their own parameters behind a link, the furthest cursor counts.
 * @throws Invalid for a broken cursor, and for one of another list, filter or order
 */
export function listPageOf(request: WithUrl, query: Query, order: ListOrder): ListPage {
  const { page, limit } = pageOf(query)
  const question = listQuestion(request, query, order.name)
  const [furthest] = cursorsIn(query)
    .map((cursor) => readPageCursor(readCursor(cursor, question), order))
    .sort((a, b) => b.page - a.page)
  const requested = nodeAt(query, 'page')?.values.map(positiveNumber) ?? []
  if (furthest !== undefined && (requested.length === 0 || requested.includes(furthest.page)))
    return { page: furthest.page, limit, start: { after: furthest.after }, question }
  return { page, limit, start: { offset: (page - 1) * limit }, question }
}

/** What a list is asked apart from the page: which list it is, what narrows it, and its order. See {@link questionOf}. */
export function listQuestion(request: WithUrl, query: Query, order: string): string {
  return questionOf([pathOf(request), order, ...filtersOf(query)])
}

/**
 * The `_links` of a page: the request's own query with the page replaced, because clients follow them as they are. `first` and `prev`
 * from page 2 on.
 */
export function pageLinks(
  links: Links,
  request: WithUrl,
  query: Query,
  { page, limit, question }: ListPage,
  { hasNext, last }: PageEnd,
) {
  const others = pairsOf(query).filter(([name]) => !PAGING.has(name))
  const at = (number: number, after?: Anchor) => {
    const pairs = [...others, ['page', String(number)], ['limit', String(limit)]] as [string, string][]
    if (after) pairs.push(['cursor', cursorOf(question, [number, ...anchorValues(after)])])
    return { href: `${links.base}${pathOf(request)}?${formatQuery(pairs)}` }
  }
  return {
    self: at(page),
    ...(hasNext && { next: at(page + 1, last) }),
    ...(page > 1 && { first: at(1), prev: at(page - 1) }),
  }
}

/** Cuts a page out of the rows of a list that are all in memory, in the order of the list: by id, unless said otherwise. */
export function pageOfRows<Row extends { readonly id: number }>(
  rows: readonly Row[],
  { start, limit }: ListPage,
  order: { keyOf: (row: Row) => Anchor['key']; isBehind: (row: Row, anchor: Anchor) => boolean } = {
    keyOf: () => null,
    isBehind: (row, anchor) => row.id > anchor.id,
  },
): PageEnd & { readonly rows: readonly Row[] } {
  const rest =
    'after' in start ? rows.filter((row) => order.isBehind(row, start.after)) : rows.slice(start.offset)
  const shown = rest.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    hasNext: rest.length > limit,
    last: last && { key: order.keyOf(last), id: last.id },
  }
}

const PAGING: ReadonlySet<string> = new Set(['page', 'limit', 'cursor'])

/** The path of a request, which may have been called with a slash at its end. */
function pathOf({ url }: WithUrl): string {
  return (url.split('?', 1)[0] ?? url).replace(/\/$/, '')
}

/** What narrows a list, in one order: clients that repeat parameters may mix them up. */
function filtersOf(query: Query): string[] {
  return pairsOf(query)
    .filter(([name]) => name === 'query' || name.startsWith('filter['))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
}

/** Returns a row's position in its list as a cursor carries it. */
export function anchorValues({ id, key }: Anchor): (number | string)[] {
  return key === null ? [id] : [id, key]
}

/** The position that {@link anchorValues} wrote into a cursor of an order. @throws Invalid for anything else */
export function readAnchor([id, key = null]: readonly unknown[], order: ListOrder): Anchor {
  if (!isPositive(id) || !IS_KEY[order.key](key)) throw brokenCursor()
  return { id, key: key as Anchor['key'] }
}

function readPageCursor(
  [page, ...anchor]: readonly unknown[],
  order: ListOrder,
): { page: number; after: Anchor } {
  if (!isPositive(page)) throw brokenCursor()
  return { page, after: readAnchor(anchor, order) }
}

function isPositive(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0
}
