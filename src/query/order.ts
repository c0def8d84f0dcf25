import { apiNameOf, columnCalled, columnsWith } from '../core/customer-columns.ts'
import type { Refuse } from '../core/errors.ts'
import type { CustomerOrder } from '../customers/order.ts'
import { chooseWord } from '../core/remedy.ts'

/** Columns that an answer can be ordered by. */
export const ORDERS = [...columnsWith({ order: true }), ...columnsWith({ order: 'query' })]

export type Order = CustomerOrder<(typeof ORDERS)[number]>

/** An order as it is written: one column, and its direction. */
export type WrittenOrder = Readonly<Record<string, 'asc' | 'desc'>>

/** The order that is written; by id where there is none. */
export function readOrder(written: WrittenOrder = {}, refuse: Refuse): Order {
  const [[name, direction] = ['id', 'asc']] = Object.entries(written)
  const column = columnCalled(ORDERS, name)
  if (column === undefined)
    refuse('NotSupportedChoice', `order.${name}`, undefined, () => chooseWord(name, ORDERS.map(apiNameOf)))
  return { column: column ?? 'id', descending: direction === 'desc' }
}
