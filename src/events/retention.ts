import { eachAccountJob } from '../account/each-account.ts'
import type { Deps } from '../account/scope.ts'
import type { UnixSeconds } from '../core/actor.ts'
import type { Database, Trx } from '../db/database.ts'
import type { Job } from '../jobs/job.ts'
import { numberEvents } from './number.ts'

/** How long events are kept unless a setting says otherwise. */
export const EVENT_DAYS = 90
/** Deleted customers can be restored for 30 days, so their events are kept as long. */
export const MIN_EVENT_DAYS = 30

const DAY_SECONDS = 86_400
/** Batches that are looked at in one transaction. */
const BATCHES = 500
/** Events that are deleted in one transaction, more or less: a batch goes as a whole. */
const EVENTS = 5000

/** Defines the job that deletes the events of every account that are older than `days`, by the time of customers. */
export function forgetOldEventsOf(deps: Deps, days: number): Job {
  return eachAccountJob(deps, 'forget_old_events', (accountId, signal) =>
    forgetOldEvents(deps.db, accountId, deps.now(), days, signal),
  )
}

/**
 * Deletes the events of an account that are older than `days`, from the oldest up to the first that is not, so that the numbers of the
 * rest have no gap. Works in small transactions, for which no reader waits.
 */
export async function forgetOldEvents(
  db: Database,
  accountId: number,
  now: UnixSeconds,
  days = EVENT_DAYS,
  signal?: AbortSignal,
): Promise<void> {
  await numberEvents(db, accountId)
  const before = now - days * DAY_SECONDS
  while (await db.transaction((trx) => forgetBlock(trx, accountId, before))) signal?.throwIfAborted()
}

/** @returns whether more may be old */
async function forgetBlock(trx: Trx, accountId: number, before: UnixSeconds): Promise<boolean> {
  const [forgotten] = await trx.query<{ batches: number }>(
    `with oldest as (
       select id, first_number, created_at, sum(events) over (order by first_number) - events as events_before
       from (
         select id, first_number, created_at, events from event_batches
         where account_id = $1 and first_number is not null order by first_number limit ${BATCHES}
       ) b
     ), old as (
       select id from oldest
       where events_before < ${EVENTS} and first_number < coalesce(
         (select min(first_number) from oldest where created_at >= $2), ${Number.MAX_SAFE_INTEGER})
     ), emptied as (
       delete from events e using old where e.account_id = $1 and e.batch_id = old.id
     ), gone as (
       delete from event_batches b using old where b.account_id = $1 and b.id = old.id returning b.id
     )
     select count(*) as batches from gone`,
    [accountId, before],
  )
  return (forgotten?.batches ?? 0) > 0
}
