import { sql } from 'kysely'
import { build } from '../db/build.ts'
import type { Queries, Trx } from '../db/database.ts'

export type Tag = { readonly id: number; readonly name: string; readonly color: string | null }

export async function findTags(
  queries: Queries,
  accountId: number,
  ids: readonly number[],
  names: readonly string[],
): Promise<Tag[]> {
  return queries.query<Tag>(
    `select id, name, color from tags where account_id = $1 and (id = any($2::bigint[]) or name = any($3::text[]))`,
    [accountId, ids, names],
  )
}

/** Inserts tags whose names are new; gives those that were inserted. */
export async function insertTags(trx: Trx, accountId: number, tags: readonly Tag[]): Promise<Tag[]> {
  return trx.query<Tag>(
    `insert into tags (account_id, id, name, color)
     select $1, u.id, u.name, u.color from unnest($2::bigint[], $3::text[], $4::text[]) as u(id, name, color)
     on conflict on constraint tags_name_unique do nothing returning id, name, color`,
    [accountId, tags.map((tag) => tag.id), tags.map((tag) => tag.name), tags.map((tag) => tag.color)],
  )
}

export type TagFilter = {
  ids: readonly number[] | undefined
  name: string | undefined
  query: string | undefined
}

/** One page of tags by id, and one more row if there is a further page. */
export async function listTags(
  queries: Queries,
  accountId: number,
  filter: TagFilter,
  offset: number,
  limit: number,
): Promise<Tag[]> {
  return queries.run(
    build
      .selectFrom('tags')
      .select(['id', 'name', 'color'])
      .where('account_id', '=', accountId)
      .$if(filter.ids !== undefined, (q) => q.where('id', '=', sql<number>`any(${filter.ids}::bigint[])`))
      .$if(filter.name !== undefined, (q) => q.where('name', '=', filter.name as string))
      .$if(filter.query !== undefined, (q) =>
        q.where(sql<boolean>`position(${filter.query} in lower(name)) > 0`),
      )
      .orderBy('id')
      .offset(offset)
      .limit(limit + 1),
  )
}

export async function countTags(queries: Queries, accountId: number): Promise<number> {
  const [row] = await queries.query<{ tags: number }>(
    `select count(*) as tags from tags where account_id = $1`,
    [accountId],
  )
  return row?.tags ?? 0
}
