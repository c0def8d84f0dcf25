import type { UnixSeconds } from '../core/actor.ts'
import type { Deletable } from './search-rows.ts'

/** How long what is deleted can be restored, seconds. */
export const RESTORABLE_SECONDS = 30 * 24 * 60 * 60

/** Whether something is deleted, and not for so long that it cannot be restored. */
export function canBeRestored({ deleted_at }: Deletable, now: UnixSeconds): boolean {
  return deleted_at !== null && deleted_at + RESTORABLE_SECONDS >= now
}
