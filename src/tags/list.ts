import { type Refuse, Violations } from '../core/errors.ts'
import type { EntityName } from '../core/entity-names.ts'
import { foldText } from '../core/fold.ts'
import type { Queries } from '../db/database.ts'
import { idsOf, refuseMisshapen, textOf, unknownKeys } from '../http/filters.ts'
import type { Page } from '../http/paging.ts'
import { nodeAt, type Query, scalarOf } from '../http/query-string.ts'
import { countTags, selectTags, type TagFilter } from './queries.ts'
import type { Tag } from './tag.ts'

/** What a list of tags is asked for; `folded` is the case-folded text to be found in the name. */
export type TagQuery = { readonly filter: TagFilter; readonly folded: string | undefined }

/** Reads the filters and the search of a list. @throws Invalid for a filter that cannot be one */
export function readTagQuery(query: Query, entity: EntityName): TagQuery {
  const violations = new Violations('single')
  const refuse: Refuse = (code, path, params) => violations.add(0, code, path, params)
  const ids = idsOf(nodeAt(query, 'filter', 'id'), 'filter.id', refuse)
  const named = nodeAt(query, 'filter', 'name')
  refuseMisshapen(named, {}, 'filter.name', refuse)
  const words = textOf(query, 'query', refuse)?.trim()
  violations.throwIfAny()
  const name = scalarOf(named)
  return {
    filter: { entity, ...(ids && { ids }), ...(name !== undefined && name !== '' && { name }) },
    folded: words === undefined || words === '' ? undefined : foldText(words),
  }
}

/** The filters and orders that the list does not know, for strict requests. */
export function unknownParameters(query: Query): string[] {
  return [...unknownKeys(query, 'filter', ['id', 'name']), ...unknownKeys(query, 'order', [])]
}

/** One page of tags by id. */
export async function listTags(
  queries: Queries,
  accountId: number,
  { filter, folded }: TagQuery,
  { page, limit }: Page,
): Promise<{ tags: Tag[]; hasNext: boolean }> {
  const offset = (page - 1) * limit
  const found =
    folded === undefined
      ? await selectTags(queries, accountId, filter, { offset, limit: limit + 1 })
      : await searchTags(queries, accountId, filter, folded, offset, limit + 1)
  return { tags: found.slice(0, limit), hasNext: found.length > limit }
}

/** How many tags match. */
export async function countList(
  queries: Queries,
  accountId: number,
  { filter, folded }: TagQuery,
): Promise<number> {
  if (folded === undefined) return countTags(queries, accountId, filter)
  return (await searchTags(queries, accountId, filter, folded, 0, Infinity)).length
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
  offset: number,
  limit: number,
): Promise<Tag[]> {
  const found: Tag[] = []
  for (let afterId = 0; ;) {
    const block = await selectTags(queries, accountId, { ...filter, afterId }, { offset: 0, limit: BLOCK })
    found.push(...block.filter((tag) => foldText(tag.name).includes(folded)))
    const last = block.at(-1)
    if (last === undefined || block.length < BLOCK || found.length >= offset + limit)
      return found.slice(offset, offset + limit)
    afterId = last.id
  }
}
