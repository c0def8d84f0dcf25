import { type Expression, type SqlBool, sql } from 'kysely'
import type { Definitions } from '../account/definitions.ts'
import type { Actor } from '../core/actor.ts'
import type { Decimal } from '../core/field-types/decimal.ts'
import type { Database, Queries } from '../db/database.ts'
import { type Anchor, readPage } from '../db/keyset.ts'
import type { ListPage, PageEnd } from '../http/list-page.ts'
import type { ListQuery } from './list-query.ts'
import { keysetOrderOf, orderKeyOf } from './order.ts'
import { anyOf, containsWords, CUSTOMERS, type CustomersQuery, isFound, visibleTo } from './matching.ts'
import { LIST_ROW, type CustomerListRow } from './queries.ts'

type Listed = CustomerListRow & { order_key: Anchor['key']; definitions_version: number }

/** Kept, because to build it takes as long as the rest of a list's statement. */
const LIST_ROWS = CUSTOMERS.select(Object.entries(LIST_ROW).map(([name, value]) => sql.raw(value).as(name)))

/** Where a page ended, and the version of the definitions that it was read under; undefined for an empty page. */
export type CustomersEnd = PageEnd & { readonly version: number | undefined }

/** Reads one page. Customers are handed over as they come. */
export async function readList(
  db: Database,
  actor: Actor,
  definitions: Definitions,
  listQuery: ListQuery,
  page: Pick<ListPage, 'start' | 'limit'>,
  onCustomer: (customer: CustomerListRow) => void,
): Promise<CustomersEnd> {
  const order = keysetOrderOf(listQuery.order)
  const query = matching(LIST_ROWS, actor, definitions, listQuery).select([
    orderKeyOf(listQuery.order),
    sql<number>`(select definitions_version from accounts where id = ${actor.accountId})`.as(
      'definitions_version',
    ),
  ])
  let last: Listed | undefined
  let version: number | undefined
  const hasNext = await readPage(db, query, order, page, (row) => {
    last = row as Listed
    // One of another version counts for the whole page, which more than one statement may have read.
    if (last.definitions_version !== definitions.version) version = last.definitions_version
    onCustomer(last)
  })
  return {
    hasNext,
    last: last && { key: last.order_key, id: last.id },
    version: version ?? last?.definitions_version,
  }
}

/** How many customers match. */
export async function countList(
  queries: Queries,
  actor: Actor,
  definitions: Definitions,
  listQuery: ListQuery,
): Promise<number> {
  const [row] = await queries.run(
    matching(CUSTOMERS, actor, definitions, listQuery).select((eb) =>
      eb.fn.countAll<number>().as('customers'),
    ),
  )
  return row?.customers ?? 0
}

/** The customers of the actor's account that are not deleted, that it may see and that every filter takes. */
function matching<Row>(
  customers: CustomersQuery<Row>,
  actor: Actor,
  definitions: Definitions,
  listQuery: ListQuery,
): CustomersQuery<Row> {
  const { accountId } = actor
  let query = visibleTo(customers, actor, definitions)
  for (const { column, values } of listQuery.sets) query = query.where(`c.${column}`, '=', anyOf(values))
  for (const { column, from, to } of listQuery.ranges) {
    if (from !== undefined) query = query.where(`c.${column}`, '>=', from)
    if (to !== undefined) query = query.where(`c.${column}`, '<=', to)
  }
  if (listQuery.segments !== undefined) query = query.where(inSegments(accountId, listQuery.segments))
  for (const condition of searchConditions(listQuery)) query = query.where(isFound(accountId, condition))
  for (const { fieldId, from, to } of listQuery.fieldRanges) {
    const value = sql<number>`(c.fields ->> ${String(fieldId)})::numeric`
    const bound = (decimal: Decimal) => sql<number>`${String(decimal)}::numeric`
    if (from !== undefined) query = query.where(value, '>=', bound(from))
    if (to !== undefined) query = query.where(value, '<=', bound(to))
  }
  return query
}

/** What is asked of the search row: one condition for each filter. */
function searchConditions(listQuery: ListQuery): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = []
  // `left` is what the index holds; names have at most 255 characters, and folding may lengthen them.
  if (listQuery.names)
    conditions.push(
      sql`left(s.name_folded, 255) = any(${listQuery.names.map((name) => [...name].slice(0, 255).join(''))}::text[])`,
    )
  for (const tokens of listQuery.fieldTokens) conditions.push(sql`s.tokens && ${tokens}::text[]`)
  if (listQuery.words !== undefined) conditions.push(containsWords(listQuery.words))
  return conditions
}

function inSegments(accountId: number, segments: readonly number[]): Expression<SqlBool> {
  return sql`exists (select from segment_members m where m.account_id = ${accountId}
    and m.segment_id = any(${segments}::bigint[]) and m.customer_id = c.id)`
}
