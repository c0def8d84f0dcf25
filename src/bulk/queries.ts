import type { UnixSeconds } from '../core/actor.ts'
import type { Queries, Trx } from '../db/database.ts'
import { type Columns, RowUpdate } from '../db/rows.ts'
import type { BulkChange, Left } from './schema.ts'
import type { Touched } from './touched.ts'

/** A customer that was left as it is, wholly or, where it was changed, in these properties. */
export type LeftCustomer = {
  readonly customer_id: number
  readonly why: Left
  readonly properties?: readonly string[]
}

/** What has come of a bulk change so far. */
export type BulkResult = { readonly [Outcome in 'changed' | 'unchanged' | 'partly' | Left]: number } & {
  readonly not_found: number
  readonly tags_created: readonly { readonly id: number; readonly name: string }[]
  /** The first that were left. */
  readonly left: readonly LeftCustomer[]
}

/** A change of many customers. Its moments are of real time. */
export type Bulk = {
  readonly id: number
  readonly user_id: number
  /** null of one that takes another back. */
  readonly change: BulkChange | null
  readonly undo_of: number | null
  readonly undone_by: number | null
  /** null where it was done within the request. */
  readonly job_id: number | null
  readonly matched: number
  readonly done: number
  /** The id of the last customer that it has come to. */
  readonly after_id: number
  readonly result: BulkResult
  readonly created_at: UnixSeconds
  readonly ended_at: UnixSeconds | null
}

/** A customer that is meant, and what a bulk change has touched of it: this one, or the one that this one takes back. */
export type BulkItem = { readonly customer_id: number; readonly touched: Touched | null }

const COLUMNS =
  'id, user_id, change, undo_of, undone_by, job_id, matched, done, after_id, result, created_at, ended_at'

export async function findBulk(queries: Queries, accountId: number, id: number): Promise<Bulk | undefined> {
  const [bulk] = await queries.query<Bulk>(
    `select ${COLUMNS} from bulk_changes where account_id = $1 and id = $2`,
    [accountId, id],
  )
  return bulk
}

/** Locks a bulk change, so that each block of it is done once, and it is taken back once. */
export async function lockBulk(trx: Trx, accountId: number, id: number): Promise<Bulk | undefined> {
  const [bulk] = await trx.query<Bulk>(
    `select ${COLUMNS} from bulk_changes where account_id = $1 and id = $2 for update`,
    [accountId, id],
  )
  return bulk
}

/** Lets only one bulk change at a time look at how many of the account wait, and join them. */
export async function lockWaiting(trx: Trx, accountId: number): Promise<void> {
  await trx.query(`select pg_advisory_xact_lock(hashtext('patron bulk changes'), hashint8($1))`, [accountId])
}

/** The jobs of the bulk changes that have not ended. */
export async function findUnendedJobs(trx: Trx, accountId: number): Promise<number[]> {
  const rows = await trx.query<{ job_id: number }>(
    `select job_id from bulk_changes
     where account_id = $1 and ended_at is null and undone_by is null and job_id is not null`,
    [accountId],
  )
  return rows.map(({ job_id }) => job_id)
}

