import { type Kysely, sql } from 'kysely'

/**
 * Events become rows of one fact each, in batches that are numbered by account. Old rows are carried over, in the order of the versions of
 * customers and of their ids: masks become segments entered and left. What they do not say is null: which segment had a slot that
 * was given to another one since, why and when exactly somebody moved, what a customer was when it was added.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const LAST_UUID = `'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`
const FIRST_UUID = `'00000000-0000-0000-0000-000000000000'::uuid`

/** Events in a batch of those that are carried over, at most. */
const BATCH = 1000

/** The name that something had when the event `e` was recorded. */
function nameOf(kind: string, id: string): string {
  return `(select n.name from old_names n where n.account_id = e.account_id and n.kind = '${kind}' and n.id = ${id}
    and e.id >= n.from_id and e.id < n.until_id)`
}

function named(kind: string, id: string): string {
  return `jsonb_build_object('id', ${id}, 'name', ${nameOf(kind, id)})`
}

/** Both values of a property that holds an id, as `{ id, name }`. */
function bothNamed(kind: string, property: string): string {
  const side = (i: number) => named(kind, `(e.data->'${property}'->>${i})::bigint`)
  return `jsonb_build_array(${side(0)}, ${side(1)})`
}

/** Tags that stand in one list of a change of `tag_ids`, and not in the other. */
function tagsOnlyIn(side: number, other: number): string {
  return `(select jsonb_agg(${named('tag', 'tag.id')} order by tag.id)
    from jsonb_array_elements(e.data->'tag_ids'->${side}) as held (id) cross join lateral (select held.id::bigint as id) tag
    where not e.data->'tag_ids'->${other} @> held.id)`
}

/** Bits of a mask that differ in a change of `property`, as a bigint. */
function differing(property: string, half: string): string {
  return `((e.data->'${property}'->0->>'${half}')::bigint # (e.data->'${property}'->1->>'${half}')::bigint)`
}

/** The slots in which a change of a mask differs, with the segment that had each then: `s.segment_id` is null if another got the slot since. */
function slotsOf(property: string): string {
  return `join old_slots b on b.low = ${differing(property, 'low')} and b.high = ${differing(property, 'high')}
    left join old_segments s on s.account_id = e.account_id and s.slot = b.slot
      and case when s.added_id is null then s.created_at <= e.created_at else s.added_id < e.id end`
}

const SEGMENT = `case when s.segment_id is null then '{"id": null, "name": null}' else ${named('segment', 's.segment_id')} end`
const IS_IN = (property: string) =>
  `((e.data->'${property}'->1->>(case when b.slot < 50 then 'low' else 'high' end))::bigint >> (b.slot % 50)) & 1 = 1`

/** Keys of old data that are facts of their own, or none. */
const ONLY_MOVED = `array['status_id', 'placed_by_hand', 'verdict_id', 'segments', 'hand_segments', 'deleted_at', 'updated_at']`
/** Those, and the ones that get another form. */
const NO_PROPERTIES = `(${ONLY_MOVED} || array['updated_by', 'tag_ids', 'responsible_user_id'])`

