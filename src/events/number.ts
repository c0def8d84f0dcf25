import { repeat } from '../account/repeat.ts'
import type { Deps } from '../account/scope.ts'
import type { Database, Queries } from '../db/database.ts'

/** How often the loop looks for batches without a number. */
const EVERY_MS = 200
/** Batches that are numbered in one transaction, while others who number events of the account wait. */
const BLOCK = 5000

/** Numbers the events of every account once they are committed, until it is stopped. Several servers may do it at once. */
export function startNumbering({ db, observe }: Pick<Deps, 'db' | 'observe'>): { stop(): Promise<void> } {
  const onError = (error: unknown) => observe({ type: 'work_failed', work: 'numbering', error })
  return repeat(
    EVERY_MS,
    async (signal) => {
      for (const accountId of await findUnnumbered(db)) {
        if (signal.aborted) return
        // An account whose events cannot be numbered now keeps no other from it.
        const batches = await numberAll(db, accountId).catch(onError)
        if (batches !== undefined) observe({ type: 'events_numbered', accountId, batches })
      }
    },
    onError,
  )
}

/**
 * Gives the committed events of an account that have no number the next ones, in the order in which they were recorded. What commits
 * later gets higher numbers, so that no event ever appears below a number that a reader has passed. What is committed while it runs
 * may be left to the next call: under steady writes it ends all the same.
 */
export async function numberEvents(db: Database, accountId: number): Promise<void> {
  if (await hasUnnumbered(db, accountId)) await numberAll(db, accountId)
}

/** @returns how many batches it has numbered */
async function numberAll(db: Database, accountId: number): Promise<number> {
  for (let batches = 0; ;) {
    const numbered = await numberBlock(db, accountId)
    batches += numbered
    if (numbered < BLOCK) return batches
  }
}

/** @returns how many batches it has numbered */
function numberBlock(db: Database, accountId: number): Promise<number> {
  return db.transaction(async (trx) => {
    // The lock comes first, in a statement of its own: the next one sees what whoever held it before has numbered.
    trx.later(LOCK_HEAD, [accountId])
    const [numbered] = await trx.query<{ batches: number }>(NUMBER_BATCHES, [accountId, BLOCK])
    return numbered?.batches ?? 0
  })
}

const LOCK_HEAD = `insert into event_heads (account_id, last_number) values ($1, 0)
  on conflict (account_id) do update set last_number = event_heads.last_number`

const NUMBER_BATCHES = `with unnumbered as (
    select id, made_at, events from event_batches where account_id = $1 and first_number is null order by made_at, id limit $2
  ), next as (
    select u.id, h.last_number + 1 + sum(u.events) over (order by u.made_at, u.id) - u.events as first_number
    from unnumbered u, event_heads h where h.account_id = $1
  ), numbered as (
    update event_batches b set first_number = n.first_number from next n
    where b.account_id = $1 and b.id = n.id returning b.events
  )
  update event_heads set last_number = last_number + (select coalesce(sum(events), 0) from numbered) where account_id = $1
  returning (select count(*) from numbered) as batches`

async function hasUnnumbered(queries: Queries, accountId: number): Promise<boolean> {
  const rows = await queries.query(
    `select from event_batches where account_id = $1 and first_number is null limit 1`,
    [accountId],
  )
  return rows.length > 0
}

/** Finds the accounts that have batches without a number, in one statement for all accounts. */
async function findUnnumbered(queries: Queries): Promise<number[]> {
  const rows = await queries.query<{ account_id: number }>(
    `select distinct account_id from event_batches where first_number is null order by account_id`,
  )
  return rows.map((row) => row.account_id)
}
