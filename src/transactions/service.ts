import type { Scope } from '../account/scope.ts'
import { Refused, Violations } from '../core/errors.ts'
import { expectedBy } from '../core/expectation.ts'
import { exactUnitsOf, MAX_MINOR, minorUnitsOf, unitsOf } from '../core/money.ts'
import { withoutPurchase } from '../core/totals.ts'
import type { Customer } from '../engine/customer.ts'
import { lockVisible, lockVisibleWithFacts, requireEdit, requireVersion } from '../customers/service.ts'
import type { IfVersion } from '../http/etag.ts'
import { minorAmount } from '../http/amounts.ts'
import { recordEvents } from '../events/record.ts'
import { applyPurchases } from './apply.ts'
import {
  findExpectingPurchases,
  findPurchaseSpan,
  findTransaction,
  insertTransactions,
  markDeleted,
  type Transaction,
} from './queries.ts'
import type { NewTransaction } from './schema.ts'
import { readsInForce } from '../engine/evaluate.ts'
import { withMorePurchases } from '../engine/facts/purchases.ts'
import { readFacts } from '../engine/facts/sources.ts'
import { saveCustomers } from '../engine/save.ts'

/**
 * Records purchases of one customer, in order: totals follow, what they carry for the next purchase applies, and the newest one moves
 * the expected date by the customer's period and ends a hand placement.
 * Returns them, and the customer as the rules have left it.
 * @throws Refused 'not_found', 'forbidden', 'stale_version', Invalid
 */
export async function addTransactions(
  scope: Scope,
  customerId: number,
  items: readonly NewTransaction[],
  requestIds: readonly string[],
  ifVersion?: IfVersion,
): Promise<{ rows: readonly Transaction[]; customer: Customer }> {
  const { actor } = scope
  const { customers, facts } = await lockVisibleWithFacts(scope, [customerId])
  const customer = customers.get(customerId)
  if (customer === undefined) throw new Refused('not_found')
  requireEdit(scope, customer)
  requireVersion(customer, ifVersion)
  const violations = new Violations(requestIds)
  requireAuthors(scope, items, violations)
  requireAmounts(scope, customer, items, violations)
  violations.throwIfAny()

  const ids = await scope.ids.take(actor.accountId, 'transactions', items.length)
  const { after, rows } = applyPurchases(scope, customer, items, ids)
  recordPurchases(scope, rows)
  const before = facts.of(customerId)
  const related = { before, after: withMorePurchases(before, rows) }
  const [saved] = await saveCustomers(scope, [{ before: customer, after, related }], {
    cause: 'purchase_added',
    ...(rows.length === 1 && { id: ids[0] as number }),
  })
  return { rows, customer: saved as Customer }
}

/** Stores purchases, with an event for each: two statements, however many. */
export function recordPurchases(scope: Scope, rows: readonly Transaction[]): void {
  insertTransactions(scope.trx, scope.actor.accountId, rows)
  recordEvents(
    scope,
    rows.map(({ id, customer_id, price_minor, completed_at }) => ({
      type: 'transaction_added',
      entity_type: 'transaction',
      entity_id: id,
      version: null,
      data: { customer_id, price: unitsOf(price_minor, scope.definitions.currencyDigits), completed_at },
    })),
  )
}

/**
 * Deletes a purchase: totals follow, and the date and price of the next one become what the remaining purchases lead to. `customerId`,
 * if given, must be that of the purchase.
 * @throws Refused 'not_found', 'forbidden', 'stale_version'
 */
export async function deleteTransaction(
  scope: Scope,
  id: number,
  customerId: number | undefined,
  ifVersion: IfVersion,
): Promise<void> {
  const { trx, actor, definitions, now } = scope
  const seen = await findTransaction(trx, actor.accountId, id)
  if (seen === undefined || (customerId !== undefined && seen.customer_id !== customerId))
    throw new Refused('not_found')
  const customer = (await lockVisible(scope, [seen.customer_id])).get(seen.customer_id)
  if (customer === undefined) throw new Refused('not_found')
  requireEdit(scope, customer)
  requireVersion(customer, ifVersion)
  // Read again behind the customer's lock: another request may have deleted it meanwhile.
  const purchase = await findTransaction(trx, actor.accountId, id)
  if (purchase === undefined || purchase.is_deleted) throw new Refused('not_found')
  await markDeleted(trx, actor.accountId, id, { userId: actor.userId, now })
  const [span, expecting, facts] = await Promise.all([
    findPurchaseSpan(trx, actor.accountId, customer.id),
    findExpectingPurchases(trx, actor.accountId, customer.id),
    readFacts(scope, readsInForce(scope), [customer.id], now),
  ])
  const after: Customer = {
    ...customer,
    ...withoutPurchase(customer, purchase.price_minor),
    ...span,
    ...expectedBy(customer, expecting),
  }
  const rest = facts.of(customer.id)
  const related = { before: withMorePurchases(rest, [purchase]), after: rest }
  recordEvents(scope, [
    {
      type: 'transaction_deleted',
      entity_type: 'transaction',
      entity_id: id,
      version: null,
      data: { customer_id: customer.id, price: unitsOf(purchase.price_minor, definitions.currencyDigits) },
    },
  ])
  await saveCustomers(scope, [{ before: customer, after, related }], { cause: 'purchase_deleted', id })
}

function requireAuthors(scope: Scope, items: readonly NewTransaction[], violations: Violations): void {
  items.forEach(({ created_by }, i) => {
    const isKnown = created_by === undefined || created_by === null || created_by === 0
    if (!isKnown && !scope.definitions.users.has(created_by))
      violations.add(i, 'NotSupportedChoice', 'created_by')
  })
}

/** Money stays exact: neither an amount nor the total of the purchases may pass {@link MAX_MINOR}. */
function requireAmounts(
  { definitions: { currencyDigits } }: Scope,
  customer: Customer,
  items: readonly NewTransaction[],
  violations: Violations,
): void {
  let left = MAX_MINOR - customer.ltv_minor
  items.forEach(({ price, next_price }, i) => {
    const minor = minorUnitsOf(price, currencyDigits)
    if (minor > left)
      violations.add(i, 'TotalTooLarge', 'price', { max: exactUnitsOf(MAX_MINOR, currencyDigits) })
    else left -= minor
    minorAmount(next_price ?? 0, 'next_price', currencyDigits, (...problem) => violations.add(i, ...problem))
  })
}

export { applyPurchases } from './apply.ts'
