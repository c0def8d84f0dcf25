import { requireCustomersEnabled } from '../account/mode.ts'
import type { Scope } from '../account/scope.ts'
import type { Actor, UnixSeconds } from '../core/actor.ts'
import { Refused, type Violation } from '../core/errors.ts'
import type { Queries } from '../db/database.ts'
import { addJob } from '../jobs/add.ts'
import { countPending, progressOf } from '../jobs/reports.ts'
import { matchedIds } from '../query/matched-ids.ts'
import { tagReferences } from '../tags/apply.ts'
import { lookUpTags } from '../tags/service.ts'
import type { BulkJob } from './job.ts'
import {
  type Bulk,
  findBulk,
  findUnendedJobs,
  insertBulk,
  insertItems,
  insertItemsToTakeBack,
  lockBulk,
  lockWaiting,
  setJob,
  setUndoneBy,
} from './queries.ts'
import { readChange } from './read-change.ts'
import { readMeant } from './read-meant.ts'
import { noResult } from './result.ts'
import type { BulkBody, BulkState } from './schema.ts'
import { keptUntil } from './retention.ts'
import { BLOCK, changeBlock } from './block.ts'
import { readWithinTime } from './within-time.ts'

/** How a bulk change is done: the job that does a large one, and real time. */
type Means = { readonly job: BulkJob; readonly realNow: UnixSeconds }

/**
 * Changes the customers that are meant at this moment: up to 250 at once, more of them by a job, in blocks of as many.
 * @throws Invalid, Refused 'customers_disabled', 'periodicity_needed', 'segments_needed', 'too_slow', 'bulk_limit'
 */
export async function beginBulk(scope: Scope, body: BulkBody, { job, realNow }: Means): Promise<Bulk> {
  const { trx, actor, definitions } = scope
  requireCustomersEnabled(definitions)
  const violations: Violation[] = []
  const tags = await lookUpTags(trx, actor.accountId, 'customers', tagReferences([body.change]))
  readChange(scope, body.change, tags, violations)
  const { meant } = await readMeant(trx, definitions, body, violations)
  const ids = await readWithinTime(trx, () => matchedIds(trx, scope, meant))
  await requireRoom(scope, ids.length)
  const notFound = 'ids' in meant ? meant.ids.length - ids.length : 0
  const bulk = {
    ...(await newBulk(scope, realNow)),
    change: body.change,
    matched: ids.length,
    result: noResult(notFound),
  }
  await insertBulk(trx, actor.accountId, bulk)
  await insertItems(trx, actor.accountId, bulk.id, ids)
  return doOrQueue(scope, bulk, { job, realNow })
}

/**
 * Takes a bulk change back, once, by a bulk change of its own: what has not changed since becomes what it was.
 * @throws Refused 'not_found', 'bulk_is_undo', 'bulk_undone', 'bulk_under_way', 'customers_disabled', 'bulk_limit'
 */
export async function undoBulk(scope: Scope, id: number, { job, realNow }: Means): Promise<Bulk> {
  const { trx, actor, definitions } = scope
  requireCustomersEnabled(definitions)
  const undone = await lockBulk(trx, actor.accountId, id)
  if (undone === undefined || !isSeen(actor, undone) || keptUntil(undone) <= realNow)
    throw new Refused('not_found')
  if (undone.change === null) throw new Refused('bulk_is_undo')
  if (undone.undone_by !== null) throw new Refused('bulk_undone', { id: undone.undone_by })
  const state = await stateOf(trx, undone)
  if (state === 'waiting' || state === 'running') throw new Refused('bulk_under_way')
  await requireRoom(scope, undone.result.changed)
  const blank = { ...(await newBulk(scope, realNow)), undo_of: id }
  const matched = await insertItemsToTakeBack(trx, actor.accountId, blank.id, id)
  const bulk = { ...blank, matched }
  await insertBulk(trx, actor.accountId, bulk)
  setUndoneBy(trx, actor.accountId, id, bulk.id)
  return doOrQueue(scope, bulk, { job, realNow })
}

/** Bulk changes of an account that may wait: each keeps a row for every customer. */
const MAX_WAITING = 10

/** @throws Refused 'bulk_limit' when a job would have to change so many customers, and too many wait already */
async function requireRoom({ trx, actor: { accountId } }: Scope, customers: number): Promise<void> {
  if (customers <= BLOCK) return
  await lockWaiting(trx, accountId)
  const waiting = await countPending(trx, await findUnendedJobs(trx, accountId))
  if (waiting >= MAX_WAITING) throw new Refused('bulk_limit', { limit: MAX_WAITING })
}

/** A bulk change of nobody yet. */
async function newBulk({ actor, ids }: Scope, realNow: UnixSeconds): Promise<Bulk> {
  return {
    id: await ids.takeOne(actor.accountId, 'bulk_changes'),
    user_id: actor.userId,
    ...{ change: null, undo_of: null, undone_by: null, job_id: null },
    ...{ matched: 0, done: 0, after_id: 0, result: noResult(0) },
    created_at: realNow,
    ended_at: null,
  }
}

async function doOrQueue(scope: Scope, bulk: Bulk, { job, realNow }: Means): Promise<Bulk> {
  if (bulk.matched <= BLOCK) return changeBlock(scope, bulk, realNow)
  const { accountId } = scope.actor
  const job_id = await addJob(scope.trx, job, { accountId, bulkId: bulk.id })
  setJob(scope.trx, accountId, bulk.id, job_id)
  return { ...bulk, job_id }
}

/** A bulk change of the actor; administrators see those of others as well. */
export async function findSeenBulk(queries: Queries, actor: Actor, id: number): Promise<Bulk | undefined> {
  const bulk = await findBulk(queries, actor.accountId, id)
  return bulk && isSeen(actor, bulk) ? bulk : undefined
}

function isSeen({ userId, isAdmin }: Actor, { user_id }: Bulk): boolean {
  return isAdmin || user_id === userId
}

/** How far a bulk change is. One whose job is gone without having ended was given up. */
export async function stateOf(queries: Queries, { ended_at, job_id }: Bulk): Promise<BulkState> {
  if (ended_at !== null || job_id === null) return 'ended'
  const state = (await progressOf(queries, job_id))?.state
  return state === 'waiting' || state === 'running' ? state : 'failed'
}

export { keepMergedTag } from './queries.ts'