export async function insertBulk(trx: Trx, accountId: number, bulk: Bulk): Promise<void> {
  const { id, user_id, change, undo_of, undone_by, job_id, matched, done, after_id, result } = bulk
  await trx.query(
    `insert into bulk_changes (account_id, ${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[accountId, id, user_id, change && JSON.stringify(change), undo_of, undone_by, job_id],
      ...[matched, done, after_id, JSON.stringify(result), bulk.created_at, bulk.ended_at],
    ],
  )
}

export function setJob(trx: Trx, accountId: number, id: number, jobId: number): void {
  trx.later(`update bulk_changes set job_id = $3 where account_id = $1 and id = $2`, [accountId, id, jobId])
}

export function setUndoneBy(trx: Trx, accountId: number, id: number, undoneBy: number): void {
  trx.later(`update bulk_changes set undone_by = $3 where account_id = $1 and id = $2`, [
    accountId,
    id,
    undoneBy,
  ])
}

export function updateProgress(trx: Trx, accountId: number, bulk: Bulk): void {
  trx.later(
    `update bulk_changes set done = $3, after_id = $4, result = $5, ended_at = $6 where account_id = $1 and id = $2`,
    [accountId, bulk.id, bulk.done, bulk.after_id, JSON.stringify(bulk.result), bulk.ended_at],
  )
}

/** Fixes the customers that are meant. */
export async function insertItems(
  trx: Trx,
  accountId: number,
  bulkId: number,
  customerIds: readonly number[],
): Promise<void> {
  await trx.query(
    `insert into bulk_items (account_id, bulk_id, customer_id) select $1, $2, id from unnest($3::bigint[]) as u(id)`,
    [accountId, bulkId, customerIds],
  )
}

/** Fixes the customers that another bulk change has changed. @returns how many */
export async function insertItemsToTakeBack(
  trx: Trx,
  accountId: number,
  bulkId: number,
  undoOf: number,
): Promise<number> {
  const [row] = await trx.query<{ items: number }>(
    `with taken as (
       insert into bulk_items (account_id, bulk_id, customer_id, touched)
       select account_id, $2, customer_id, touched from bulk_items
       where account_id = $1 and bulk_id = $3 and touched is not null returning 1
     ) select count(*)::int as items from taken`,
    [accountId, bulkId, undoOf],
  )
  return row?.items ?? 0
}

/** The next customers that a bulk change comes to, by id. */
export function nextItems(
  queries: Queries,
  accountId: number,
  { id, after_id }: Bulk,
  limit: number,
): Promise<BulkItem[]> {
  return queries.query<BulkItem>(
    `select customer_id, touched from bulk_items
     where account_id = $1 and bulk_id = $2 and customer_id > $3 order by customer_id limit $4`,
    [accountId, id, after_id, limit],
  )
}

type TouchedRow = BulkItem & { readonly bulk_id: number }
const TOUCHED: Columns<TouchedRow> = { bulk_id: 'bigint', customer_id: 'bigint', touched: 'jsonb' }
export const updateTouched = new RowUpdate<TouchedRow>('bulk_items', ['bulk_id', 'customer_id'], TOUCHED)

/**
 * Marks a tag that bulk changes have added to customers who have another one that is about to be merged into it: it will stand for both, so
 * that taking the bulk change back leaves it.
 */
export async function keepMergedTag(trx: Trx, accountId: number, from: number, into: number): Promise<void> {
  await trx.query(
    `update bulk_items i set touched = i.touched || jsonb_build_object(
       'tags_added', jsonb_path_query_array(i.touched, '$.tags_added[*] ? (@ != $into)', jsonb_build_object('into', $3::bigint)),
       'tags_merged', coalesce(i.touched->'tags_merged', '[]') || to_jsonb($3::bigint))
     from bulk_changes b, customers c
     where i.account_id = $1 and b.account_id = $1 and b.id = i.bulk_id
       and (b.change ? 'tags_to_add' and b.undone_by is null or b.undo_of is not null and b.ended_at is null)
       and i.touched->'tags_added' @> to_jsonb($3::bigint) and not i.touched->'tags_added' @> to_jsonb($2::bigint)
       and c.account_id = $1 and c.id = i.customer_id and c.tag_ids @> array[$2::bigint]`,
    [accountId, from, into],
  )
}

/** Rows that are deleted by one statement. */
const DELETED = 5000

/** The bulk changes that ended before a moment, or began before another one without having ended. */
export async function findOldBulks(
  queries: Queries,
  accountId: number,
  endedBefore: UnixSeconds,
  begunBefore: UnixSeconds,
): Promise<number[]> {
  const rows = await queries.query<{ id: number }>(
    `select id from bulk_changes
     where account_id = $1 and (ended_at <= $2 or ended_at is null and created_at <= $3) order by id`,
    [accountId, endedBefore, begunBefore],
  )
  return rows.map(({ id }) => id)
}

/** Deletes customers of a bulk change. @returns whether there may be more */
export async function deleteItems(queries: Queries, accountId: number, bulkId: number): Promise<boolean> {
  const deleted = await queries.query(
    `delete from bulk_items where account_id = $1 and bulk_id = $2 and customer_id = any(array(
       select customer_id from bulk_items where account_id = $1 and bulk_id = $2 limit ${DELETED})) returning 1`,
    [accountId, bulkId],
  )
  return deleted.length === DELETED
}

/** Deletes bulk changes, whose customers are deleted. */
export async function deleteBulks(
  queries: Queries,
  accountId: number,
  ids: readonly number[],
): Promise<void> {
  await queries.query(`delete from bulk_changes where account_id = $1 and id = any($2::bigint[])`, [
    accountId,
    ids,
  ])
}
