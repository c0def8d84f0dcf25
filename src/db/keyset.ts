import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from './database.ts'

/** A row's place in the order of its list: the value that the list is ordered by, null where there is none, and the row's id. */
export type Anchor = { readonly key: number | string | null; readonly id: number }

/** Where a page begins: behind a row, whether that is still there or not, or so many rows from the beginning. */
export type Start = { readonly after: Anchor } | { readonly offset: number }

/** The order of a list: by a key, if it has one, and by id among equal keys. Rows without a key come last in both directions. */
export type KeysetOrder = {
  readonly key: Expression<unknown> | undefined
  readonly isNullable: boolean
  readonly id: Expression<unknown>
  readonly descending: boolean
}

/**
 * Reads one page of an ordered list and hands over each row as it comes.
 * @returns whether rows follow behind the page
 */
export async function readPage<DB, TB extends keyof DB, Row>(
  db: Pick<Database, 'eachRow'>,
  rows: SelectQueryBuilder<DB, TB, Row>,
  order: KeysetOrder,
  { start, limit }: { readonly start: Start; readonly limit: number },
  onRow: (row: Row) => void,
): Promise<boolean> {
  let count = 0
  for (const stretch of stretchesOf(rows, order, start)) {
    await db.eachRow<Row>(stretch.limit(limit + 1 - count), (row) => {
      if (count++ < limit) onRow(row)
    })
    if (count > limit) return true
  }
  return false
}

/**
 * The queries that give the rows from `start` on, one after the other. Rows with a key and rows without are two queries: each is a range of
 * an index over key and id in either direction, while an index has its nulls at one end only.
 */
function stretchesOf<DB, TB extends keyof DB, Row>(
  rows: SelectQueryBuilder<DB, TB, Row>,
  { key, isNullable, id, descending }: KeysetOrder,
  start: Start,
): SelectQueryBuilder<DB, TB, Row>[] {
  const columns = key === undefined ? [id] : [key, id]
  const inOrder = (query: typeof rows, nulls = '') =>
    columns.reduce<typeof rows>(
      (ordered, column) =>
        ordered.orderBy(sql`${column} ${sql.raw(descending ? 'desc' : 'asc')} ${sql.raw(nulls)}`),
      query,
    )
  if ('offset' in start && start.offset > 0)
    return [inOrder(rows, isNullable ? 'nulls last' : '').offset(start.offset)]

  const after = 'after' in start ? start.after : undefined
  const behind = (of: readonly Expression<unknown>[], values: readonly unknown[]) =>
    sql<SqlBool>`(${sql.join(of)}) ${sql.raw(descending ? '<' : '>')} (${sql.join(values)})`
  const behindId = after ? [behind([id], [after.id])] : []
  if (key === undefined) return [inOrder(where(rows, behindId))]

  const behindKey = after ? [behind([key, id], [after.key, after.id])] : []
  if (!isNullable) return [inOrder(where(rows, behindKey))]

  const isNull = sql<SqlBool>`${key} is null`
  if (after?.key === null) return [inOrder(where(rows, [isNull, ...behindId]))]
  const isKnown = sql<SqlBool>`${key} is not null`
  return [inOrder(where(rows, [isKnown, ...behindKey])), inOrder(where(rows, [isNull]))]
}

function where<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  conditions: readonly Expression<SqlBool>[],
): SelectQueryBuilder<DB, TB, Row> {
  return conditions.reduce<typeof query>((narrowed, condition) => narrowed.where(condition), query)
}
