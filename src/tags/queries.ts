import { sql } from 'kysely'
import type { DefinitionsTrx } from '../account/scope.ts'
import type { EntityName } from '../core/entity-names.ts'
import { build } from '../db/build.ts'
import type { Queries, Trx } from '../db/database.ts'
import type { Tag } from './tag.ts'

/** The tags of an entity with these ids, and those with these names, which are in their kept form. */
export async function findTags(
  queries: Queries,
  accountId: number,
  entity: EntityName,
  ids: readonly number[],
  names: readonly string[],
): Promise<Tag[]> {
  return queries.query<Tag>(
    `select id, name, color from tags
     where account_id = $1 and entity = $2 and (id = any($3::bigint[]) or name_key = any($4::text[]))`,
    [accountId, entity, ids, names],
  )
}

/** A tag of whatever entity. */
export async function findTag(
  queries: Queries,
  accountId: number,
  id: number,
): Promise<(Tag & { readonly entity: EntityName }) | undefined> {
  const [tag] = await queries.query<Tag & { entity: EntityName }>(
    `select id, entity, name, color from tags where account_id = $1 and id = $2`,
    [accountId, id],
  )
  return tag
}

/** Inserts tags whose names, in their kept form, are new; gives those that were inserted. */
export async function insertTags(
  trx: Trx,
  accountId: number,
  entity: EntityName,
  tags: readonly Tag[],
): Promise<Tag[]> {
  return trx.query<Tag>(
    `insert into tags (account_id, entity, id, name, name_key, color)
     select $1, $2, u.id, u.name, u.name, u.color from unnest($3::bigint[], $4::text[], $5::text[]) as u(id, name, color)
     on conflict on constraint tags_name_unique do nothing returning id, name, color`,
    [accountId, entity, tags.map((tag) => tag.id), tags.map((tag) => tag.name), tags.map((tag) => tag.color)],
  )
}

/** Gives a tag a name in its kept form. */
export async function updateTagName(
  trx: DefinitionsTrx,
  accountId: number,
  id: number,
  name: string,
): Promise<void> {
  await trx.query(`update tags set name = $3, name_key = $3 where account_id = $1 and id = $2`, [
    accountId,
    id,
    name,
  ])
}

/** How many have a tag, what is deleted aside. */
export async function countHolders(queries: Queries, accountId: number, id: number): Promise<number> {
  const [row] = await queries.query<{ holders: number }>(
    `select count(*) as holders from entity_tags where account_id = $1 and tag_id = $2`,
    [accountId, id],
  )
  return row?.holders ?? 0
}

/** Deletes a tag, which nobody has any more. */
export async function deleteTagRow(trx: DefinitionsTrx, accountId: number, id: number): Promise<void> {
  await trx.query(`delete from tags where account_id = $1 and id = $2`, [accountId, id])
}

export type TagFilter = {
  readonly entity: EntityName
  readonly ids?: readonly number[]
  /** The whole name in its kept form. */
  readonly name?: string
}

/** So many tags, from an offset on among those whose ids are above `after`. */
export type TagPart = { readonly after: number; readonly offset: number; readonly limit: number }

/** A part of the tags, by id. */
export async function selectTags(
  queries: Queries,
  accountId: number,
  { entity, ids, name }: TagFilter,
  part: TagPart,
): Promise<Tag[]> {
  return queries.run(
    build
      .selectFrom('tags')
      .select(['id', 'name', 'color'])
      .where('account_id', '=', accountId)
      .where('entity', '=', entity)
      .$if(ids !== undefined, (q) => q.where('id', '=', sql<number>`any(${ids}::bigint[])`))
      .$if(name !== undefined, (q) => q.where('name_key', '=', name as string))
      .where('id', '>', part.after)
      .orderBy('id')
      .offset(part.offset)
      .limit(part.limit),
  )
}

export async function countTags(
  queries: Queries,
  accountId: number,
  { entity, ids, name }: TagFilter,
): Promise<number> {
  const [row] = await queries.run(
    build
      .selectFrom('tags')
      .select((eb) => eb.fn.countAll<number>().as('tags'))
      .where('account_id', '=', accountId)
      .where('entity', '=', entity)
      .$if(ids !== undefined, (q) => q.where('id', '=', sql<number>`any(${ids}::bigint[])`))
      .$if(name !== undefined, (q) => q.where('name_key', '=', name as string)),
  )
  return row?.tags ?? 0
}
