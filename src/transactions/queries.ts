import { sql } from 'kysely'
import type { ExpectingPurchase } from '../core/expectation.ts'
import { build } from '../db/build.ts'
import type { Database, Queries, Trx } from '../db/database.ts'
import { type KeysetOrder, readPage } from '../db/keyset.ts'
import { type Columns, RowInsert } from '../db/rows.ts'
import type { TransactionRow } from '../db/tables.ts'
import type { ListPage, PageEnd } from '../http/list-page.ts'
import type { CatalogElement } from './schema.ts'

export type Transaction = Readonly<
  Omit<TransactionRow, 'account_id' | 'catalog_elements'> & { catalog_elements: readonly CatalogElement[] }
>

const COLUMNS: Columns<Transaction> = {
  id: 'bigint',
  customer_id: 'bigint',
  price_minor: 'bigint',
  comment: 'text',
  completed_at: 'bigint',
  made_at: 'bigint',
  catalog_elements: 'jsonb',
  sequence: 'bigint',
  given_next_date: 'bigint',
  given_next_price_minor: 'bigint',
  period_next_date: 'bigint',
  created_by: 'bigint',
  updated_by: 'bigint',
  created_at: 'bigint',
  updated_at: 'bigint',
  is_deleted: 'boolean',
}
const NAMES = Object.keys(COLUMNS).join(', ')
const insert = new RowInsert('transactions', COLUMNS)
const BY_ID_ASCENDING: KeysetOrder = {
  key: undefined,
  isNullable: false,
  id: sql.ref('t.id'),
  descending: false,
}

export function insertTransactions(trx: Trx, accountId: number, rows: readonly Transaction[]): void {
  insert.run(trx, accountId, rows)
}

/** One transaction by id, deleted or not. */
export async function findTransaction(
  queries: Queries,
  accountId: number,
  id: number,
): Promise<Transaction | undefined> {
  const [row] = await queries.query<Transaction>(
    `select ${NAMES} from transactions where account_id = $1 and id = $2`,
    [accountId, id],
  )
  return row
}

export async function markDeleted(
  trx: Trx,
  accountId: number,
  id: number,
  by: { userId: number; now: number },
): Promise<void> {
  await trx.query(
    `update transactions set is_deleted = true, updated_by = $3, updated_at = $4 where account_id = $1 and id = $2`,
    [accountId, id, by.userId, by.now],
  )
}

/** Returns the moments of the oldest and the newest purchase of a customer, of those that are not deleted; null without any. */
export async function findPurchaseSpan(
  queries: Queries,
  accountId: number,
  customerId: number,
): Promise<{ first_purchase_at: number | null; last_purchase_at: number | null }> {
  const rows = await queries.query<{ first_purchase_at: number | null; last_purchase_at: number | null }>(
    `select min(made_at) as first_purchase_at, max(made_at) as last_purchase_at from transactions
     where account_id = $1 and customer_id = $2 and not is_deleted`,
    [accountId, customerId],
  )
  return rows[0] ?? { first_purchase_at: null, last_purchase_at: null }
}

/** Returns the purchases of a customer that say something of the next one, of those that are not deleted, in the order of their numbers. */
export function findExpectingPurchases(
  queries: Queries,
  accountId: number,
  customerId: number,
): Promise<ExpectingPurchase[]> {
  return queries.query<ExpectingPurchase>(
    `select sequence, given_next_date, given_next_price_minor, period_next_date, is_newest
     from (
       select id, sequence, given_next_date, given_next_price_minor, period_next_date,
         made_at >= max(made_at) over (order by sequence, id) as is_newest
       from transactions where account_id = $1 and customer_id = $2 and not is_deleted
     ) t
     where coalesce(given_next_date, given_next_price_minor, period_next_date) is not null
     order by sequence, id`,
    [accountId, customerId],
  )
}

export type TransactionFilter = {
  readonly ids: readonly number[] | undefined
  readonly customerId: number | undefined
  /** Responsible users whose customers the actor may see. */
  readonly visible: 'all' | readonly number[]
}

/** A page of transactions that are not deleted, of customers that are not, by id. */
export async function listTransactions(
  db: Database,
  accountId: number,
  filter: TransactionFilter,
  page: Pick<ListPage, 'start' | 'limit'>,
): Promise<PageEnd & { readonly rows: readonly Transaction[] }> {
  const rows: Transaction[] = []
  const query = matching(accountId, filter).select(Object.keys(COLUMNS).map((name) => `t.${name}` as 't.id'))
  const hasNext = await readPage(db, query, BY_ID_ASCENDING, page, (row) => {
    rows.push(row as unknown as Transaction)
  })
  const id = rows.at(-1)?.id
  return { rows, hasNext, last: id === undefined ? undefined : { key: null, id } }
}

export async function countTransactions(
  queries: Queries,
  accountId: number,
  filter: TransactionFilter,
): Promise<number> {
  const [row] = await queries.run(
    matching(accountId, filter).select((eb) => eb.fn.countAll<number>().as('transactions')),
  )
  return row?.transactions ?? 0
}

function matching(accountId: number, { ids, customerId, visible }: TransactionFilter) {
  return build
    .selectFrom('transactions as t')
    .innerJoin('customers as c', (join) =>
      join.onRef('c.account_id', '=', 't.account_id').onRef('c.id', '=', 't.customer_id'),
    )
    .where('t.account_id', '=', accountId)
    .where('t.is_deleted', '=', false)
    .where('c.deleted_at', 'is', null)
    .$if(ids !== undefined, (q) => q.where('t.id', '=', sql<number>`any(${ids}::bigint[])`))
    .$if(customerId !== undefined, (q) => q.where('t.customer_id', '=', customerId as number))
    .$if(visible !== 'all', (q) =>
      q.where('c.responsible_user_id', '=', sql<number>`any(${visible}::bigint[])`),
    )
}
