-- What each row of docs/performance.md is measured against: for the same rows the narrowest prepared statement, in array
-- mode, on as many connections as we are asked by. One statement is one round trip and one transaction. They are fixed: a
-- change of ours is measured against the same floor as before it.

-- name: list-page
select id, name, next_price, next_date, responsible_user_id, status_id, periodicity, created_by, updated_by, created_at,
  updated_at, closest_task_at, ltv, purchases_count, tag_ids, fields, segments_low, segments_high
from customers
where account_id = $1 and deleted_at is null and responsible_user_id = $2 and next_date between $3 and $4
order by next_date, id
limit 250;

-- name: get-one
select id, name, next_price, next_date, responsible_user_id, status_id, periodicity, created_by, updated_by, created_at,
  updated_at, closest_task_at, ltv, purchases_count, tag_ids, fields, segments_low, segments_high
from customers
where account_id = $1 and id = $2 and deleted_at is null;

-- name: add-batch
with added as (
  insert into customers (account_id, id, name, next_price, next_date, responsible_user_id, status_id, placed_by_hand, verdict_id,
    periodicity, created_by, updated_by, created_at, updated_at, ltv, purchases_count, tag_ids, fields,
    segments_low, segments_high, hand_segments_low, hand_segments_high, version,
    evaluated_at)
  select $1::bigint, u.id, u.name, u.next_price, u.next_date, u.responsible_user_id, $4::bigint, false, $4::bigint,
    0, $3::bigint, $3::bigint, $2::bigint, $2::bigint, 0, 0, u.tag_ids::bigint[], u.fields::jsonb, 0, 0, 0, 0, 1,
    $2::bigint
  from unnest($5::bigint[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::text[], $11::text[])
    as u(id, name, next_price, next_date, responsible_user_id, tag_ids, fields)
), searchable as (
  insert into customer_search (account_id, customer_id, name_folded, words, tokens)
  select $1::bigint, u.id, u.name_folded, u.words, u.tokens::text[]
  from unnest($5::bigint[], $12::text[], $13::text[], $14::text[]) as u(id, name_folded, words, tokens)
), tagged as (
  insert into customer_tags (account_id, tag_id, customer_id)
  select $1::bigint, u.tag_id, u.customer_id from unnest($15::bigint[], $16::bigint[]) as u(tag_id, customer_id)
)
insert into events (account_id, id, type, entity_type, entity_id, version, created_by, created_at, data)
select $1::bigint, u.event_id, 'customer_added', 'customer', u.id, 1, $3::bigint, $2::bigint, '{}'
from unnest($17::uuid[], $5::bigint[]) as u(event_id, id);

-- name: change-one-adding-tag
with changed as (
  update customers
  set next_date = $5, tag_ids = $6::bigint[], fields = $7::jsonb, updated_at = $3, updated_by = $4, version = version + 1
  where account_id = $1 and id = $2
), found as (
  update customer_search set words = $8, tokens = $9::text[] where account_id = $1 and customer_id = $2
), tagged as (
  insert into customer_tags (account_id, tag_id, customer_id) values ($1, $10, $2)
)
insert into events (account_id, id, type, entity_type, entity_id, version, created_by, created_at, data)
values ($1, $11, 'customer_changed', 'customer', $2, $12, $4, $3, $13::jsonb);

-- name: change-one-taking-tag
with changed as (
  update customers
  set next_date = $5, tag_ids = $6::bigint[], fields = $7::jsonb, updated_at = $3, updated_by = $4, version = version + 1
  where account_id = $1 and id = $2
), found as (
  update customer_search set words = $8, tokens = $9::text[] where account_id = $1 and customer_id = $2
), untagged as (
  delete from customer_tags where account_id = $1 and tag_id = $10 and customer_id = $2
)
insert into events (account_id, id, type, entity_type, entity_id, version, created_by, created_at, data)
values ($1, $11, 'customer_changed', 'customer', $2, $12, $4, $3, $13::jsonb);
