import type { Scope } from '../account/scope.ts'
import type { Purchase } from '../core/conditions/facts.ts'
import { newCustomer, saveCustomers } from '../customers/service.ts'
import { TagBook, tagsNamed } from '../tags/service.ts'
import { applyPurchases, recordPurchases } from '../transactions/service.ts'
import { customerItem, purchaseItems } from './items.ts'
import { openShop } from './open-shop.ts'
import type { PlannedCustomer } from './plan.ts'
import type { ShopIds } from './set-up.ts'
import { planShop } from './shop.ts'
import type { Words } from './words.ts'

/** Branches of a block, of 320 customers each: what is prepared while the database stores the block before. */
const BRANCHES = 10

/** What was loaded so far. */
export type Loaded = { readonly customers: number; readonly purchases: number }

/**
 * Loads a shop of so many customers: as many branches of the demo shop as that takes, each with customers of its own. Their rows are
 * those that the services would have written of customers who come with their purchases: the same functions apply items, evaluate
 * rules and store, in blocks of thousands. Memory does not grow with the number.
 */
export async function loadLarge(
  scope: Scope,
  words: Words,
  customers: number,
  onProgress: (loaded: Loaded) => void,
): Promise<Loaded> {
  const { currency, timezone: zone } = scope.definitions.account
  const { scope: opened, ids } = await openShop(scope, words)
  const tags = new TagBook(await tagsNamed(opened, Object.values(words.tags)))
  const place = { now: scope.now, zone, currency, words }
  let loaded: Loaded = { customers: 0, purchases: 0 }
  let stored: Promise<unknown> = Promise.resolve()
  for (let branch = 0; loaded.customers < customers; branch += BRANCHES) {
    const planned = Array.from({ length: BRANCHES }, (_, i) => planShop(place, branch + i)).flat()
    const block = planned.slice(0, customers - loaded.customers)
    const purchases = await loadBlock(opened, block, ids, words, tags)
    loaded = { customers: loaded.customers + block.length, purchases: loaded.purchases + purchases }
    // One block is on its way while the next is prepared, and no more.
    await stored
    stored = opened.trx.query('select')
    stored.catch(() => undefined) // reported by the await
    onProgress(loaded)
  }
  await stored
  return loaded
}

async function loadBlock(
  scope: Scope,
  block: readonly PlannedCustomer[],
  ids: ShopIds,
  words: Words,
  tags: TagBook,
): Promise<number> {
  const { accountId } = scope.actor
  const count = block.reduce((sum, { purchases }) => sum + purchases.length, 0)
  const customerIds = await scope.ids.take(accountId, 'customers', block.length)
  const purchaseIds = await scope.ids.take(accountId, 'transactions', count)
  const rows: ReturnType<typeof applyPurchases>['rows'] = []
  const bought = new Map<number, readonly Purchase[]>()
  const changes = block.map((planned, i) => {
    // By the one who looks after the customer.
    const own = { ...scope, actor: { ...scope.actor, userId: ids.users[planned.keeper] } }
    const id = customerIds[i] as number
    const added = newCustomer(own, id, customerItem(planned, ids, words), tags, refuse)
    const items = purchaseItems(planned, ids)
    const made = applyPurchases(own, added, items, purchaseIds.slice(rows.length, rows.length + items.length))
    rows.push(...made.rows)
    bought.set(
      id,
      made.rows.map(({ made_at, price }) => ({ made_at, price, element_ids: [] })),
    )
    return { before: undefined, after: made.after }
  })
  await saveCustomers(scope, changes, { cause: 'customer_added' }, bought)
  recordPurchases(scope, rows)
  return count
}

function refuse(code: string, path: string): never {
  throw new Error(`a made-up customer was refused: ${code} ${path}`)
}
