import type { Actor, UnixSeconds } from '../core/actor.ts'
import type { Queries, Trx } from '../db/database.ts'
import type { StoredTable } from '../query/table.ts'

/** A saved question about customers. */
export type View = {
  readonly id: number
  readonly user_id: number
  readonly name: string
  readonly is_shared: boolean
  readonly question: StoredTable
  readonly widths: Readonly<Record<string, number>>
  readonly version: number
  readonly created_at: UnixSeconds
  readonly updated_at: UnixSeconds
}

const COLUMNS = 'id, user_id, name, is_shared, question, widths, version, created_at, updated_at'
const SEEN = '(is_shared or user_id = $2)'

type Viewer = Pick<Actor, 'accountId' | 'userId'>

/** The views that a user sees: its own and those that are shared. */
export function listViews(queries: Queries, { accountId, userId }: Viewer): Promise<View[]> {
  return queries.query<View>(`select ${COLUMNS} from views where account_id = $1 and ${SEEN} order by id`, [
    accountId,
    userId,
  ])
}

/** One of them, if the user sees it. */
export async function findView(
  queries: Queries,
  { accountId, userId }: Viewer,
  id: number,
): Promise<View | undefined> {
  const [view] = await queries.query<View>(
    `select ${COLUMNS} from views where account_id = $1 and ${SEEN} and id = $3`,
    [accountId, userId, id],
  )
  return view
}

/** The views of all users of an account whose questions ask for tags. */
export function findViewsWithTags(queries: Queries, accountId: number): Promise<View[]> {
  return queries.query<View>(
    `select ${COLUMNS} from views where account_id = $1 and question::text like '%"tag"%' order by id`,
    [accountId],
  )
}

/** Lets one transaction at a time write views of an account, so that the limits of them hold. */
export async function lockViews(trx: Trx, accountId: number): Promise<void> {
  await trx.query(`select pg_advisory_xact_lock(hashtext('patron views'), hashint8($1))`, [accountId])
}

/** How many views a user has, and how many of the account are shared. */
export async function countViews(
  trx: Trx,
  { accountId, userId }: Viewer,
): Promise<{ own: number; shared: number }> {
  const [counts] = await trx.query<{ own: number; shared: number }>(
    `select count(*) filter (where user_id = $2) as own, count(*) filter (where is_shared) as shared from views where account_id = $1`,
    [accountId, userId],
  )
  return counts ?? { own: 0, shared: 0 }
}

export async function insertView(trx: Trx, accountId: number, view: View): Promise<void> {
  await trx.query(
    `insert into views (account_id, ${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [accountId, ...valuesOf(view)],
  )
}

export async function updateView(trx: Trx, accountId: number, view: View): Promise<void> {
  await trx.query(
    `update views set user_id = $3, name = $4, is_shared = $5, question = $6, widths = $7, version = $8, created_at = $9, updated_at = $10
     where account_id = $1 and id = $2`,
    [accountId, ...valuesOf(view)],
  )
}

function valuesOf(view: View): unknown[] {
  const { id, user_id, name, is_shared, question, widths, version, created_at, updated_at } = view
  const json = [JSON.stringify(question), JSON.stringify(widths)]
  return [id, user_id, name, is_shared, ...json, version, created_at, updated_at]
}

export async function deleteViewRow(trx: Trx, accountId: number, id: number): Promise<void> {
  await trx.query(`delete from views where account_id = $1 and id = $2`, [accountId, id])
}
