import { type Kysely, sql } from 'kysely'

/** The tables of the published Customers API. `docs/architecture.md` says why they are shaped so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists pg_trgm`.execute(db)
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table installation (
    id int primary key check (id = 1),
    token_secret bytea not null
  )`,

  `create table accounts (
    id bigint primary key,
    subdomain text not null constraint accounts_subdomain_unique unique,
    name text not null,
    country text not null,
    currency text not null,
    language text not null,
    timezone text not null,
    customers_available boolean not null,
    customers_enabled boolean not null,
    customers_mode text not null check (customers_mode in ('segments', 'periodicity')),
    definitions_version bigint not null default 1,
    created_by bigint not null,
    updated_by bigint not null,
    created_at bigint not null,
    updated_at bigint not null
  )`,

  `create table id_blocks (
    account_id bigint not null,
    kind text not null,
    next_id bigint not null,
    primary key (account_id, kind)
  )`,

  `create table user_groups (
    account_id bigint not null references accounts (id),
    id bigint not null,
    name text not null,
    uuid uuid not null,
    primary key (account_id, id)
  )`,

  `create table users (
    account_id bigint not null references accounts (id),
    id bigint not null,
    name text not null,
    email text not null,
    lang text not null,
    password_hash text not null,
    is_admin boolean not null,
    is_active boolean not null,
    group_id bigint not null,
    customer_rights jsonb not null,
    uuid uuid not null,
    created_at bigint not null,
    primary key (account_id, id),
    constraint users_email_unique unique (account_id, email)
  )`,

  `create table tokens (
    account_id bigint not null,
    id uuid not null,
    user_id bigint not null,
    name text not null,
    created_at bigint not null,
    expires_at bigint not null,
    revoked_at bigint,
    primary key (account_id, id),
    foreign key (account_id, user_id) references users (account_id, id)
  )`,

  `create table custom_fields (
    account_id bigint not null references accounts (id),
    id bigint not null,
    entity text not null check (entity in ('customers', 'segments')),
    name text not null,
    type text not null,
    code text,
    sort int not null,
    is_api_only boolean not null,
    group_id text,
    enums jsonb,
    settings jsonb not null,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (account_id, id),
    constraint custom_fields_code_unique unique (account_id, entity, code)
  )`,

  `create table tags (
    account_id bigint not null references accounts (id),
    id bigint not null,
    name text not null,
    color text,
    primary key (account_id, id),
    constraint tags_name_unique unique (account_id, name)
  )`,

  `create table stages (
    account_id bigint not null references accounts (id),
    id bigint not null,
    name text not null,
    sort bigint not null,
    type int not null check (type between 0 and 4),
    is_default boolean not null,
    color text not null,
    conditions jsonb,
    primary key (account_id, id)
  )`,

  `create table segments (
    account_id bigint not null references accounts (id),
    id bigint not null,
    slot int not null check (slot between 0 and 99),
    name text not null,
    color text not null,
    available_products_price_types jsonb not null,
    fields jsonb not null,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (account_id, id),
    constraint segments_slot_unique unique (account_id, slot)
  )`,

  // Members of a segment, read from its end; the masks of a customer are the same seen from the customer's end.
  `create table segment_members (
    account_id bigint not null,
    segment_id bigint not null,
    customer_id bigint not null,
    primary key (account_id, segment_id, customer_id)
  )`,

  // The number of members of a segment is the sum of its parts: each writer adds a part of its own, so none waits for another.
  `create table segment_counts (
    account_id bigint not null,
    segment_id bigint not null,
    part uuid not null default gen_random_uuid(),
    customers bigint not null,
    primary key (account_id, segment_id, part)
  )`,

  `create table customers (
    account_id bigint not null references accounts (id),
    id bigint not null,
    name text not null,
    next_price bigint not null,
    next_date bigint,
    responsible_user_id bigint not null,
    status_id bigint not null,
    placed_by_hand boolean not null,
    verdict_id bigint not null,
    periodicity bigint not null,
    created_by bigint not null,
    updated_by bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    closest_task_at bigint,
    ltv bigint not null,
    purchases_count bigint not null,
    average_check bigint not null generated always as (
      case when purchases_count = 0 then 0 else ltv / purchases_count + (2 * (ltv % purchases_count) / purchases_count) end
    ) stored,
    last_purchase_at bigint,
    tag_ids bigint[] not null,
    fields jsonb not null,
    segments_low bigint not null,
    segments_high bigint not null,
    hand_segments_low bigint not null,
    hand_segments_high bigint not null,
    version bigint not null,
    deleted_at bigint,
    primary key (account_id, id)
  ) with (fillfactor = 85)`,
  `create index customers_updated_at on customers (account_id, updated_at, id)`,
  `create index customers_created_at on customers (account_id, created_at, id)`,
  `create index customers_next_date on customers (account_id, next_date, id)`,
  `create index customers_responsible on customers (account_id, responsible_user_id, id)`,
  `create index customers_stage on customers (account_id, status_id, id)`,
  `create index customers_deleted on customers (account_id, deleted_at) where deleted_at is not null`,

  `create table customer_tags (
    account_id bigint not null,
    tag_id bigint not null,
    customer_id bigint not null,
    primary key (account_id, tag_id, customer_id)
  )`,

  // What lists search and filter by, apart from the customer row: GIN indexes there would halve the rate of updates.
  `create table customer_search (
    account_id bigint not null,
    customer_id bigint not null,
    name_folded text not null collate "C",
    words text not null collate "C",
    tokens text[] not null,
    primary key (account_id, customer_id)
  )`,
  `create index customer_search_name on customer_search (account_id, left(name_folded, 255))`,
  `create index customer_search_words on customer_search using gin (words gin_trgm_ops)`,
  `create index customer_search_tokens on customer_search using gin (tokens)`,

  `create table transactions (
    account_id bigint not null,
    id bigint not null,
    customer_id bigint not null,
    price bigint not null,
    comment text,
    completed_at bigint not null,
    made_at bigint not null,
    catalog_elements jsonb not null,
    set_next_date bigint,
    next_date_before bigint,
    set_next_price bigint,
    next_price_before bigint,
    created_by bigint not null,
    updated_by bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    is_deleted boolean not null,
    primary key (account_id, id),
    foreign key (account_id, customer_id) references customers (account_id, id)
  )`,
  `create index transactions_customer on transactions (account_id, customer_id, made_at, id)`,

  `create table links (
    account_id bigint not null,
    customer_id bigint not null,
    to_entity_type text not null check (to_entity_type in ('contacts', 'companies', 'catalog_elements')),
    to_entity_id bigint not null,
    is_main boolean not null,
    metadata jsonb,
    primary key (account_id, customer_id, to_entity_type, to_entity_id),
    foreign key (account_id, customer_id) references customers (account_id, id)
  )`,

  `create table events (
    account_id bigint not null,
    id uuid not null,
    type text not null,
    entity_type text not null,
    entity_id bigint not null,
    version bigint,
    created_by bigint not null,
    created_at bigint not null,
    data jsonb not null,
    primary key (account_id, id)
  )`,

  `create table idempotency_keys (
    account_id bigint not null,
    user_id bigint not null,
    key text not null,
    fingerprint bytea not null,
    created_at bigint not null,
    status int,
    body text,
    primary key (account_id, user_id, key)
  )`,
  `create index idempotency_keys_age on idempotency_keys (account_id, created_at)`,
]
