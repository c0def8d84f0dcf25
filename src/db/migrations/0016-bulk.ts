import { type Kysely, sql } from 'kysely'

/**
 * Bulk changes: what was changed of many customers together, how far that is, and what was there before. Both tables are empty at first,
 * and hold a bulk change for a day after its end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  // Moments are of real time. A bulk change without what it changes takes another one back.
  `create table bulk_changes (
    account_id bigint not null references accounts (id),
    id bigint not null,
    user_id bigint not null,
    change jsonb,
    undo_of bigint,
    undone_by bigint,
    job_id bigint,
    matched bigint not null,
    done bigint not null,
    after_id bigint not null,
    result jsonb not null,
    created_at bigint not null,
    ended_at bigint,
    primary key (account_id, id)
  )`,
  // No foreign key: each of a million rows would look for its bulk change, which is inserted with them and deleted after them.
  `create table bulk_items (
    account_id bigint not null,
    bulk_id bigint not null,
    customer_id bigint not null,
    touched jsonb,
    primary key (account_id, bulk_id, customer_id)
  )`,
]
