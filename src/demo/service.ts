import { changeDefinitions, currentDefinitions, type Deps, type Scope } from '../account/scope.ts'
import { type Language, systemActor } from '../core/actor.ts'
import { addCustomers } from '../customers/service.ts'
import { addTransactions } from '../transactions/service.ts'
import { customerItem, purchaseItems } from './items.ts'
import { type Loaded, loadLarge } from './large.ts'
import type { PlannedCustomer } from './plan.ts'
import { refreshStatistics, hasCustomers } from './queries.ts'
import { openShop } from './open-shop.ts'
import type { ShopIds } from './set-up.ts'
import { planShop } from './shop.ts'
import type { Words } from './words.ts'
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
    return sizes({ customers: customers.length, purchases: purchases.length })
  })
}

/**
 * Fills an account with a demo shop of `customers` customers, for trying a large base. One transaction: a load that breaks off leaves
 * nothing behind, and the next one begins anew. While it runs, reads of the account go on and writes of it are answered 503.
 */
export async function fillLargeDemo(
  deps: Deps,
  accountId: number,
  customers: number,
  onProgress: (loaded: Loaded) => void,
): Promise<string | undefined> {
  const { language } = await currentDefinitions(deps, accountId)
  const loaded = await changeDefinitions(deps, systemActor(accountId, language), async (scope) => {
    if (await hasCustomers(scope.trx, accountId)) return undefined
    return loadLarge(scope, WORDS[language], customers, onProgress)
  })
  if (loaded === undefined) return undefined
  await refreshStatistics(deps.db)
  return sizes(loaded)
}

async function load(scope: Scope, words: Words): Promise<PlannedCustomer[]> {
  const { currency, timezone: zone } = scope.definitions.account
  const shop = planShop({ now: scope.now, zone, currency, words })
  const { scope: opened, ids } = await openShop(scope, words)
  for (let from = 0; from < shop.length; from += BATCH) {
    const block = shop.slice(from, from + BATCH)
    const items = block.map((customer) => customerItem(customer, ids, words))
    const added = await addCustomers(opened, items, requestIds(items))
    for (const [i, { id }] of added.entries())
      await addPurchases(opened, id, block[i] as PlannedCustomer, ids)
  }
  return shop
}

/** By the one who looks after the customer, who is the author of its newest state then. */
async function addPurchases(
  scope: Scope,
  customerId: number,
  planned: PlannedCustomer,
  ids: ShopIds,
): Promise<void> {
  const items = purchaseItems(planned, ids)
  if (items.length === 0) return
  const actor = { ...scope.actor, userId: ids.users[planned.keeper] }
  await addTransactions({ ...scope, actor }, customerId, items, requestIds(items))
}

function requestIds(items: readonly unknown[]): string[] {
  return items.map((_, i) => String(i))
}

function sizes({ customers, purchases }: Loaded): string {
  return `${counted(customers)} customers, ${counted(purchases)} purchases`
}

function counted(number: number): string {
  return number.toLocaleString('en-US')
}
