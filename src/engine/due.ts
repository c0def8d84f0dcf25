import type { UnixSeconds } from '../core/actor.ts'
import type { Queries } from '../db/database.ts'

/** The moment at which the next customer is due, in any account. Only the clock of the sandbox asks, which is one for all of them. */
export async function findFirstDue(queries: Queries): Promise<UnixSeconds | undefined> {
  const [row] = await queries.query<{ due_at: UnixSeconds | null }>(
    `select min(first.due_at) as due_at from accounts a cross join lateral (
       select due_at from customers where account_id = a.id and due_at is not null order by due_at limit 1
     ) first
     where a.customers_enabled`,
  )
  return row?.due_at ?? undefined
}

/**
 * The accounts in which a customer is due. Each is asked by a statement of its own, because in a distributed Postgres they lie on
 * different machines: what runs all the time asks no statement that crosses accounts.
 */
export async function findAccountsDue(queries: Queries, now: UnixSeconds): Promise<number[]> {
  const accounts = await queries.query<{ id: number }>(
    `select id from accounts where customers_enabled order by id`,
  )
  const due: number[] = []
  for (const { id } of accounts) {
    const [row] = await queries.query<{ due: boolean }>(
      `select exists (select from customers where account_id = $1 and due_at <= $2) as due`,
      [id, now],
    )
    if (row?.due === true) due.push(id)
  }
  return due
}
