import { eachAccountJob } from '../account/each-account.ts'
import type { Deps } from '../account/scope.ts'
import type { UnixSeconds } from '../core/actor.ts'
import type { Entities, EntityDescriptor } from '../core/entity.ts'
import type { Trx } from '../db/database.ts'
import type { Job } from '../jobs/job.ts'
import { RESTORABLE_SECONDS } from './restorable.ts'

/** Rows of a transaction. */
const BLOCK = 500

/** Defines the job that deletes what can no longer be restored, of every entity, with everything that hangs on it, a block in a transaction. */
export function purgeDeleted(deps: Deps): Job {
  const { db, entities } = deps
  return eachAccountJob(deps, 'purge_deleted', async (accountId, signal) => {
    const before = deps.now() - RESTORABLE_SECONDS
    for (const entity of entities.all()) {
      if (!entity.isRestorable) continue
      const purge = () => db.transaction((trx) => purgeBlock(trx, entities, entity, accountId, before))
      while ((await purge()) === BLOCK) signal.throwIfAborted()
    }
  })
}

/** @returns how many rows of the entity were deleted */
async function purgeBlock(
  trx: Trx,
  entities: Entities,
  { name, table, satellites = [], isSearched }: EntityDescriptor,
  accountId: number,
  before: UnixSeconds,
): Promise<number> {
  const rows = await trx.query<{ id: number }>(
    `select id from ${table} where account_id = $1 and deleted_at < $2 order by id limit $3 for update skip locked`,
    [accountId, before, BLOCK],
  )
  if (rows.length === 0) return 0
  const own = [accountId, rows.map(({ id }) => id)]
  const remove = (from: string, those: string) =>
    trx.query(`delete from ${from} where account_id = $1 and ${those} = any($2::bigint[])`, own)
  const children = entities.childrenOf(name)
  // What is deleted has no rows of tags any more.
  await Promise.all([
    ...children.map((child) => remove(child.table, child.parent?.column as string)),
    ...satellites.map((satellite) => remove(satellite.table, satellite.column)),
    ...(isSearched ? [remove('entity_search', `entity = '${name}' and entity_id`)] : []),
    remove('links', `from_entity = '${name}' and from_id`),
    remove('links', `to_entity = '${name}' and to_id`),
    remove(table, 'id'),
  ])
  return rows.length
}
