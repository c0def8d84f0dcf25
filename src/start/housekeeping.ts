import type { Deps } from '../account/scope.ts'
import { purgeDeleted } from '../customers/purge.ts'
import { EVENT_DAYS, forgetOldEvents } from '../events/retention.ts'
import { forgetOldKeys } from '../http/idempotency.ts'
import { joinCounts } from '../segments/queries.ts'

const EVERY_MS = 60 * 60 * 1000

/** What has to be thrown away now and then: customers deleted long ago, old idempotency keys and events, parts of counts. Once an hour, and at start. */
export function startHousekeeping(
  deps: Deps,
  eventDays: number,
  onError: (error: unknown) => void,
): { stop: () => void } {
  const run = () => void keepHouse(deps, eventDays).catch(onError)
  const timer = setInterval(run, EVERY_MS)
  timer.unref()
  run()
  return { stop: () => clearInterval(timer) }
}

/** One round of it for every account. Several servers may do it at once. */
export async function keepHouse(deps: Deps, eventDays = EVENT_DAYS): Promise<void> {
  const accounts = await deps.db.query<{ id: number }>('select id from accounts order by id')
  for (const { id } of accounts) {
    await purgeDeleted(deps.db, id, deps.now())
    await deps.db.transaction((trx) => joinCounts(trx, id))
    await forgetOldKeys(deps.db, id, deps.realNow())
    await forgetOldEvents(deps.db, id, deps.now(), eventDays)
  }
}
