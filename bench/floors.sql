-- What each row of docs/performance.md is measured against: for the same rows the narrowest prepared statement, in array
-- mode, on as many connections as we are asked by. One statement is one round trip and one transaction. They are fixed: a
-- change of ours is measured against the same floor as before it.

-- name: list-page
select id, name, next_price_minor, next_date, responsible_user_id, status_id, periodicity, created_by, updated_by, created_at,
  updated_at, closest_task_at, ltv_minor, purchases_count, tag_ids, fields, segments_low, segments_high
from customers
where account_id = $1 and deleted_at is null and responsible_user_id = $2 and next_date between $3 and $4
order by next_date, id
limit 250;

-- name: get-one
select id, name, next_price_minor, next_date, responsible_user_id, status_id, periodicity, created_by, updated_by, created_at,
  updated_at, closest_task_at, ltv_minor, purchases_count, tag_ids, fields, segments_low, segments_high
from customers
where account_id = $1 and id = $2 and deleted_at is null;

-- name: add-batch
with added as (
  insert into customers (account_id, id, name, next_price_minor, next_date, responsible_user_id, status_id, placed_at, verdict_id,
    periodicity, created_by, updated_by, created_at, updated_at, ltv_minor, purchases_count, tag_ids, fields,
    segments_low, segments_high, hand_segments_low, hand_segments_high, version,
    evaluated_at)
  select $1::bigint, u.id, u.name, u.next_price_minor, u.next_date, u.responsible_user_id, $4::bigint, null, $4::bigint,
    0, $3::bigint, $3::bigint, $2::bigint, $2::bigint, 0, 0, u.tag_ids::bigint[], u.fields::jsonb, 0, 0, 0, 0, 1,
    $2::bigint
  from unnest($5::bigint[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::text[], $11::text[])
    as u(id, name, next_price_minor, next_date, responsible_user_id, tag_ids, fields)
), searchable as (
  insert into entity_search (account_id, entity, entity_id, name_folded, words, tokens)
  select $1::bigint, 'customers', u.id, u.name_folded, u.words, u.tokens::text[]
  from unnest($5::bigint[], $12::text[], $13::text[], $14::text[]) as u(id, name_folded, words, tokens)
), tagged as (
  insert into entity_tags (account_id, tag_id, entity_id)
  select $1::bigint, u.tag_id, u.customer_id from unnest($15::bigint[], $16::bigint[]) as u(tag_id, customer_id)
), stayed as (
  insert into stays (account_id, customer_id, id, kind, place_id, from_at, came)
  select $1::bigint, u.id, u.event_id, 'stage', $4::bigint, $2::bigint,
    jsonb_build_object('cause', 'customer_added', 'actor', $3::bigint)
  from unnest($17::uuid[], $5::bigint[]) as u(event_id, id)
), batch as (
  insert into event_batches (account_id, id, events, created_by, created_at)
  select $1::bigint, uuidv7(), cardinality($5::bigint[]), $3::bigint, $2::bigint returning id
)
insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
select $1::bigint, batch.id, u.position - 1, 'customer_added', 'customer', u.id, 1, u.data::jsonb
from batch, unnest($5::bigint[], $18::text[]) with ordinality as u(id, data, position);

-- name: change-one-adding-tag
with changed as (
  update customers
  set next_date = $5, tag_ids = $6::bigint[], fields = $7::jsonb, updated_at = $3, updated_by = $4, version = version + 1
  where account_id = $1 and id = $2
), found as (
  update entity_search set words = $8, tokens = $9::text[]
  where account_id = $1 and entity = 'customers' and entity_id = $2
), tagged as (
  insert into entity_tags (account_id, tag_id, entity_id) values ($1, $10, $2)
), batch as (
  insert into event_batches (account_id, id, events, created_by, created_at)
  select $1::bigint, uuidv7(), 1, $4, $3 returning id
)
insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
select $1, batch.id, 0, 'customer_changed', 'customer', $2, $11, $12::jsonb from batch;

-- name: change-one-taking-tag
with changed as (
  update customers
  set next_date = $5, tag_ids = $6::bigint[], fields = $7::jsonb, updated_at = $3, updated_by = $4, version = version + 1
  where account_id = $1 and id = $2
), found as (
  update entity_search set words = $8, tokens = $9::text[]
  where account_id = $1 and entity = 'customers' and entity_id = $2
), untagged as (
  delete from entity_tags where account_id = $1 and tag_id = $10 and entity_id = $2
), batch as (
  insert into event_batches (account_id, id, events, created_by, created_at)
  select $1::bigint, uuidv7(), 1, $4, $3 returning id
)
insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
select $1, batch.id, 0, 'customer_changed', 'customer', $2, $11, $12::jsonb from batch;

-- name: copy-customers
copy (
  select id, status_id, placed_at, verdict_id, purchases_count, segments_low, segments_high, hand_segments_low,
    hand_segments_high, updated_at, updated_by, version, due_at, evaluated_at, next_date, last_purchase_at, created_at,
    responsible_user_id, ltv_minor, name, tag_ids, fields
  from customers where account_id = $1 and deleted_at is null order by id
) to stdout;

-- name: copy-purchases
copy (
  select t.customer_id, t.made_at, t.price_minor from transactions t
  where t.account_id = $1 and t.made_at >= $2 and not t.is_deleted
) to stdout;

-- name: save-rule
with changed as (
  update customers set segments_high = segments_high | $2::bigint, version = version + 1, evaluated_at = $3
  where account_id = $1 and deleted_at is null and (fields->>$4)::float8 < $5
  returning id, version, segments_low, segments_high, fields->$4 as points
), members as (
  insert into segment_members (account_id, segment_id, customer_id) select $1, $6::bigint, id from changed
), counted as (
  insert into segment_counts (account_id, segment_id, customers) select $1, $6::bigint, count(*) from changed
), came as (
  insert into stays (account_id, customer_id, id, kind, place_id, from_at, came)
  select $1, id, uuidv7(), 'segment', $6::bigint, $3, $7::jsonb || jsonb_build_object('seen', jsonb_build_object('value', points))
  from changed
), batch as (
  insert into event_batches (account_id, id, events, created_by, created_at)
  select $1::bigint, uuidv7(), count(*), $8::bigint, $3 from changed returning id
)
insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
select $1, batch.id, row_number() over () - 1, 'customer_entered_segment', 'customer', c.id, c.version,
  $9::jsonb || jsonb_build_object('seen', jsonb_build_object('value', c.points))
from batch, changed c;

-- name: claim-due
select id from customers where account_id = $1 and due_at <= $2 order by due_at, id limit 1000 for update skip locked;

-- name: move-due
with changed as (
  update customers c set segments_low = u.low, segments_high = u.high, version = u.version, due_at = u.due_at, evaluated_at = u.evaluated_at
  from unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
    as u(id, low, high, version, due_at, evaluated_at)
  where c.account_id = $1 and c.id = u.id
), gone as (
  delete from segment_members m using unnest($9::bigint[], $10::bigint[]) as u(segment_id, customer_id)
  where m.account_id = $1 and m.segment_id = u.segment_id and m.customer_id = u.customer_id
), added as (
  insert into segment_members (account_id, segment_id, customer_id)
  select $1, u.* from unnest($11::bigint[], $12::bigint[]) as u
), counted as (
  insert into segment_counts (account_id, segment_id, customers)
  select $1, u.* from unnest($13::bigint[], $14::bigint[]) as u
), went as (
  update stays s set to_at = u.at, went_id = s.id, went = u.went::jsonb
  from unnest($15::bigint[], $16::text[], $17::bigint[], $18::bigint[], $19::text[]) as u(customer_id, kind, place_id, at, went)
  where s.account_id = $1 and s.customer_id = u.customer_id and s.kind = u.kind and s.place_id = u.place_id and s.to_at is null
), came as (
  insert into stays (account_id, customer_id, id, kind, place_id, from_at, to_at, came, went)
  select $1, u.customer_id, u.id, u.kind, u.place_id, u.from_at, u.to_at, u.came::jsonb, u.went::jsonb
  from unnest($20::bigint[], $21::uuid[], $22::text[], $23::bigint[], $24::bigint[], $25::bigint[], $26::text[], $27::text[])
    as u(customer_id, id, kind, place_id, from_at, to_at, came, went)
), batch as (
  insert into event_batches (account_id, id, events, created_by, created_at)
  select $1::bigint, uuidv7(), cardinality($28::text[]), 0, $2 where cardinality($28::text[]) > 0 returning id
)
insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
select $1, batch.id, u.position - 1, u.type, 'customer', u.customer_id, u.version, u.data::jsonb
from batch, unnest($28::text[], $29::bigint[], $30::bigint[], $31::text[]) with ordinality as u(type, customer_id, version, data, position);

-- name: change-one-with-segments
with changed as (
  update customers
  set next_date = $5, tag_ids = $6::bigint[], fields = $7::jsonb, updated_at = $3, updated_by = $4, version = $10,
    segments_low = $11, segments_high = $12, due_at = $13, evaluated_at = $14
  where account_id = $1 and id = $2
), found as (
  update entity_search set words = $8, tokens = $9::text[]
  where account_id = $1 and entity = 'customers' and entity_id = $2
), tagged as (
  insert into entity_tags (account_id, tag_id, entity_id) select $1, u.*, $2 from unnest($15::bigint[]) as u
), untagged as (
  delete from entity_tags where account_id = $1 and tag_id = any($16::bigint[]) and entity_id = $2
), gone as (
  delete from segment_members m using unnest($17::bigint[], $18::bigint[]) as u(segment_id, customer_id)
  where m.account_id = $1 and m.segment_id = u.segment_id and m.customer_id = u.customer_id
), added as (
  insert into segment_members (account_id, segment_id, customer_id)
  select $1, u.* from unnest($19::bigint[], $20::bigint[]) as u
), counted as (
  insert into segment_counts (account_id, segment_id, customers)
  select $1, u.* from unnest($21::bigint[], $22::bigint[]) as u
), went as (
  update stays s set to_at = u.at, went_id = s.id, went = u.went::jsonb
  from unnest($23::bigint[], $24::text[], $25::bigint[], $26::bigint[], $27::text[]) as u(customer_id, kind, place_id, at, went)
  where s.account_id = $1 and s.customer_id = u.customer_id and s.kind = u.kind and s.place_id = u.place_id and s.to_at is null
), came as (
  insert into stays (account_id, customer_id, id, kind, place_id, from_at, to_at, came, went)
  select $1, u.customer_id, u.id, u.kind, u.place_id, u.from_at, u.to_at, u.came::jsonb, u.went::jsonb
  from unnest($28::bigint[], $29::uuid[], $30::text[], $31::bigint[], $32::bigint[], $33::bigint[], $34::text[], $35::text[])
    as u(customer_id, id, kind, place_id, from_at, to_at, came, went)
), batch as (
  insert into event_batches (account_id, id, events, created_by, created_at)
  select $1::bigint, uuidv7(), cardinality($36::text[]), $4, $3 where cardinality($36::text[]) > 0 returning id
)
insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
select $1, batch.id, u.position - 1, u.type, 'customer', u.customer_id, u.version, u.data::jsonb
from batch, unnest($36::text[], $37::bigint[], $38::bigint[], $39::text[]) with ordinality as u(type, customer_id, version, data, position);

-- name: add-batch-with-segments
with added as (
  insert into customers (account_id, id, name, next_price_minor, next_date, responsible_user_id, status_id, placed_at, verdict_id,
    periodicity, created_by, updated_by, created_at, updated_at, ltv_minor, purchases_count, tag_ids, fields,
    segments_low, segments_high, hand_segments_low, hand_segments_high, version, due_at, evaluated_at)
  select $1::bigint, u.id, u.name, u.next_price_minor, u.next_date, u.responsible_user_id, $4::bigint, null, $4::bigint,
    0, $3::bigint, $3::bigint, $2::bigint, $2::bigint, 0, 0, u.tag_ids::bigint[], u.fields::jsonb, u.low, u.high, 0, 0, 1,
    u.due_at, $2::bigint
  from unnest($5::bigint[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::text[], $11::text[],
      $17::bigint[], $18::bigint[], $19::bigint[])
    as u(id, name, next_price_minor, next_date, responsible_user_id, tag_ids, fields, low, high, due_at)
), searchable as (
  insert into entity_search (account_id, entity, entity_id, name_folded, words, tokens)
  select $1::bigint, 'customers', u.id, u.name_folded, u.words, u.tokens::text[]
  from unnest($5::bigint[], $12::text[], $13::text[], $14::text[]) as u(id, name_folded, words, tokens)
), tagged as (
  insert into entity_tags (account_id, tag_id, entity_id)
  select $1::bigint, u.tag_id, u.customer_id from unnest($15::bigint[], $16::bigint[]) as u(tag_id, customer_id)
), members as (
  insert into segment_members (account_id, segment_id, customer_id)
  select $1, u.* from unnest($20::bigint[], $21::bigint[]) as u
), counted as (
  insert into segment_counts (account_id, segment_id, customers)
  select $1, u.* from unnest($22::bigint[], $23::bigint[]) as u
), came as (
  insert into stays (account_id, customer_id, id, kind, place_id, from_at, to_at, came, went)
  select $1, u.customer_id, u.id, u.kind, u.place_id, u.from_at, u.to_at, u.came::jsonb, u.went::jsonb
  from unnest($24::bigint[], $25::uuid[], $26::text[], $27::bigint[], $28::bigint[], $29::bigint[], $30::text[], $31::text[])
    as u(customer_id, id, kind, place_id, from_at, to_at, came, went)
), batch as (
  insert into event_batches (account_id, id, events, created_by, created_at)
  select $1::bigint, uuidv7(), cardinality($32::text[]), $3::bigint, $2::bigint returning id
)
insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
select $1::bigint, batch.id, u.position - 1, u.type, 'customer', u.customer_id, u.version, u.data::jsonb
from batch, unnest($32::text[], $33::bigint[], $34::bigint[], $35::text[]) with ordinality as u(type, customer_id, version, data, position);

-- name: count-plain
select count(*) from customers
where account_id = $1 and deleted_at is null and next_date >= $2 and next_date < $3 and $4 = any(tag_ids)
  and (fields->>$5)::float8 >= $6;

-- name: query-page
select id, name, next_price_minor, next_date, responsible_user_id, status_id, ltv_minor, purchases_count, last_purchase_at, tag_ids,
  segments_low, segments_high
from customers
where account_id = $1 and deleted_at is null and next_date >= $2 and next_date < $3 and $4 = any(tag_ids)
  and (fields->>$5)::float8 >= $6
order by ltv_minor desc, id
limit 250;

-- name: count-purchases
select count(*) from customers c join (
  select customer_id from transactions
  where account_id = $1 and made_at >= $2 and made_at < $3 and not is_deleted
  group by customer_id having sum(price_minor) >= $4
) t on t.customer_id = c.id
where c.account_id = $1 and c.deleted_at is null;

-- name: delete-tag
with untagged as (
  delete from entity_tags where account_id = $1 and tag_id = $2 returning entity_id
), changed as (
  update customers c
  set tag_ids = array_remove(c.tag_ids, $2::bigint), segments_low = c.segments_low & ~1::bigint, version = c.version + 1,
    evaluated_at = $3
  from untagged u where c.account_id = $1 and c.id = u.entity_id
  returning c.id, c.version, c.tag_ids, c.segments_low, c.segments_high
), gone as (
  delete from segment_members m using changed c
  where m.account_id = $1 and m.segment_id = $5 and m.customer_id = c.id
), counted as (
  insert into segment_counts (account_id, segment_id, customers) select $1, $5::bigint, -count(*) from changed
), went as (
  update stays s set to_at = $3, went_id = s.id, went = $6::jsonb
  from changed c
  where s.account_id = $1 and s.customer_id = c.id and s.kind = 'segment' and s.place_id = $5 and s.to_at is null
), dropped as (
  delete from tags where account_id = $1 and id = $2
), raised as (
  update accounts set definitions_version = definitions_version + 1 where id = $1
), batch as (
  insert into event_batches (account_id, id, events, created_by, created_at)
  select $1::bigint, uuidv7(), 2 * count(*), $4::bigint, $3 from changed returning id
)
insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
select $1, batch.id, row_number() over () - 1, e.type, 'customer', c.id, c.version, e.data
from batch, changed c, (values ('customer_changed', $7::jsonb), ('customer_left_segment', $8::jsonb)) as e(type, data);

-- name: save-nested-rule
with changed as (
  update customers set segments_low = (1::bigint << 50) - 1, segments_high = (1::bigint << 50) - 1, version = version + 1,
    evaluated_at = $3
  where account_id = $1 and deleted_at is null and (fields->>$4)::float8 < $5
  returning id, version, segments_low, segments_high, fields->$4 as points
), members as (
  insert into segment_members (account_id, segment_id, customer_id)
  select $1, s.id, c.id from changed c cross join unnest($2::bigint[]) as s(id)
), counted as (
  insert into segment_counts (account_id, segment_id, customers)
  select $1, s.id, (select count(*) from changed) from unnest($2::bigint[]) as s(id)
), came as (
  insert into stays (account_id, customer_id, id, kind, place_id, from_at, came)
  select $1, c.id, uuidv7(), 'segment', s.id, $3,
    case when s.id = $6 then $7::jsonb || jsonb_build_object('seen', jsonb_build_object('value', c.points)) else $8::jsonb end
  from changed c cross join unnest($2::bigint[]) as s(id)
), batch as (
  insert into event_batches (account_id, id, events, created_by, created_at)
  select $1::bigint, uuidv7(), count(*) * cardinality($2::bigint[]), $9::bigint, $3 from changed returning id
)
insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
select $1, batch.id, row_number() over () - 1, 'customer_entered_segment', 'customer', c.id, c.version,
  case when s.id = $6 then $10::jsonb || jsonb_build_object('seen', jsonb_build_object('value', c.points)) else $11::jsonb end
    || jsonb_build_object('segment', jsonb_build_object('id', s.id, 'name', 'Segment'))
from batch, changed c cross join unnest($2::bigint[]) as s(id);

-- name: read-purchases
select made_at, price_minor from transactions
where account_id = $1 and customer_id = $2 and made_at >= $3 and not is_deleted
order by made_at, id;

-- name: change-price
with changed as (
  update customers set next_price_minor = $3, updated_at = $4, updated_by = $5, version = version + 1, evaluated_at = $4
  where account_id = $1 and id = $2
  returning version
), batch as (
  insert into event_batches (account_id, id, events, created_by, created_at)
  select $1::bigint, uuidv7(), 1, $5, $4 returning id
)
insert into events (account_id, batch_id, position, type, entity_type, entity_id, version, data)
select $1, batch.id, 0, 'customer_changed', 'customer', $2, version, $6::jsonb from batch, changed;
