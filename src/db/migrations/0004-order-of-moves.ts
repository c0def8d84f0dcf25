import { type Kysely, sql } from 'kysely'

/**
 * The end of a stay gets an id of its own, by which the moves of one second are in order. Of those that ended before, it is only known
 * that the end came behind the beginning.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `drop index stays_went`,
  `alter table stays add column went_id uuid`,
  `update stays set went_id = id where to_at is not null`,
  `create index stays_went on stays (account_id, kind, place_id, to_at, went_id) where to_at is not null`,
]
