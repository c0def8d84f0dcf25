import type { UnixSeconds } from '../core/actor.ts'
import type { Queries } from '../db/database.ts'

/** The moment at which the next customer is due, in any account. Only the clock of the sandbox asks, which is one for all of them. */
export async function findFirstDue(queries: Queries): Promise<UnixSeconds | undefined> {
  const [row] = await queries.query<{ due_at: UnixSeconds | null }>(
    `select min(due_at) as due_at from customers where due_at is not null`,
  )
  return row?.due_at ?? undefined
}

/** A position in the order of all due moments. */
export type DueCursor = { readonly due_at: UnixSeconds; readonly account_id: number }

export type AccountsDue = {
  readonly accounts: readonly number[]
  /** Where the next look goes on; undefined once all that is due has been looked at. */
  readonly next: DueCursor | undefined
}

const BEFORE_ALL: DueCursor = { due_at: -1, account_id: 0 }
/**
 * Due customers that the first look of a round goes over, and those that follow it in a backlog. Both stand in the text: with a small
 * number there Postgres knows that the statement is cheap, and does not plan it anew each time.
 */
const FIRST_LOOK = 100
const NEXT_LOOK = 5000

/**
 * Finds accounts in which customers are due, after a cursor into the order of due moments. One statement over the first entries of an index:
 * customers whose moment lies ahead cost nothing, and of many that are due in one account at one moment the next look passes over the rest.
 * Customers of accounts that are switched off are found once, and are due no more when they have been moved.
 */
export async function findAccountsDue(
  queries: Queries,
  now: UnixSeconds,
  after?: DueCursor,
  look = after === undefined ? FIRST_LOOK : NEXT_LOOK,
): Promise<AccountsDue> {
  const { due_at, account_id } = after ?? BEFORE_ALL
  const found = await queries.query<DueCursor & { customers: number }>(
    `with due as (
       select due_at, account_id from customers
       where due_at <= $1 and (due_at, account_id) > ($2, $3)
       order by due_at, account_id limit ${look}
     )
     select account_id, max(due_at) as due_at, count(*)::int as customers from due group by account_id`,
    [now, due_at, account_id],
  )
  const sorted = found.sort((a, b) => a.due_at - b.due_at || a.account_id - b.account_id)
  const isFull = found.reduce((sum, { customers }) => sum + customers, 0) === look
  return { accounts: sorted.map(({ account_id }) => account_id), next: isFull ? sorted.at(-1) : undefined }
}
