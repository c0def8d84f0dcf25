import { type Expression, type SqlBool, sql } from 'kysely'
import type { Definitions } from '../account/definitions.ts'
import type { Actor } from '../core/actor.ts'
import type { Decimal } from '../core/field-types/decimal.ts'
import type { Database, Queries } from '../db/database.ts'
import type { Page } from '../http/paging.ts'
import type { Anchor } from '../http/page-anchors.ts'
import type { ListQuery } from './list-query.ts'
import { anyOf, containsWords, CUSTOMERS, type CustomersQuery, isFound, visibleTo } from './matching.ts'
import { LIST_ROW, type CustomerListRow } from './queries.ts'

type Listed = CustomerListRow & { order_key: Anchor['key']; definitions_version: number }

/** Kept, because to build it takes as long as the rest of a list's statement. */
const LIST_ROWS = CUSTOMERS.select(Object.entries(LIST_ROW).map(([name, value]) => sql.raw(value).as(name)))

/** Whether more customers follow on a page, where it ended, and the version of the definitions it was read under. */
export type PageEnd = {
  readonly hasNext: boolean
  readonly end: Anchor | undefined
  readonly version: number | undefined
}

/** Reads one page in one statement: after the anchor when there is one, by offset else. Customers are handed over as they come. */
export async function readList(
  db: Database,
  actor: Actor,
  definitions: Definitions,
  listQuery: ListQuery,
  page: Page,
  after: Anchor | undefined,
  onCustomer: (customer: CustomerListRow) => void,
): Promise<PageEnd> {
  const { column, descending } = listQuery.order
  const direction = descending ? 'desc' : 'asc'
  const orderKey = sql.ref<Anchor['key']>(`c.${column}`)
  let query = matching(LIST_ROWS, actor, definitions, listQuery)
    .select([
      orderKey.as('order_key'),
      sql<number>`(select definitions_version from accounts where id = ${actor.accountId})`.as(
        'definitions_version',
      ),
    ])
    .limit(page.limit + 1)
  if (column === 'name') query = query.orderBy(sql`c.name collate "C"`, direction)
  else if (column !== 'id')
    query = query.orderBy(orderKey, (by) => (descending ? by.desc() : by.asc()).nullsLast())
  query = query.orderBy('c.id', direction)
  query = after
    ? query.where(
        behind(column === 'name' ? sql`c.name collate "C"` : orderKey, after, column === 'id', descending),
      )
    : query.offset((page.page - 1) * page.limit)
  let rows = 0
  let last: Listed | undefined
  await db.eachRow<Listed>(query, (row) => {
    if (rows++ === page.limit) return
    last = row
    onCustomer(row)
  })
  return {
    hasNext: rows > page.limit,
    end: last && { key: last.order_key, id: last.id },
    version: last?.definitions_version,
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

/** The rows behind an anchor in the order of the list; empty values come last either way. */
function behind(
  key: Expression<unknown>,
  anchor: Anchor,
  byId: boolean,
  descending: boolean,
): Expression<SqlBool> {
  const further = sql.raw(descending ? '<' : '>')
  if (byId) return sql`c.id ${further} ${anchor.id}`
  if (anchor.key === null) return sql`(${key} is null and c.id ${further} ${anchor.id})`
  return sql`((${key}, c.id) ${further} (${anchor.key}, ${anchor.id}) or ${key} is null)`
}
