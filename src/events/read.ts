import type { Database } from '../db/database.ts'
import { numberEvents } from './number.ts'
import type { Event } from './types.ts'

export type EventsRead = {
  /** In the order of their numbers, which ascend by one. */
  readonly events: readonly Event[]
  /** The number of the oldest event that is kept, or of the next one where none is. */
  readonly oldest: number
}

/**
 * Returns up to `limit` events of an account after a number, among them all that are committed by now. A later call never returns an
 * event below a number that an earlier one has returned, so a reader needs to keep only the number of the last event it has dealt
 * with. Where `oldest` lies beyond the number that follows `after`, the events between have been deleted because of their age.
 */
export async function readEvents(
  db: Database,
  accountId: number,
  after: number,
  limit: number,
): Promise<EventsRead> {
  await numberEvents(db, accountId)
  const rows = await db.query<Partial<Event> & { oldest: number }>(READ, [accountId, after, limit])
  return {
    // Without events there is one row, which holds the oldest number alone.
    events: rows.filter(({ number }) => number !== null).map(({ oldest: _, ...event }) => event as Event),
    oldest: rows[0]?.oldest ?? 1,
  }
}

/** The first batch is the one that holds the number after `$2`. */
const READ = `select kept.oldest, e.* from (
    select coalesce(
      (select first_number from event_batches where account_id = $1 and first_number is not null order by first_number limit 1),
      (select last_number + 1 from event_heads where account_id = $1),
      1
    ) as oldest
  ) kept left join lateral (
    select b.first_number + e.position as number, e.type, e.entity_type, e.entity_id, e.version, b.created_by, b.created_at, e.data
    from event_batches b join events e on e.account_id = b.account_id and e.batch_id = b.id
    where b.account_id = $1 and b.first_number + e.position > $2 and b.first_number >= coalesce((
      select first_number from event_batches where account_id = $1 and first_number <= $2 + 1 order by first_number desc limit 1
    ), 0)
    order by b.first_number, e.position limit $3
  ) e on true order by e.number`
