import type { Scope } from '../account/scope.ts'
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
    const nextDate = item.next_date ?? (isNewest ? periodicDate(scope, after, completedAt) : undefined)
    const nextPrice = typeof item.next_price === 'number' ? inMinorUnits(item.next_price) : undefined
    const setsDate = nextDate !== undefined && nextDate !== after.next_date
    const setsPrice = nextPrice !== undefined && nextPrice !== after.next_price_minor
    const row: Transaction = {
      id: ids[i] as number,
      customer_id: customer.id,
      price_minor: prices[i] as number,
      comment: item.comment ?? null,
      completed_at: completedAt,
      made_at: madeAt,
      catalog_elements: item._embedded?.catalog_elements ?? [],
      set_next_date: setsDate ? nextDate : null,
      next_date_before: setsDate ? after.next_date : null,
      set_next_price_minor: setsPrice ? nextPrice : null,
      next_price_before_minor: setsPrice ? after.next_price_minor : null,
      created_by: item.created_by ?? actor.userId,
      updated_by: item.created_by ?? actor.userId,
      created_at: now,
      updated_at: now,
      is_deleted: false,
    }
    after = {
      ...after,
      next_date: nextDate ?? after.next_date,
      next_price_minor: nextPrice ?? after.next_price_minor,
      placed_at: isPeriodicity && isNewest && endsPlacement(after, madeAt) ? null : after.placed_at,
      first_purchase_at: oldest,
      last_purchase_at: newest,
    }
    return row
  })
  return { after, rows }
}

/** `completed_at` and a period later, at the same wall time, if the customer's period moves dates and that is later than expected. */
function periodicDate(scope: Scope, customer: Customer, completedAt: number): number | undefined {
  const { account } = scope.definitions
  const days = customer.periodicity
  if (account.customers_mode !== 'periodicity' || days < 1 || days > MAX_PERIOD_DAYS) return undefined
  const next = addDays(account.timezone, completedAt, days)
  // A date that could not be written by hand is none: who reads and saves the customer would be refused.
  if (next > MAX_TIMESTAMP) return undefined
  return customer.next_date === null || next > customer.next_date ? next : undefined
}
