import { setImmediate as turn } from 'node:timers/promises'
import type { Scope } from '../account/scope.ts'
import type { Purchase } from '../core/conditions/facts.ts'
import { newCustomer } from '../customers/service.ts'
import { tagsNamed } from '../tags/service.ts'
import { TagIndex } from '../tags/tag-index.ts'
import { applyPurchases, recordPurchases } from '../transactions/service.ts'
import { customerItem, purchaseItems } from './items.ts'
import { openShop } from './open-shop.ts'
import type { PlannedCustomer, ShopSetting } from './plan.ts'
import type { ShopIds } from './set-up.ts'
import { planShop } from './shop.ts'
import type { Words } from './words.ts'
import { FactsById } from '../engine/facts/sources.ts'
import { saveCustomers } from '../engine/save.ts'

/** Customers of a block: small enough that the connection is fed while the next are prepared. */
const BLOCK = 640
/** Blocks that are on their way to the database while another is prepared. */
const IN_FLIGHT = 4

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
  const tags = new TagIndex(await tagsNamed(opened, 'customers', Object.values(words.tags)))
  const setting = { now: scope.now, zone, currency, words }
  const stored: Promise<unknown>[] = []
  let loaded: Loaded = { customers: 0, purchases: 0 }
  for await (const block of blocksOf(setting, customers)) {
    const purchases = await loadBlock(opened, block, ids, words, tags)
    loaded = { customers: loaded.customers + block.length, purchases: loaded.purchases + purchases }
    // Answered once the block is stored.
    const marker = opened.trx.query('select')
    marker.catch(() => undefined) // reported by the await
    if (stored.push(marker) > IN_FLIGHT) await stored.shift()
    onProgress(loaded)
  }
  await Promise.all(stored)
  return loaded
}

/** So many customers of as many branches as that takes. Others have their turn in between: the connection, above all. */
async function* blocksOf(setting: ShopSetting, customers: number): AsyncGenerator<PlannedCustomer[]> {
  let block: PlannedCustomer[] = []
  let left = customers
  for (let branch = 0; left > 0; branch++) {
    await turn()
    const planned = planShop(setting, branch).slice(0, left)
    left -= planned.length
    block.push(...planned)
    if (block.length < BLOCK && left > 0) continue
    yield block
    block = []
  }
}

async function loadBlock(
  scope: Scope,
  block: readonly PlannedCustomer[],
  ids: ShopIds,
  words: Words,
  tags: TagIndex,
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
    const { after: added } = newCustomer(own, id, customerItem(planned, ids, words), tags, refuse)
    const items = purchaseItems(planned, ids)
    const made = applyPurchases(own, added, items, purchaseIds.slice(rows.length, rows.length + items.length))
    rows.push(...made.rows)
    bought.set(
      id,
      made.rows.map(({ made_at, price_minor }) => ({ made_at, price_minor, element_ids: [] })),
    )
    return { before: undefined, after: made.after }
  })
  await turn()
  await saveCustomers(scope, changes, { cause: 'customer_added' }, new FactsById({ purchases: bought }))
  await turn()
  recordPurchases(scope, rows)
  return count
}

function refuse(code: string, path: string): never {
  throw new Error(`a made-up customer was refused: ${code} ${path}`)
}
