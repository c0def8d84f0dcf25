import { type Kysely, sql } from 'kysely'

/** The clock of the sandbox: one for all servers over this database. While `frozen_at` is null it runs, so far ahead of real time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sandbox_clock (
      id int primary key check (id = 1),
      frozen_at bigint,
      offset_seconds bigint not null,
      version bigint not null
    )`.execute(db)
  await sql`insert into sandbox_clock (id, frozen_at, offset_seconds, version) values (1, null, 0, 1)`.execute(
    db,
  )
}
