import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Refused } from '../core/errors.ts'
import type { Answer, PageAnswer } from './hal.ts'
import { parseQuery, type Query, scalarOf } from './query-string.ts'
import { Utf8Builder } from './utf8.ts'

const DEFAULT_LIMIT = 50
/** A larger `limit` is clipped to this, as the original does. */
export const MAX_LIMIT = 250
/** A page behind every list: a number beyond, such as the greatest one of a client's language, is this one. */
const LAST_PAGE = 1_000_000_000_000_000

export type Page = { readonly page: number; readonly limit: number }

/** The paging parameters of lists, for their schemas: the published ones, and the cursor that links to a next page carry. */
export const PagingParameters = {
  page: Type.Optional(Type.Integer({ minimum: 1, description: 'Number of the page, from 1' })),
  cursor: Type.Optional(
    Type.String({
      description:
        'Where the page before ended, as the link `next` has it: whoever follows these links meets each entry once, whatever is added or deleted meanwhile',
    }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Entities on a page: 50 unless given, at most 250' }),
  ),
}

/** The parsed query string of a request. @throws BadQuery */
export function queryOf(request: FastifyRequest): Query {
  const start = request.url.indexOf('?')
  return parseQuery(start === -1 ? '' : request.url.slice(start + 1))
}

/** `page` and `limit`; what is no positive number falls back to the first page of 50. */
export function pageOf(query: Query): Page {
  return {
    page: positiveNumber(scalarOf(query.children.get('page'))) ?? 1,
    limit: Math.min(positiveNumber(scalarOf(query.children.get('limit'))) ?? DEFAULT_LIMIT, MAX_LIMIT),
  }
}

/** Whether the client asked for errors in place of silence (X-Patron-Strict: 1). */
export function isStrict(request: FastifyRequest): boolean {
  return request.headers['x-patron-strict'] === '1'
}

/** The rows of a page, as JSON: each becomes bytes when it comes, for to keep hundreds of texts costs more than to render them. */
export class JsonRows {
  readonly #texts = new Utf8Builder()
  #count = 0

  add(json: string): void {
    this.#texts.add(this.#count++ === 0 ? json : `,${json}`)
  }

  /**
   * The page in HAL, or 204 when it is empty. `head` stands before `_embedded`: which keys a list shows differs, as in the pages.
   */
  page(name: string, head: object): PageAnswer {
    if (this.#count === 0) return { status: 204 }
    const top = JSON.stringify(head)
    const comma = top === '{}' ? '' : ','
    const begin = `${top.slice(0, -1)}${comma}"_embedded":{${JSON.stringify(name)}:[`
    return { status: 200, body: this.#texts.between(begin, ']}}') }
  }
}

/** A page of rows that are all there, {@link JsonRows.page}. `jsonOf` gives the JSON text of a row. */
export function pageAnswer<Row>(
  name: string,
  rows: readonly Row[],
  jsonOf: (row: Row) => string,
  head: object,
): PageAnswer {
  const json = new JsonRows()
  for (const row of rows) json.add(jsonOf(row))
  return json.page(name, head)
}

/** What a GET of one entity answers where there is none: 204 as the original does, 404 when strict. */
export function absent(request: FastifyRequest): Answer {
  if (isStrict(request)) throw new Refused('not_found')
  return { status: 204 }
}

/** The number that a text of digits gives, as far as there can be pages; undefined for 0 and what is no such text. */
export function positiveNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d+$/.test(text)) return undefined
  const value = Math.min(Number(text), LAST_PAGE)
  return value > 0 ? value : undefined
}
