import { v7 as uuidv7 } from 'uuid'
import type { Scope } from '../account/scope.ts'
import { columnArrays, type Columns, unnested } from '../db/rows.ts'
import type { EventEntity, EventType, NewEvent, Tags } from './types.ts'

type EventRow = {
  type: EventType
  entity_type: EventEntity
  entity_id: number
  version: number | null
  data: object
}
type TaggedRow = EventRow & { tags: Tags | null }

const COLUMNS: Columns<EventRow> = {
  type: 'text',
  entity_type: 'text',
  entity_id: 'bigint',
  version: 'bigint',
  data: 'jsonb',
}
const TAGGED_COLUMNS: Columns<TaggedRow> = { ...COLUMNS, tags: 'jsonb' }

/** Lists of `{ id, name }` in place of the lists of ids in `u.tags`. */
const NAMED_TAGS = `(
  select jsonb_object_agg(list.key, (
    select coalesce(jsonb_agg(jsonb_build_object('id', own.id::bigint, 'name', t.name) order by own.id::bigint), '[]')
    from jsonb_array_elements_text(list.value) as own (id) left join tags t on t.account_id = $1 and t.id = own.id::bigint
  )) from jsonb_each(u.tags::jsonb) as list)`

const INSERT = insertOf(COLUMNS, unnested(COLUMNS, 6).read('data'))
const INSERT_TAGGED = insertOf(
  TAGGED_COLUMNS,
  `case when u.tags is null then u.data::jsonb else u.data::jsonb || ${NAMED_TAGS} end`,
)

/** The batch takes the time of the database here, behind the locks of what it is about. */
function insertOf<Row extends EventRow>(columns: Columns<Row>, data: string): string {
  const { names, unnest } = unnested(columns, 6)
  return `with batch as (
      insert into event_batches (account_id, id, events, created_by, created_at) values ($1, $2, $3, $4, $5)
    )
    insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
    select $1, $2, u.position - 1, u.type, u.entity_type, u.entity_id, u.version, ${data}
    from ${unnest} with ordinality as u(${names.join(', ')}, position)`
}

/**
 * Records events as rows of the write's own transaction, as one batch, in one statement that shares a round trip: nothing is told of
 * what was rolled back, nothing that was committed is forgotten. Events about what others may write at the same time are recorded
 * behind its lock, so that batches are in the order in which things happened. Names of tags are looked up on the way.
 */
export function recordEvents(scope: Scope, events: readonly NewEvent[]): void {
  if (events.length === 0) return
  const { accountId, userId } = scope.actor
  const batch = [accountId, uuidv7(), events.length, userId, scope.now]
  if (events.every(({ tags }) => tags === undefined))
    scope.trx.later(INSERT, [...batch, ...columnArrays<EventRow>(COLUMNS, events)])
  else {
    const rows = events.map((event) => ({ ...event, tags: event.tags ?? null }))
    scope.trx.later(INSERT_TAGGED, [...batch, ...columnArrays<TaggedRow>(TAGGED_COLUMNS, rows)])
  }
}
