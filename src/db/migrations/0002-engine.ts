import { type Kysely, sql } from 'kysely'

/** Rules of segments, the moments at which customers are due, and the history of their stages and segments. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table segments add column entry jsonb, add column exit jsonb`,

  // Who is due at once is looked at by the worker, and so gets the moment that the rules give.
  `alter table customers
    add column due_at bigint default extract(epoch from now())::bigint,
    add column evaluated_at bigint not null default extract(epoch from now())::bigint`,
  `alter table customers alter column due_at drop default, alter column evaluated_at drop default`,
  `update customers set due_at = null where deleted_at is not null`,
  `create index customers_due on customers (account_id, due_at, id) where due_at is not null`,

  // Stays of customers in stages and segments, as intervals: from_at included, to_at not. Those without to_at last. Their ids ascend
  // in the order in which they began; those of whoever is somewhere already come before all others.
  `create table stays (
    account_id bigint not null,
    customer_id bigint not null,
    id uuid not null,
    kind text not null check (kind in ('stage', 'segment')),
    place_id bigint not null,
    from_at bigint not null,
    to_at bigint,
    came jsonb not null,
    went jsonb,
    primary key (account_id, customer_id, id)
  )`,
  `create index stays_came on stays (account_id, kind, place_id, from_at, id)`,
  `create index stays_went on stays (account_id, kind, place_id, to_at, id) where to_at is not null`,
  `insert into stays (account_id, customer_id, id, kind, place_id, from_at, came)
    select account_id, id, overlay(gen_random_uuid()::text placing '00000000-0000-7' from 1 for 15)::uuid, 'stage', status_id, evaluated_at, '{"cause": "history_begun", "actor": 0}'
    from customers where deleted_at is null`,
  `insert into stays (account_id, customer_id, id, kind, place_id, from_at, came)
    select m.account_id, m.customer_id, overlay(gen_random_uuid()::text placing '00000000-0000-7' from 1 for 15)::uuid, 'segment', m.segment_id, c.evaluated_at,
      '{"cause": "history_begun", "actor": 0}'
    from segment_members m join customers c on c.account_id = m.account_id and c.id = m.customer_id`,

  // Every version of the conditions of a segment or stage that was ever saved; the first of a stage is that of its making.
  `create table rule_versions (
    account_id bigint not null,
    kind text not null check (kind in ('stage', 'segment')),
    place_id bigint not null,
    version int not null,
    conditions jsonb not null,
    created_by bigint not null,
    created_at bigint not null,
    primary key (account_id, kind, place_id, version)
  )`,
]
