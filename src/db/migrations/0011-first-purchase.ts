import { type Kysely, sql } from 'kysely'
import { withoutIndexes } from './without-indexes.ts'

/** Keeps the moment of the first purchase on the customer, as that of the last one is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table customers add column first_purchase_at bigint`.execute(db)
  await withoutIndexes(db, 'customers', [
    `update customers c set first_purchase_at = t.made_at
      from (
        select account_id, customer_id, min(made_at) as made_at from transactions
        where not is_deleted group by account_id, customer_id
      ) t
      where c.account_id = t.account_id and c.id = t.customer_id`,
  ])
}
