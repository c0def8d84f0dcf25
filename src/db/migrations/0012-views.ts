import { type Kysely, sql } from 'kysely'

/** Views: questions about customers that users have saved. A table of its own, empty at first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table views (
    account_id bigint not null references accounts (id),
    id bigint not null,
    user_id bigint not null,
    name text not null,
    is_shared boolean not null,
    question jsonb not null,
    widths jsonb not null,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (account_id, id)
  )`,
  `create index views_user on views (account_id, user_id)`,
]
