import type { Bulk } from './queries.ts'
import { keptUntil } from './retention.ts'
import type { BulkState } from './schema.ts'

/** A bulk change as answers show it. */
export function renderBulk(bulk: Bulk, state: BulkState) {
  const { id, change, undo_of, undone_by, matched, done, created_at, ended_at, user_id } = bulk
  // The database does not keep the order of keys.
  const { changed, unchanged, not_yours, not_found, gone, refused, changed_since, partly, left } = bulk.result
  const tags_created = bulk.result.tags_created.map((tag) => ({ id: tag.id, name: tag.name }))
  const hasStopped = state === 'ended' || state === 'failed'
  const canBeUndone = hasStopped && change !== null && undone_by === null
  return {
    ...{ id, change, undo_of, undone_by, state, matched, done },
    ...{ changed, unchanged, not_yours, not_found, gone, refused, changed_since, partly, tags_created, left },
    created_by: user_id,
    created_at,
    ended_at,
    undo_until: canBeUndone ? keptUntil(bulk) : null,
  }
}
