import type { Scope } from '../account/scope.ts'
import type { UnixSeconds } from '../core/actor.ts'
import type { Days, Purchase } from '../core/conditions/facts.ts'
import type { PurchaseWindow } from '../core/conditions/kind.ts'
import { widest } from '../core/conditions/reads.ts'
import type { Change, Customer } from './customer.ts'
import { readsInForce } from './evaluate.ts'

/** The purchases that the rules in force read, by customer; undefined if they read none. */
export type PurchasesById = ReadonlyMap<number, readonly Purchase[]>

/** What a read of purchases takes: it also goes ahead of a scope. */
export type PurchaseReading = Pick<Scope, 'trx' | 'actor' | 'definitions' | 'previous'>

/** Reads the purchases that the rules in force ask for at `since` or later: one statement, or none. */
export async function readPurchases(
  scope: PurchaseReading,
  ids: readonly number[],
  since: UnixSeconds,
): Promise<PurchasesById | undefined> {
  const window = widest(readsInForce(scope).flatMap(({ purchases }) => purchases ?? []))
  if (window === undefined || ids.length === 0) return window && new Map()
  return findPurchases(scope, ids, window, since)
}

/** The earliest moment at which an evaluation of overdue customers looks at them: a second before the first transition, to report what changed. */
export function firstTransitionAt(due: readonly Pick<Customer, 'due_at' | 'evaluated_at'>[]): UnixSeconds {
  let begin = Infinity
  for (const { due_at, evaluated_at } of due)
    begin = Math.min(begin, Math.max(due_at ?? Infinity, evaluated_at) - 1)
  return begin
}

/** The first moment of a window of purchases that ends at `since`. */
export function windowStart(calendar: Days, days: PurchaseWindow['days'], since: UnixSeconds): UnixSeconds {
  return days === 'ever' ? 0 : calendar.startOfDay(calendar.dayOf(since) - days)
}

/** Purchases of these customers, of a window that ends at `since` or later. */
export async function findPurchases(
  { trx, actor, definitions: { calendar } }: PurchaseReading,
  ids: readonly number[],
  { days, elements }: PurchaseWindow,
  since: UnixSeconds,
): Promise<PurchasesById> {
  const from = windowStart(calendar, days, since)
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
export function purchasesIn(
  purchases: PurchasesById | undefined,
  id: number,
): readonly Purchase[] | undefined {
  return purchases && (purchases.get(id) ?? [])
}

/** The purchases of a customer as they were before a change. Of equal ones the last is the newest: they are in the order of their ids. */
export function purchasesBefore(
  { bought = [], returned }: Pick<Change, 'bought' | 'returned'>,
  purchases: readonly Purchase[],
): readonly Purchase[] {
  if (bought.length === 0 && returned === undefined) return purchases
  const before = returned === undefined ? [...purchases] : [...purchases, returned]
  for (const { made_at, price } of bought) {
    const newest = before.findLastIndex((each) => each.made_at === made_at && each.price === price)
    if (newest >= 0) before.splice(newest, 1)
  }
  return before
}
