import { type Kysely, sql } from 'kysely'

/**
 * Keeps when a hand has put a customer into its stage, because only a purchase made then or later ends that placement. Of placements
 * that stand it is the beginning of the open stay, or 0 where none is known.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table customers add column placed_at bigint`,
  `update customers c set placed_at = coalesce((
      select max(s.from_at) from stays s
      where s.account_id = c.account_id and s.customer_id = c.id and s.kind = 'stage' and s.place_id = c.status_id and s.to_at is null
    ), 0)
    where c.placed_by_hand`,
  `alter table customers drop column placed_by_hand`,
  `alter table customers add column placed_by_hand boolean not null generated always as (placed_at is not null) stored`,
]
