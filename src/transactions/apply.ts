import type { Scope } from '../account/scope.ts'
import { expectedAfter } from '../core/expectation.ts'
import { minorUnitsOf } from '../core/money.ts'
import { endsPlacement } from '../core/placement.ts'
import { addDays } from '../core/time.ts'
import { withPurchases } from '../core/totals.ts'
import type { Customer } from '../engine/customer.ts'
import { MAX_TIMESTAMP } from '../http/schema.ts'
import type { Transaction } from './queries.ts'
import type { NewTransaction } from './schema.ts'

/** Periodicities that move the expected date: 1 day to ten years. */
const MAX_PERIOD_DAYS = 3660

/** A customer with purchases made, in order, and the purchases as they are stored. Their amounts can be kept in minor units. */
export function applyPurchases(
  scope: Scope,
  customer: Customer,
  items: readonly NewTransaction[],
  ids: readonly number[],
): { readonly after: Customer; readonly rows: Transaction[] } {
  const { actor, definitions, now } = scope
  const isPeriodicity = definitions.account.customers_mode === 'periodicity'
  let newest = customer.last_purchase_at ?? -1
  let oldest = customer.first_purchase_at ?? Infinity
  const inMinorUnits = (amount: number) => minorUnitsOf(amount, definitions.currencyDigits)
  const prices = items.map((item) => inMinorUnits(item.price))
  let after: Customer = {
    ...customer,
    ...withPurchases(customer, prices),
  }
  const rows = items.map((item, i): Transaction => {
    const completedAt = item.completed_at ?? now
    const madeAt = Math.min(completedAt, now)
    const isNewest = madeAt >= newest
    if (isNewest) newest = madeAt
    oldest = Math.min(oldest, madeAt)
    const row: Transaction = {
      id: ids[i] as number,
      customer_id: customer.id,
      price_minor: prices[i] as number,
      comment: item.comment ?? null,
      completed_at: completedAt,
      made_at: madeAt,
      catalog_elements: item._embedded?.catalog_elements ?? [],
      sequence: after.purchases_recorded + 1,
      given_next_date: item.next_date ?? null,
      given_next_price_minor: typeof item.next_price === 'number' ? inMinorUnits(item.next_price) : null,
      period_next_date: oncePeriodLater(scope, customer.periodicity, completedAt),
      created_by: item.created_by ?? actor.userId,
      updated_by: item.created_by ?? actor.userId,
      created_at: now,
      updated_at: now,
      is_deleted: false,
    }
    after = {
      ...after,
      ...expectedAfter(after, { ...row, is_newest: isNewest }),
      purchases_recorded: row.sequence,
      placed_at: isPeriodicity && isNewest && endsPlacement(after, madeAt) ? null : after.placed_at,
      first_purchase_at: oldest,
      last_purchase_at: newest,
    }
    return row
  })
  return { after, rows }
}

/** Returns `completed_at` and a period of so many days later, at the same wall time; null if the period moves no dates. */
function oncePeriodLater({ definitions }: Scope, days: number, completedAt: number): number | null {
  const { account } = definitions
  if (account.customers_mode !== 'periodicity' || days < 1 || days > MAX_PERIOD_DAYS) return null
  const next = addDays(account.timezone, completedAt, days)
  // A date that could not be written by hand is none: who reads and saves the customer would be refused.
  return next > MAX_TIMESTAMP ? null : next
}
