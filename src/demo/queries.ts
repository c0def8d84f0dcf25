import type { Queries } from '../db/database.ts'

/** Whether an account has customers, deleted ones that can be restored among them. */
export async function hasCustomers(queries: Queries, accountId: number): Promise<boolean> {
  const [row] = await queries.query<{ present: boolean }>(
    `select exists (select from customers where account_id = $1) as present`,
    [accountId],
  )
  return row?.present === true
}
