import type { UnixSeconds } from '../core/actor.ts'
import type { Database } from '../db/database.ts'
import { purgeBlock } from './queries.ts'
import { RESTORABLE_SECONDS } from './service.ts'

const BLOCK = 500

/** Throws away customers that can no longer be restored, with everything of theirs, a block in a transaction. */
export async function purgeDeleted(db: Database, accountId: number, now: UnixSeconds): Promise<void> {
  const before = now - RESTORABLE_SECONDS
  while ((await db.transaction((trx) => purgeBlock(trx, accountId, before, BLOCK))) === BLOCK);
}
