import { sql } from 'kysely'
import { type ColumnName, columnsWith, CUSTOMER_COLUMNS } from '../core/customer-columns.ts'
import type { KeysetOrder } from '../db/keyset.ts'
import type { ListOrder } from '../http/list-page.ts'

/** A column of customers that answers are ordered by, and the direction. Equal ones are in the order of their ids. */
export type CustomerOrder<Column extends ColumnName = ColumnName> = {
  readonly column: Column
  readonly descending: boolean
}

const NULLABLE: ReadonlySet<string> = new Set(columnsWith({ nullable: true }))

/** Returns an order as statements over the rows `c` follow it. */
export function keysetOrderOf({ column, descending }: CustomerOrder): KeysetOrder {
  const key = column === 'name' ? sql`c.name collate "C"` : sql.ref(`c.${column}`)
  return {
    key: column === 'id' ? undefined : key,
    isNullable: NULLABLE.has(column),
    id: sql.ref('c.id'),
    descending,
  }
}

/** Returns an order as cursors know it. */
export function listOrderOf({ column, descending }: CustomerOrder): ListOrder {
  const { type, nullable } = { nullable: false, ...CUSTOMER_COLUMNS[column] }
  const key = type === 'text' ? type : nullable ? 'number or null' : 'number'
  return { name: `${column} ${descending ? 'desc' : 'asc'}`, key: column === 'id' ? 'none' : key }
}

/** Selects what a cursor needs of a row `c`: the value that the order goes by, null where it goes by id alone. */
export function orderKeyOf({ column }: CustomerOrder) {
  return (column === 'id' ? sql<null>`null` : sql.ref<number | string | null>(`c.${column}`)).as('order_key')
}
