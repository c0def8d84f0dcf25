import { type Refuse, Violations } from '../core/errors.ts'
import type { EntityName } from '../core/entity-names.ts'
import { foldText } from '../core/fold.ts'
import { keptName } from '../core/names.ts'
import type { Queries } from '../db/database.ts'
import { integersOf, singleTextOf, textOf, unknownKeys } from '../http/filters.ts'
import type { ListPage, PageEnd } from '../http/list-page.ts'
import type { Filters } from '../http/query-parameters.ts'
import { nodeAt, type Query } from '../http/query-string.ts'
import { countTags, selectTags, type TagFilter, type TagPart } from './queries.ts'
import type { Tag } from './tag.ts'

/** The filters that lists know. */
export const FILTERS: Filters = { id: 'integers', name: 'text' }

/** What a list of tags is asked for; `folded` is the case-folded text to be found in the name. */
export type TagQuery = { readonly filter: TagFilter; readonly folded: string | undefined }

/** Reads the filters and the search of a list. @throws Invalid for a filter that cannot be one */
export function readTagQuery(query: Query, entity: EntityName): TagQuery {
  const violations = new Violations('single')
  const refuse: Refuse = (code, path, params) => violations.add(0, code, path, params)
  const ids = integersOf(nodeAt(query, 'filter', 'id'), 'filter.id', refuse)
  const name = singleTextOf(nodeAt(query, 'filter', 'name'), 'filter.name', refuse)
  const words = textOf(query, 'query', refuse)?.trim()
  violations.throwIfAny()
  return {
    filter: { entity, ...(ids && { ids }), ...(name !== undefined && { name: keptName(name) }) },
    folded: words === undefined || words === '' ? undefined : foldText(words),
  }
}

/** The filters and orders that the list does not know, for strict requests. */
export function unknownParameters(query: Query): string[] {
  return [...unknownKeys(query, 'filter', Object.keys(FILTERS)), ...unknownKeys(query, 'order', [])]
}

/** One page of tags by id. */
export async function listTags(
  queries: Queries,
  accountId: number,
  { filter, folded }: TagQuery,
  { start, limit }: Pick<ListPage, 'start' | 'limit'>,
): Promise<PageEnd & { readonly tags: readonly Tag[] }> {
  const { after, offset } = 'after' in start ? { after: start.after.id, offset: 0 } : { after: 0, ...start }
  const part = { after, offset, limit: limit + 1 }
  const found =
    folded === undefined
      ? await selectTags(queries, accountId, filter, part)
      : await searchTags(queries, accountId, filter, folded, part)
  const tags = found.slice(0, limit)
  const id = tags.at(-1)?.id
  return {
    tags,
    hasNext: found.length > limit,
    last: id === undefined ? undefined : { key: null, id },
  }
}

/** How many tags match. */
export async function countList(
  queries: Queries,
  accountId: number,
  { filter, folded }: TagQuery,
): Promise<number> {
  if (folded === undefined) return countTags(queries, accountId, filter)
  return (await searchTags(queries, accountId, filter, folded, { after: 0, offset: 0, limit: Infinity }))
    .length
}

const BLOCK = 2000

/**
 * Tags whose name holds a folded text. They are folded here and not by the database, whose `lower` depends on its locale: in the C
 * locale of Postgres 15 it knows no Cyrillic.
 */
async function searchTags(
  queries: Queries,
  accountId: number,
  filter: TagFilter,
  folded: string,
  { after, offset, limit }: TagPart,
): Promise<Tag[]> {
  const found: Tag[] = []
  for (let behind = after; ;) {
    const block = await selectTags(queries, accountId, filter, { after: behind, offset: 0, limit: BLOCK })
    found.push(...block.filter((tag) => foldText(tag.name).includes(folded)))
    const last = block.at(-1)
    if (last === undefined || block.length < BLOCK || found.length >= offset + limit)
      return found.slice(offset, offset + limit)
    behind = last.id
  }
}
