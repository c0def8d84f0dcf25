import type { Scope } from '../account/scope.ts'
import type { Entities } from '../core/entity.ts'
import type { EntityName } from '../core/entity-names.ts'
import { permittedOwners } from '../core/rights.ts'
import type { Queries } from '../db/database.ts'

/** One of an entity, as an end of a link. */
export type LinkEnd = { readonly entity: EntityName; readonly id: number }

/** A pair that is linked, seen from one of its ends. */
export type Pair = { readonly from: LinkEnd; readonly to: LinkEnd }

export type NewLink = Pair & { readonly is_main: boolean; readonly metadata: object | null }

/** A link as answers show it, seen from the end that was asked about. */
export type Link = {
  readonly entity_id: number
  readonly to_entity_type: EntityName
  readonly to_entity_id: number
  readonly is_main: boolean
  readonly metadata: object | null
}

/**
 * Links pairs, from whichever end they are named; a pair that is linked already takes over what is new. That the ends are there is for
 * the caller (see {@link missingEnds}).
 */
export function link({ trx, actor, entities }: Scope, links: readonly NewLink[]): void {
  const rows = [...new Map(links.map((each) => [keyOf(entities, each), each])).values()]
  if (rows.length === 0) return
  trx.later(
    `insert into links (account_id, from_entity, from_id, to_entity, to_id, is_main, metadata)
     select $1, u.from_entity, u.from_id, u.to_entity, u.to_id, u.is_main, u.metadata::jsonb
     from unnest($2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::boolean[], $7::text[])
       as u(from_entity, from_id, to_entity, to_id, is_main, metadata)
     on conflict (account_id, from_entity, from_id, to_entity, to_id)
       do update set is_main = excluded.is_main, metadata = excluded.metadata`,
    [
      actor.accountId,
      ...columnsOf(entities, rows),
      rows.map((row) => row.is_main),
      rows.map((row) => (row.metadata === null ? null : JSON.stringify(row.metadata))),
    ],
  )
}

/** Takes links away, from whichever end they are named. */
export function unlink({ trx, actor, entities }: Scope, pairs: readonly Pair[]): void {
  if (pairs.length === 0) return
  trx.later(
    `delete from links l
     using unnest($2::text[], $3::bigint[], $4::text[], $5::bigint[]) as u(from_entity, from_id, to_entity, to_id)
     where l.account_id = $1 and l.from_entity = u.from_entity and l.from_id = u.from_id
       and l.to_entity = u.to_entity and l.to_id = u.to_id`,
    [actor.accountId, ...columnsOf(entities, pairs)],
  )
}

/** A pair in the direction in which it is stored. */
function stored(entities: Entities, { from, to }: Pair): Pair {
  return entities.directionOf(from.entity, to.entity) === 'to' ? { from, to } : { from: to, to: from }
}

function keyOf(entities: Entities, pair: Pair): string {
  const { from, to } = stored(entities, pair)
  return `${from.entity} ${from.id} ${to.entity} ${to.id}`
}

function columnsOf(entities: Entities, pairs: readonly Pair[]): unknown[] {
  const rows = pairs.map((pair) => stored(entities, pair))
  return [
    rows.map(({ from }) => from.entity),
    rows.map(({ from }) => from.id),
    rows.map(({ to }) => to.entity),
    rows.map(({ to }) => to.id),
  ]
}

/**
 * Lists what is linked to some of an entity: one statement for each entity at the other end, and one for all whose rows are not kept
 * here, each in the order of ids. What is deleted at the other end is left out.
 */
export async function listLinks(
  queries: Queries,
  entities: Entities,
  accountId: number,
  entity: EntityName,
  ids: readonly number[],
  others: readonly EntityName[],
): Promise<Link[]> {
  if (ids.length === 0) return []
  const groups = Map.groupBy(others, (other) =>
    [entities.directionOf(entity, other), entities.find(other)?.isRestorable ? other : ''].join(' '),
  )
  const found = await Promise.all(
    [...groups.values()].map((group) => {
      const [first] = group as [EntityName]
      const [own, other] = entities.directionOf(entity, first) === 'to' ? ['from', 'to'] : ['to', 'from']
      const kept = entities.find(first)
      const join = kept?.isRestorable
        ? `join ${kept.table} o on o.account_id = l.account_id and o.id = l.${other}_id and o.deleted_at is null`
        : ''
      return queries.query<Link>(
        `select l.${own}_id as entity_id, l.${other}_entity as to_entity_type, l.${other}_id as to_entity_id,
           l.is_main, l.metadata
         from links l ${join}
         where l.account_id = $1 and l.${own}_entity = '${entity}' and l.${own}_id = any($2::bigint[])
           and l.${other}_entity = any($3::text[])
         order by l.${own}_id, l.${other}_entity, l.${other}_id`,
        [accountId, ids, group],
      )
    }),
  )
  return found.flat()
}

/**
 * Locks the ends of links against being purged, and returns those that are not there: deleted, not of the account, or not for the actor
 * to see. An entity whose rows are not kept here has none that are missing.
 */
export async function missingEnds(
  { trx, actor, entities, definitions }: Scope,
  ends: readonly LinkEnd[],
): Promise<LinkEnd[]> {
  const groups = [...Map.groupBy(ends, ({ entity }) => entity)]
  const missing = await Promise.all(
    groups.map(async ([name, group]) => {
      const descriptor = entities.find(name)
      if (descriptor === undefined) return []
      const { table, owner, isRestorable } = descriptor
      const owners = permittedOwners(actor, name, 'view', definitions.users.values())
      const isLimited = owner !== undefined && owners !== 'all'
      const rows = await trx.query<{ id: number }>(
        `select id from ${table} where account_id = $1 and id = any($2::bigint[])
           ${isRestorable ? 'and deleted_at is null' : ''} ${isLimited ? `and ${owner} = any($3::bigint[])` : ''}
         order by id for key share`,
        [actor.accountId, group.map(({ id }) => id), ...(isLimited ? [owners] : [])],
      )
      const found = new Set(rows.map(({ id }) => id))
      return group.filter(({ id }) => !found.has(id))
    }),
  )
  return missing.flat()
}
