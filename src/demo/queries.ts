import type { Queries } from '../db/database.ts'

/** Whether an account has customers, deleted ones that can be restored among them. */
export async function hasCustomers(queries: Queries, accountId: number): Promise<boolean> {
  const [row] = await queries.query<{ present: boolean }>(
    `select exists (select from customers where account_id = $1) as present`,
    [accountId],
  )
  return row?.present === true
}

/** Lets Postgres look at what a large load has changed, so that the first lists after it are planned well. */
export async function refreshStatistics(queries: Queries): Promise<void> {
  await queries.query(
    'analyze customers, entity_search, entity_tags, transactions, segment_members, stays, events, event_batches',
  )
}
