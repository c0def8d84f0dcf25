import { v7 as uuidv7 } from 'uuid'
import type { Scope } from '../account/scope.ts'
import { columnArrays, type Columns, unnested } from '../db/rows.ts'
import type { Seen } from '../core/conditions/kind.ts'
import type { EventEntity, EventType, NewEvent, Tags } from './types.ts'

type EventRow = {
  type: EventType
  entity_type: EventEntity
  entity_id: number
  version: number | null
}
type WholeRow = EventRow & { data: object; tags: Tags | null }
/** A row that shares its data with others, but for the values seen: `shared` is their index in the array before the rows. */
type SharingRow = EventRow & { shared: number; seen: Seen | null }

const COLUMNS: Columns<EventRow> = {
  type: 'text',
  entity_type: 'text',
  entity_id: 'bigint',
  version: 'bigint',
}
const WHOLE: Columns<WholeRow> = { ...COLUMNS, data: 'jsonb', tags: 'jsonb' }
const SHARING: Columns<SharingRow> = { ...COLUMNS, shared: 'int', seen: 'jsonb' }

/** Lists of `{ id, name }` in place of the lists of ids in `u.tags`. */
const NAMED_TAGS = `(
  select jsonb_object_agg(list.key, (
    select coalesce(jsonb_agg(jsonb_build_object('id', own.id::bigint, 'name', t.name) order by own.id::bigint), '[]')
    from jsonb_array_elements_text(list.value) as own (id) left join tags t on t.account_id = $1 and t.id = own.id::bigint
  )) from jsonb_each(u.tags::jsonb) as list)`

const INSERT_WHOLE = insertOf(
  unnested(WHOLE, 6),
  `case when u.tags is null then u.data::jsonb else u.data::jsonb || ${NAMED_TAGS} end`,
)
const INSERT_SHARING = insertOf(
  unnested(SHARING, 7),
  `case when u.seen is null then ($6::jsonb[])[u.shared]
    else ($6::jsonb[])[u.shared] || jsonb_build_object('seen', u.seen::jsonb) end`,
)

/** The batch takes the time of the database, behind the locks of what it is about. */
function insertOf({ names, unnest }: { names: readonly string[]; unnest: string }, data: string): string {
  return `with batch as (
      insert into event_batches (account_id, id, events, created_by, created_at) values ($1, $2, $3, $4, $5)
    )
    insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
    select $1, $2, u.position - 1, u.type, u.entity_type, u.entity_id, u.version, ${data}
    from ${unnest} with ordinality as u(${names.join(', ')}, position)`
}

/** Beyond so many, finding one in the array costs more than sending it again. */
const MAX_SHARED = 32

/**
 * Records events as one batch, in the transaction of the write, in one statement that shares a round trip: what is rolled back leaves no
 * event, and what is committed has all of them. Call it while what the events are about is locked, so that batches are in the order
 * in which things happened. Names of tags are looked up by the statement.
 */
export function recordEvents(scope: Scope, events: readonly NewEvent[]): void {
  if (events.length === 0) return
  const { accountId, userId } = scope.actor
  const batch = [accountId, uuidv7(), events.length, userId, scope.now]
  const shared = sharedData(events)
  if (shared) {
    const rows = events.map((event): SharingRow => ({
      ...aboutOf(event),
      shared: shared.get(event.data) as number,
      seen: event.seen ?? null,
    }))
    const texts = [...shared.keys()].map((data) => JSON.stringify(data))
    scope.trx.later(INSERT_SHARING, [...batch, texts, ...columnArrays(SHARING, rows)])
  } else {
    const rows = events.map((event): WholeRow => ({
      ...aboutOf(event),
      data: event.seen ? { ...event.data, seen: event.seen } : event.data,
      tags: event.tags ?? null,
    }))
    scope.trx.later(INSERT_WHOLE, [...batch, ...columnArrays(WHOLE, rows)])
  }
}

function aboutOf({ type, entity_type, entity_id, version }: NewEvent): EventRow {
  return { type, entity_type, entity_id, version }
}

/** Returns an index, from 1 on, for each of the few objects that all events share as data; undefined if they are many, or hold tags. */
function sharedData(events: readonly NewEvent[]): ReadonlyMap<object, number> | undefined {
  const indexes = new Map<object, number>()
  for (const { data, tags } of events) {
    if (tags !== undefined) return undefined
    if (!indexes.has(data)) indexes.set(data, indexes.size + 1)
    if (indexes.size > MAX_SHARED || 2 * indexes.size > events.length + 1) return undefined
  }
  return indexes
}
