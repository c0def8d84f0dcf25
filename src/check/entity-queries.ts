import type { Entities, EntityDescriptor } from '../core/entity.ts'
import type { EntityName } from '../core/entity-names.ts'
import type { FieldValues } from '../core/field-types/values.ts'
import { readInBlocks } from '../db/blocks.ts'
import type { Queries, Snapshot } from '../db/database.ts'
import type { Streams } from './blocks.ts'
import type { EntityEvent } from './events.ts'

/** Rows of a block. */
const SIZE = 2000

/** The events of one of an entity, the oldest first. */
const EVENTS = `jsonb_agg(jsonb_build_array(e.type, e.version, e.data) order by b.first_number, b.made_at, b.id, e.position)`

/** What the machineries of entities keep of one, beside its row. */
export type Kept = {
  readonly tags: { readonly entity_id: number; readonly tags: readonly number[] }
  readonly search: {
    readonly entity_id: number
    readonly name_folded: string
    readonly words: string
    readonly tokens: readonly string[]
  }
  readonly events: { readonly entity_id: number; readonly events: readonly EntityEvent[] }
}

/** What is compared with it: as far as the entity has these columns. */
export type EntityRow = {
  readonly id: number
  readonly name: string
  readonly fields: FieldValues
  readonly tag_ids: readonly number[]
  readonly version: number
  readonly deleted_at: number | null
}

/** Whether anything is kept of an entity beside its rows. */
export function isKeptTwice({ tags, isSearched, isRestorable }: EntityDescriptor): boolean {
  return tags !== undefined || isSearched === true || isRestorable === true
}

/** The rows that the machineries of an entity keep, each stream in the order of the entity's ids. */
export function readKept(
  snapshot: Snapshot,
  accountId: number,
  { name, noun, table, tags, isSearched, isRestorable }: EntityDescriptor,
): Streams<Kept> {
  return {
    ...(tags && {
      tags: readInBlocks<Kept['tags']>(
        snapshot,
        'tags',
        `select t.entity_id, array_agg(t.tag_id order by t.tag_id) as tags
         from entity_tags t join tags g on g.account_id = t.account_id and g.id = t.tag_id and g.entity = '${name}'
         where t.account_id = ${accountId} group by t.entity_id order by t.entity_id`,
        SIZE,
      ),
    }),
    ...(isSearched && {
      search: readInBlocks<Kept['search']>(
        snapshot,
        'search',
        `select entity_id, name_folded, words, tokens
         from entity_search where account_id = ${accountId} and entity = '${name}' order by entity_id`,
        SIZE,
      ),
    }),
    ...(isRestorable && {
      events: readInBlocks<Kept['events']>(
        snapshot,
        'events',
        // What was purged leaves its events until they are forgotten, the last of them longest: not read, for there may be any number.
        `select entity_id, ${EVENTS} as events
         from events e left join event_batches b on b.account_id = e.account_id and b.id = e.batch_id
         where e.account_id = ${accountId} and e.entity_type = '${noun}' group by entity_id
         having ${EVENTS} -> -1 ->> 0 <> '${noun}_deleted'
           or exists (select from ${table} t where t.account_id = ${accountId} and t.id = e.entity_id)
         order by entity_id`,
        SIZE,
      ),
    }),
  }
}

/** The next rows of an entity after an id, deleted ones too. */
export function readRowsAfter(
  queries: Queries,
  accountId: number,
  { table, isSearched, fields, tags, isRestorable }: EntityDescriptor,
  id: number,
  size: number,
): Promise<EntityRow[]> {
  const columns = [
    'id',
    isSearched ? 'name' : `'' as name`,
    fields ? 'fields' : `'{}'::jsonb as fields`,
    tags ? 'tag_ids' : `'{}'::bigint[] as tag_ids`,
    ...(isRestorable ? ['version', 'deleted_at'] : ['1 as version', 'null::bigint as deleted_at']),
  ]
  return queries.query<EntityRow>(
    `select ${columns.join(', ')} from ${table} where account_id = $1 and id > $2 order by id limit $3`,
    [accountId, id, size],
  )
}

export async function findTagIds(
  queries: Queries,
  accountId: number,
  entity: EntityName,
): Promise<Set<number>> {
  const rows = await queries.query<{ id: number }>(
    `select id from tags where account_id = $1 and entity = $2`,
    [accountId, entity],
  )
  return new Set(rows.map((row) => row.id))
}

/** Rows of tags that there are none of, or whose entity there is none of. */
export function readTagsOfNothing(
  snapshot: Snapshot,
  accountId: number,
  entities: Entities,
): AsyncGenerator<{ tag_id: number; count: number }[]> {
  const tagged = entities.all().flatMap(({ name, tags }) => (tags ? [`'${name}'`] : []))
  return readInBlocks(
    snapshot,
    'tags_of_nothing',
    `select t.tag_id, count(*) as count from entity_tags t
     where t.account_id = ${accountId} and not exists (
       select from tags g where g.account_id = t.account_id and g.id = t.tag_id and g.entity in (${tagged.join()})
     ) group by t.tag_id order by t.tag_id`,
    SIZE,
  )
}

/** Rows of the search of entities that are not searched. */
export async function countSearchOfNothing(
  queries: Queries,
  accountId: number,
  entities: Entities,
): Promise<number> {
  const searched = entities.all().flatMap(({ name, isSearched }) => (isSearched ? [name] : []))
  const [row] = await queries.query<{ count: number }>(
    `select count(*) as count from entity_search where account_id = $1 and entity <> all($2::text[])`,
    [accountId, searched],
  )
  return row?.count ?? 0
}

export type LinkedPair = { readonly from_entity: EntityName; readonly to_entity: EntityName }

/** The pairs of entities between which there are links. */
export function findLinkedPairs(queries: Queries, accountId: number): Promise<LinkedPair[]> {
  return queries.query<LinkedPair>(
    `select distinct from_entity, to_entity from links where account_id = $1 order by 1, 2`,
    [accountId],
  )
}

/** Ends of links that are not there, of the entities whose rows are kept here. */
export function readMissingEnds(
  snapshot: Snapshot,
  accountId: number,
  entities: Entities,
): AsyncGenerator<{ entity: EntityName; id: number }[]> {
  const missing = entities.all().flatMap(({ name, table }) =>
    ['from', 'to'].map(
      (end) =>
        `select '${name}' as entity, l.${end}_id as id from links l
         where l.account_id = ${accountId} and l.${end}_entity = '${name}' and not exists (
           select from ${table} t where t.account_id = l.account_id and t.id = l.${end}_id)`,
    ),
  )
  return readInBlocks(snapshot, 'missing_ends', missing.join(' union '), SIZE)
}

/** Ids in use that were never handed out. */
export function readIdsBeyond(
  snapshot: Snapshot,
  accountId: number,
  entities: Entities,
): AsyncGenerator<{ kind: string; id: number; next_id: number }[]> {
  const kinds = [
    ...entities.all().map(({ name, table }) => ({ name, table })),
    ...['tags', 'stages', 'custom_fields', 'users'].map((name) => ({ name, table: name })),
  ]
  const beyond = kinds.map(
    ({ name, table }) =>
      `select '${name}' as kind, t.id, coalesce(b.next_id, 0) as next_id from ${table} t
       left join id_blocks b on b.account_id = t.account_id and b.kind = '${name}'
       where t.account_id = ${accountId} and t.id >= coalesce(b.next_id, 0)`,
  )
  return readInBlocks(snapshot, 'ids', beyond.join(' union all '), SIZE)
}
