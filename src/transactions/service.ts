import type { Scope } from '../account/scope.ts'
import { Refused, Violations } from '../core/errors.ts'
import { addDays } from '../core/time.ts'
import { MAX_MONEY, withoutPurchase, withPurchases } from '../core/totals.ts'
import type { Customer } from '../customers/customer.ts'
import { lockVisible, requireEdit, saveCustomers } from '../customers/service.ts'
import { recordEvents } from '../events/service.ts'
import { MAX_TIMESTAMP } from '../http/schema.ts'
import {
  findNewest,
  findNextSetter,
  findTransaction,
  insertTransactions,
  markDeleted,
  setBefore,
  type Transaction,
} from './queries.ts'
import type { NewTransaction } from './schema.ts'

/** Periodicities that move the expected date: 1 day to ten years. */
const MAX_PERIOD_DAYS = 3660

/**
 * Records purchases of one customer, in order: totals follow, what they carry for the next purchase applies, and the newest one moves
 * the expected date by the customer's period and ends a hand placement (design 3 and 4).
 * @throws Refused 'not_found', 'forbidden', Invalid
 */
export async function addTransactions(
  scope: Scope,
  customerId: number,
  items: readonly NewTransaction[],
  requestIds: readonly string[],
): Promise<Transaction[]> {
  const { trx, actor, definitions, now } = scope
  const customer = (await lockVisible(scope, [customerId])).get(customerId)
  if (customer === undefined) throw new Refused('not_found')
  requireEdit(scope, customer)
  const violations = new Violations(requestIds)
  requireAuthors(scope, items, violations)
  requireTotal(customer, items, violations)
  violations.throwIfAny()

  const ids = await scope.ids.take(actor.accountId, 'transactions', items.length)
  let newest = customer.last_purchase_at ?? -1
  let after: Customer = {
    ...customer,
    ...withPurchases(
      customer,
      items.map((item) => item.price),
    ),
  }
  const rows = items.map((item, i): Transaction => {
    const completedAt = item.completed_at ?? now
    const madeAt = Math.min(completedAt, now)
    const isNewest = madeAt >= newest
    if (isNewest) newest = madeAt
    const nextDate = item.next_date ?? (isNewest ? periodicDate(scope, after, completedAt) : undefined)
    const nextPrice = item.next_price ?? undefined
    const setsDate = nextDate !== undefined && nextDate !== after.next_date
    const setsPrice = nextPrice !== undefined && nextPrice !== after.next_price
    const row: Transaction = {
      id: ids[i] as number,
      customer_id: customerId,
      price: item.price,
      comment: item.comment ?? null,
      completed_at: completedAt,
      made_at: madeAt,
      catalog_elements: item._embedded?.catalog_elements ?? [],
      set_next_date: setsDate ? nextDate : null,
      next_date_before: setsDate ? after.next_date : null,
      set_next_price: setsPrice ? nextPrice : null,
      next_price_before: setsPrice ? after.next_price : null,
      created_by: item.created_by ?? actor.userId,
      updated_by: item.created_by ?? actor.userId,
      created_at: now,
      updated_at: now,
      is_deleted: false,
    }
    after = {
      ...after,
      next_date: nextDate ?? after.next_date,
      next_price: nextPrice ?? after.next_price,
      placed_by_hand:
        after.placed_by_hand && !(isNewest && definitions.account.customers_mode === 'periodicity'),
      last_purchase_at: newest,
    }
    return row
  })
  insertTransactions(trx, actor.accountId, rows)
  recordEvents(
    scope,
    rows.map(({ id, price, completed_at }) => ({
      type: 'transaction_added',
      entity_type: 'transaction',
      entity_id: id,
      version: null,
      data: { customer_id: customerId, price, completed_at },
    })),
  )
  await saveCustomers(scope, [{ before: customer, after }], {
    cause: 'purchase_added',
    ...(rows.length === 1 && { id: ids[0] as number }),
  })
  return rows
}

/**
 * Deletes a purchase: totals follow, and the date and price that it set are taken back if they still stand. `customerId`, if given,
 * must be that of the purchase.
 * @throws Refused 'not_found', 'forbidden'
 */
export async function deleteTransaction(scope: Scope, id: number, customerId?: number): Promise<void> {
  const { trx, actor, now } = scope
  const seen = await findTransaction(trx, actor.accountId, id)
  if (seen === undefined || (customerId !== undefined && seen.customer_id !== customerId))
    throw new Refused('not_found')
  const customer = (await lockVisible(scope, [seen.customer_id])).get(seen.customer_id)
  if (customer === undefined) throw new Refused('not_found')
  requireEdit(scope, customer)
  // Read again behind the customer's lock: another request may have deleted it meanwhile.
  const purchase = await findTransaction(trx, actor.accountId, id)
  if (purchase === undefined || purchase.is_deleted) throw new Refused('not_found')
  await markDeleted(trx, actor.accountId, id, { userId: actor.userId, now })
  const newest = await findNewest(trx, actor.accountId, customer.id)
  const after: Customer = {
    ...customer,
    ...withoutPurchase(customer, purchase.price),
    last_purchase_at: newest?.made_at ?? null,
    next_date: await takenBack(scope, customer.next_date, purchase, 'next_date'),
    next_price: (await takenBack(scope, customer.next_price, purchase, 'next_price')) ?? 0,
  }
  await saveCustomers(scope, [{ before: customer, after }], { cause: 'purchase_deleted', id })
  recordEvents(scope, [
    {
      type: 'transaction_deleted',
      entity_type: 'transaction',
      entity_id: id,
      version: null,
      data: { customer_id: customer.id, price: purchase.price },
    },
  ])
}

/**
 * The customer's value once a purchase is gone that had set it. If a later purchase has set it again, that one now follows on what
 * stood before this one, so that its own deletion does not bring back a value of a deleted purchase.
 */
async function takenBack(
  { trx, actor }: Scope,
  present: number | null,
  purchase: Transaction,
  value: 'next_date' | 'next_price',
): Promise<number | null> {
  const set = purchase[`set_${value}`]
  const before = purchase[`${value}_before`]
  if (set === null) return present
  const later = await findNextSetter(trx, actor.accountId, purchase.customer_id, purchase.id, value)
  if (later) {
    if (later.before === set) await setBefore(trx, actor.accountId, later.id, value, before)
    return present
  }
  return present === set ? before : present
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

function requireAuthors(scope: Scope, items: readonly NewTransaction[], violations: Violations): void {
  items.forEach(({ created_by }, i) => {
    const isKnown = created_by === undefined || created_by === null || created_by === 0
    if (!isKnown && !scope.definitions.users.has(created_by))
      violations.add(i, 'NotSupportedChoice', 'created_by')
  })
}

/** Money stays exact: the total of the purchases may not pass what a JSON number can hold. */
function requireTotal(customer: Customer, items: readonly NewTransaction[], violations: Violations): void {
  let left = MAX_MONEY - customer.ltv
  items.forEach(({ price }, i) => {
    if (price > left) violations.add(i, 'TotalTooLarge', 'price', { max: MAX_MONEY })
    else left -= price
  })
}
