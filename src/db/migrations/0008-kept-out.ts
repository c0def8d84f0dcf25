import { type Kysely, sql } from 'kysely'

/** Hand marks that keep customers out of segments. No row is rewritten, because the default is a constant. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table customers
    add column out_segments_low bigint not null default 0,
    add column out_segments_high bigint not null default 0`.execute(db)
}