const STATEMENTS = [
  `alter table events rename to old_events`,
  `alter table old_events rename constraint events_pkey to old_events_pkey`,

  // What one call has recorded, and when: the clock is read behind the locks of what the events are about. Numbers follow once a batch
  // is committed: those of its events are first_number and the ones after it.
  `create table event_batches (
    account_id bigint not null,
    id uuid not null,
    made_at timestamptz not null default clock_timestamp(),
    events int not null,
    created_by bigint not null,
    created_at bigint not null,
    first_number bigint
  )`,
  `create table events (
    account_id bigint not null,
    batch_id uuid not null,
    position int not null,
    type text not null,
    entity_type text not null,
    entity_id bigint not null,
    version bigint,
    data jsonb not null
  )`,
  // The last number given in each account: the lock of those who give numbers.
  `create table event_heads (
    account_id bigint primary key,
    last_number bigint not null
  )`,

  // Names with the ids of the first event at which they were so and of the first at which they were so no more. What is deleted keeps
  // its last name: its customers leave it later.
  `create temporary table old_names on commit drop as
    with ends (account_id, kind, id, until_id, name) as (
      select account_id, entity_type, entity_id, id, data->'name'->>0 from old_events
      where type in ('stage_changed', 'segment_changed', 'custom_field_changed', 'customer_changed') and data ? 'name'
      union all
      select account_id, entity_type, entity_id, ${LAST_UUID}, data->>'name' from old_events
      where type in ('stage_deleted', 'segment_deleted', 'custom_field_deleted', 'tag_deleted')
      union all select account_id, 'stage', id, ${LAST_UUID}, name from stages
      union all select account_id, 'segment', id, ${LAST_UUID}, name from segments
      union all select account_id, 'custom_field', id, ${LAST_UUID}, name from custom_fields
      union all select account_id, 'tag', id, ${LAST_UUID}, name from tags
      union all select account_id, 'user', id, ${LAST_UUID}, name from users
      union all select account_id, 'customer', id, ${LAST_UUID}, name from customers
    )
    select account_id, kind, id, name, until_id,
      coalesce(lag(until_id) over (partition by account_id, kind, id order by until_id), ${FIRST_UUID}) as from_id
    from ends`,
  `create index on old_names (account_id, kind, id, until_id)`,

  `create temporary table old_segments on commit drop as
    select s.account_id, s.slot, s.id as segment_id, s.created_at,
      (select e.id from old_events e where e.account_id = s.account_id and e.type = 'segment_added' and e.entity_id = s.id limit 1) as added_id
    from segments s`,

  // Many events share few distinct differences of masks, so each is resolved to slots once.
  `create temporary table old_slots on commit drop as
    select low, high, slot from (
      select ${differing('segments', 'low')} as low, ${differing('segments', 'high')} as high from old_events e
      where type like 'customer_%' and data ? 'segments'
      union
      select ${differing('hand_segments', 'low')}, ${differing('hand_segments', 'high')} from old_events e
      where type like 'customer_%' and data ? 'hand_segments'
    ) masks, generate_series(0, 99) slot
    where (case when slot < 50 then low >> slot else high >> (slot - 50) end) & 1 = 1`,
  `analyze old_names`,
  `analyze old_segments`,
  `analyze old_slots`,

  // Customers' events in the order of their versions, even where the clocks of two servers differed.
  `create temporary table old_order on commit drop as
    select account_id, id, max(id::text collate "C") over (
      partition by account_id, case when entity_type = 'customer' then entity_id end,
        case when entity_type <> 'customer' then id end order by version
    ) as place
    from old_events`,

  `create unique index on old_order (account_id, id)`,
  `analyze old_order`,

  `create temporary table old_facts on commit drop as
    with changed as not materialized (
      select e.account_id, e.id, e.entity_id, e.version, e.created_by, e.created_at, e.type as was, e.data
      from old_events e where e.entity_type = 'customer'
    ), properties as (
      select e.account_id, e.id, coalesce((
        select jsonb_object_agg(p.key, case when p.key like 'fields.%'
          then jsonb_build_object('name', ${nameOf('custom_field', 'substr(p.key, 8)::bigint')}, 'change', p.value)
          else p.value end)
        from jsonb_each(e.data) p
        where p.key <> all (${NO_PROPERTIES})
      ), '{}') || jsonb_strip_nulls(jsonb_build_object(
        'responsible_user', case when e.data ? 'responsible_user_id' then ${bothNamed('user', 'responsible_user_id')} end,
        'tags_added', case when e.data ? 'tag_ids' then ${tagsOnlyIn(1, 0)} end,
        'tags_removed', case when e.data ? 'tag_ids' then ${tagsOnlyIn(0, 1)} end
      )) || case when e.data ? 'updated_by' and (e.data->'updated_by'->>1)::bigint <> e.created_by
          and not (e.data ? 'status_id' and e.data->'updated_by'->>1 = '0')
        then jsonb_build_object('updated_by', e.data->'updated_by') else '{}' end as data
      from changed e where e.data - ${ONLY_MOVED} <> '{}'
    ), facts as (
      select account_id, id, 0 as ordinal, 'customer_added' as type, jsonb_build_object('name', ${nameOf('customer', 'e.entity_id')},
          'responsible_user', null, 'stage', null, 'next_date', null, 'next_price', null, 'tags', null) as data
      from changed e where was = 'customer_added'
      union all
      select account_id, id, 1, 'customer_restored', jsonb_build_object('name', ${nameOf('customer', 'e.entity_id')}, 'stage', null)
      from changed e where was = 'customer_restored'
      union all
      select p.account_id, p.id, 2, 'customer_changed', p.data from properties p join changed e using (account_id, id)
      where p.data <> '{}'
      union all
      select account_id, id, 2, 'customer_changed', '{}' from changed e
      where was = 'customer_changed' and e.data - array['updated_at', 'updated_by'] = '{}'
        and not (e.data ? 'updated_by' and (e.data->'updated_by'->>1)::bigint <> e.created_by)
      union all
      select account_id, id, 3, 'customer_stage_changed', jsonb_build_object(
          'from', ${named('stage', `(e.data->'status_id'->>0)::bigint`)}, 'to', ${named('stage', `(e.data->'status_id'->>1)::bigint`)},
          'by_hand', e.data->'placed_by_hand'->1, 'at', null, 'cause', null)
      from changed e where data ? 'status_id'
      union all
      select account_id, id, 3, 'customer_placement_changed',
        jsonb_build_object('stage', null, 'cause', null)
        || case when data ? 'placed_by_hand' then jsonb_build_object('by_hand', data->'placed_by_hand') else '{}' end
        || case when data ? 'verdict_id' then jsonb_build_object('verdict', ${bothNamed('stage', 'verdict_id')}) else '{}' end
      from changed e where not data ? 'status_id' and data ?| array['placed_by_hand', 'verdict_id']
      union all
      select e.account_id, e.id, 100 + b.slot, 'customer_hand_mark_changed', jsonb_build_object('segment', ${SEGMENT},
          'mark', case when ${IS_IN('hand_segments')} then '[null, "in"]'::jsonb else '["in", null]' end, 'cause', null)
      from changed e ${slotsOf('hand_segments')} where e.data ? 'hand_segments'
      union all
      select e.account_id, e.id, 200 + b.slot,
        case when ${IS_IN('segments')} then 'customer_entered_segment' else 'customer_left_segment' end,
        jsonb_build_object('segment', ${SEGMENT}, 'by_hand', null, 'at', null, 'cause', null)
      from changed e ${slotsOf('segments')} where e.data ? 'segments'
      union all
      select account_id, id, 300, 'customer_deleted', jsonb_build_object('name', ${nameOf('customer', 'e.entity_id')})
      from changed e where was = 'customer_deleted'
    ), told as (
      select account_id, id, ordinal, type, data from facts
      union all
      select account_id, id, 0, type, data from old_events where entity_type <> 'customer'
    )
    select t.account_id, t.type, t.data, e.entity_type, e.entity_id, e.version, e.created_by, e.created_at,
      row_number() over (partition by t.account_id order by o.place collate "C", t.id, t.ordinal) as number
    from told t join old_order o using (account_id, id) join old_events e using (account_id, id)`,

  // A batch is of one moment and one author. What time has done may have been recorded within a write of somebody else's.
  `create temporary table old_batches on commit drop as
    select account_id, min(number) as first_number, max(number) as last_number, created_by, created_at, gen_random_uuid() as id
    from (
      select account_id, number, created_by, created_at, sum(begins::int) over (order by account_id, number) as batch
      from (
        select account_id, number, created_by, created_at, number % ${BATCH} = 1
          or (created_by, created_at) is distinct from (lag(created_by) over w, lag(created_at) over w) as begins
        from old_facts window w as (partition by account_id order by number)
      ) f
    ) f group by account_id, batch, created_by, created_at`,
  `create unique index on old_batches (account_id, first_number)`,
  `analyze old_batches`,
  `insert into event_batches (account_id, id, made_at, events, created_by, created_at, first_number)
    select account_id, id, to_timestamp(created_at), last_number - first_number + 1, created_by, created_at, first_number from old_batches`,
  `insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
    select f.account_id, b.id, f.number - b.first_number, f.type, f.entity_type, f.entity_id, f.version, f.data
    from old_facts f join lateral (
      select id, first_number from old_batches b
      where b.account_id = f.account_id and b.first_number <= f.number order by b.first_number desc limit 1
    ) b on true`,
  `insert into event_heads (account_id, last_number) select account_id, max(number) from old_facts group by account_id`,
  `drop table old_events`,

  `alter table event_batches add primary key (account_id, id)`,
  `alter table events add primary key (account_id, batch_id, position)`,
  `create unique index event_batches_number on event_batches (account_id, first_number) where first_number is not null`,
  `create index event_batches_unnumbered on event_batches (account_id, made_at, id) where first_number is null`,
]
