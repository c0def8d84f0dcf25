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
/** A row whose data are those of others but for the values seen: `shared` is their place in the array before the rows. */
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

/** The batch takes the time of the database here, behind the locks of what it is about. */
function insertOf({ names, unnest }: { names: readonly string[]; unnest: string }, data: string): string {
  return `with batch as (
      insert into event_batches (account_id, id, events, created_by, created_at) values ($1, $2, $3, $4, $5)
    )
    insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
    select $1, $2, u.position - 1, u.type, u.entity_type, u.entity_id, u.version, ${data}
    from ${unnest} with ordinality as u(${names.join(', ')}, position)`
}

/** With more than so many, looking one up among them costs more than sending it again. */
const MAX_SHARED = 32

/**
 * Records events as rows of the write's own transaction, as one batch, in one statement that shares a round trip: nothing is told of
 * what was rolled back, nothing that was committed is forgotten. Events about what others may write at the same time are recorded
 * behind its lock, so that batches are in the order in which things happened. Names of tags are looked up on the way.
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

/** The places, from 1 on, of the few objects that most of the events have for data; undefined if they are not so. */
function sharedData(events: readonly NewEvent[]): ReadonlyMap<object, number> | undefined {
  const places = new Map<object, number>()
  for (const { data, tags } of events) {
    if (tags !== undefined) return undefined
    if (!places.has(data)) places.set(data, places.size + 1)
    if (places.size > MAX_SHARED || 2 * places.size > events.length + 1) return undefined
  }
  return places
}
