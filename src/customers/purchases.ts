import type { Scope } from '../account/scope.ts'
import type { Purchase } from '../core/conditions/facts.ts'
import type { PurchaseWindow } from '../core/conditions/kind.ts'
import { rulesInForce } from './evaluate.ts'

/** The purchases that the rules in force read, by customer; undefined if they read none. */
export type PurchaseBook = ReadonlyMap<number, readonly Purchase[]>

/**
 * Reads the purchases that the rules ask for, as far back as they ask from `since` on: one statement, or none.
 */
export async function readPurchases(
  scope: Scope,
  customers: readonly { readonly id: number; readonly evaluated_at: number }[],
): Promise<PurchaseBook | undefined> {
  const window = rulesInForce(scope.definitions)?.reads.purchases
  if (window === undefined || customers.length === 0) return window && new Map()
  const since = Math.min(scope.now, ...customers.map((customer) => customer.evaluated_at))
  return findPurchases(
    scope,
    customers.map((customer) => customer.id),
    window,
    since,
  )
}

/** Purchases of these customers, of a window that ends at `since` or later. */
export async function findPurchases(
  { trx, actor, definitions: { calendar } }: Scope,
  ids: readonly number[],
  { days, elements }: PurchaseWindow,
  since: number,
): Promise<PurchaseBook> {
  const from = days === 'ever' ? 0 : calendar.startOfDay(calendar.dayOf(since) - days)
  const rows = await trx.query<Purchase & { customer_id: number }>(
    `select customer_id, made_at, price,
       ${elements ? `array(select (e->>'id')::bigint from jsonb_array_elements(catalog_elements) e)` : `'{}'::bigint[]`} as element_ids
     from transactions
     where account_id = $1 and customer_id = any($2::bigint[]) and made_at >= $3 and not is_deleted
     order by customer_id, made_at, id`,
    [actor.accountId, ids, from],
  )
  return Map.groupBy(rows, (row) => row.customer_id)
}

/** The purchases of one customer in a book; undefined where the rules read none. */
export function purchasesIn(book: PurchaseBook | undefined, id: number): readonly Purchase[] | undefined {
  return book && (book.get(id) ?? [])
}
