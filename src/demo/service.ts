import { changeDefinitions, currentDefinitions, type Deps, type Scope } from '../account/scope.ts'
import { type Language, systemActor } from '../core/actor.ts'
import { addCustomers } from '../customers/service.ts'
import type { NewCustomer } from '../customers/schema.ts'
import { addTransactions } from '../transactions/service.ts'
import type { PlannedCustomer } from './plan.ts'
import { hasCustomers } from './queries.ts'
import { setSegmentRules } from './segment-rules.ts'
import { setUpShop, type ShopIds } from './set-up.ts'
import { planShop } from './shop.ts'
import type { CustomerFieldName, Words } from './words.ts'
import { english } from './words-en.ts'
import { russian } from './words-ru.ts'

const WORDS: Readonly<Record<Language, Words>> = { en: english, ru: russian }
const BATCH = 250

/**
 * Fills an account that has no customers with those of a coffee roaster, in the account's language, currency and time zone, and through the
 * services that the API calls. The moment decides what is loaded: two accounts of the same settings get the same shop. It is one transaction
 * that no other write of the account runs beside, so that a load that breaks off leaves nothing behind.
 * In periodicity mode segments sleep, so there they stay without members.
 * @returns what was loaded, such as `320 customers, 2,940 purchases`, or undefined where there are customers already
 */
export async function fillDemo(deps: Deps, accountId: number): Promise<string | undefined> {
  const { language } = await currentDefinitions(deps, accountId)
  return changeDefinitions(deps, systemActor(accountId, language), async (scope) => {
    if (await hasCustomers(scope.trx, accountId)) return undefined
    const customers = await load(scope, WORDS[language])
    const purchases = customers.flatMap((customer) => customer.purchases)
    return `${counted(customers.length)} customers, ${counted(purchases.length)} purchases`
  })
}

async function load(scope: Scope, words: Words): Promise<PlannedCustomer[]> {
  const { currency, timezone: zone } = scope.definitions.account
  const shop = planShop({ now: scope.now, zone, currency, words })
  const { scope: opened, ids } = await openShop(scope, words)
  for (let from = 0; from < shop.length; from += BATCH) {
    const block = shop.slice(from, from + BATCH)
    const items = block.map((customer) => newCustomer(customer, ids, words))
    const added = await addCustomers(opened, items, requestIds(items))
    for (const [i, { id }] of added.entries())
      await addPurchases(opened, id, block[i] as PlannedCustomer, ids)
  }
  return shop
}

/** Everything of the shop but its customers. */
async function openShop(scope: Scope, words: Words): Promise<{ scope: Scope; ids: ShopIds }> {
  const { scope: furnished, ids } = await setUpShop(scope, words)
  return { scope: await setSegmentRules(furnished, ids, words), ids }
}

function newCustomer(customer: PlannedCustomer, ids: ShopIds, words: Words): NewCustomer {
  const keeper = ids.users[customer.keeper]
  return {
    name: customer.name,
    periodicity: customer.periodicity,
    next_date: customer.nextDate,
    next_price: customer.nextPrice,
    responsible_user_id: keeper,
    created_by: keeper,
    updated_by: keeper,
    created_at: customer.createdAt,
    custom_fields_values: Object.entries(customer.fields).map(([field, values]) => ({
      field_id: ids.fields[field as CustomerFieldName],
      values: values.map((value) => ({ value })),
    })),
    _embedded: {
      tags: customer.tags.map((tag) => ({ name: words.tags[tag] })),
      segments: customer.segments.map((segment) => ({ id: ids.segments[segment] })),
    },
  }
}

/** Each purchase says when the next one is expected: in mode segments no other rule does, and in periodicity mode the rule agrees. */
async function addPurchases(
  scope: Scope,
  customerId: number,
  { purchases, keeper, nextPrice }: PlannedCustomer,
  ids: ShopIds,
): Promise<void> {
  if (purchases.length === 0) return
  const userId = ids.users[keeper]
  const items = purchases.map(({ at, price, comment, nextDate }) => ({
    price,
    comment,
    completed_at: at,
    next_date: nextDate,
    next_price: nextPrice,
    created_by: userId,
  }))
  // By the one who looks after the customer, who is the author of its newest state then.
  await addTransactions({ ...scope, actor: { ...scope.actor, userId } }, customerId, items, requestIds(items))
}

function requestIds(items: readonly unknown[]): string[] {
  return items.map((_, i) => String(i))
}

function counted(number: number): string {
  return number.toLocaleString('en-US')
}
