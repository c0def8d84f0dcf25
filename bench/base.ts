import type pg from 'pg'
import { findDefinitions, type Definitions } from '../src/account/definitions.ts'
import { changeDefinitions, type Deps, type Scope, writeCustomers } from '../src/account/scope.ts'
import { type Actor, systemActor } from '../src/core/actor.ts'
import { searchOf } from '../src/core/field-types/values.ts'
import { foldText } from '../src/core/fold.ts'
import { minorUnitsOf } from '../src/core/money.ts'
import { withPurchases } from '../src/core/totals.ts'
import { addFields } from '../src/custom-fields/service.ts'
import { BLANK_CUSTOMER, type Customer } from '../src/engine/customer.ts'
import { placed } from '../src/engine/evaluate.ts'
import { FactsById } from '../src/engine/facts/sources.ts'
import { saveCustomers } from '../src/engine/save.ts'
import { migrate } from '../src/db/migrate.ts'
import { createAccount } from '../src/accounts/create.ts'
import { openServices, type Services } from '../src/start/services.ts'
import { tagsNamed } from '../src/tags/service.ts'
import { insertTransactions, type Transaction } from '../src/transactions/queries.ts'
import { addUser } from '../src/users/service.ts'
import { addRules } from './engine-rules.ts'
import { withoutIndexes } from './indexes.ts'
import { FIELDS, madeUpCustomer, type MadeUpCustomer, MANAGERS, TAGS } from './shop.ts'
import { endOnTrouble } from './trouble.ts'

/** Loading waits for no disk and checks no foreign key; what is measured runs on connections of its own, with the defaults. */
const LOADING = '-c synchronous_commit=off -c session_replication_role=replica'
const BATCH = 5000
/** Batches under way: while the database writes one, the next is prepared. */
const AT_ONCE = 2

/** An account with customers, as far as measuring needs to know it. Their ids are `firstId` and those that follow. */
export type Base = {
  readonly actor: Actor
  readonly token: string
  readonly definitions: Definitions
  readonly managers: readonly number[]
  readonly tags: readonly number[]
  readonly firstId: number
  readonly customers: number
  /** The moment of the load, Unix seconds: the made-up customers are those of its day. */
  readonly now: number
}

/** An account without segments, or one with 100 of them in force. */
export type BaseKind = 'plain' | 'engine'

/**
 * Makes an account and loads customers into it by the one function that writes customers, in batches, so that rows, tags, search and
 * events are what the server itself would have written; indexes are built afterwards.
 */
export async function loadBase(
  connection: pg.ClientConfig,
  customers: number,
  kind: BaseKind = 'plain',
): Promise<Base> {
  await migrate(connection)
  const services = await openServices(
    { ...connection, options: LOADING },
    {
      prepare: true,
      observe: endOnTrouble,
    },
  )
  try {
    const base = await makeAccount(services, customers, kind, kind === 'engine' ? addRules : undefined)
    await withoutIndexes(connection, ['customers', 'entity_search', 'transactions', 'stays'], () =>
      loadCustomers(services, base),
    )
    return base
  } finally {
    await services.close()
  }
}

/** An account of its own with so many customers beside those that are there, for a measurement that changes them as no other can use. */
export async function loadAccount(services: Services, { name, customers, rules, shape }: Own): Promise<Base> {
  const base = await makeAccount(services, customers, name, rules)
  await loadCustomers(services, base, shape)
  return base
}

type Own = {
  /** Its subdomain, which no other has. */
  readonly name: string
  readonly customers: number
  /** Makes the segments and their rules, before there are customers. */
  readonly rules?: Rules
  /** What each customer is. */
  readonly shape?: Shape
}
type Rules = (
  deps: Deps,
  actor: Actor,
  named: { readonly managers: readonly number[]; readonly tags: readonly number[] },
) => Promise<void>
type Bought = readonly Omit<Transaction, 'id'>[]
/** The k-th customer of an account, and the purchases of it. */
export type Shape = (base: Base, k: number) => { readonly customer: Customer; readonly bought: Bought }

async function makeAccount(
  { deps, tokenSecret }: Services,
  customers: number,
  name: string,
  rules: Rules | undefined,
): Promise<Base> {
  const { account_id: accountId, token } = await createAccount(deps, tokenSecret, {
    name: 'Bench',
    subdomain: `bench-${name}`,
    language: 'en',
    currency: 'USD',
    country: 'US',
    timezone: 'Europe/Berlin',
    email: 'admin@example.com',
  })
  const system = systemActor(accountId, 'en')
  const managers: number[] = []
  for (let i = 0; i < MANAGERS; i++)
    managers.push(await changeDefinitions(deps, system, (scope) => addUser(scope, manager(i))))
  await changeDefinitions(deps, system, (scope) => addFields(scope, 'customers', FIELDS, FIELDS.map(String)))
  const tags = await changeDefinitions(deps, system, (scope) => tagsNamed(scope, 'customers', TAGS))
  await rules?.(deps, system, { managers, tags: tags.map((tag) => tag.id) })
  const definitions = await findDefinitions(deps.db, accountId)
  const admin = [...(definitions?.users.values() ?? [])].find((user) => user.is_admin)
  if (definitions === undefined || admin === undefined) throw new Error('the account is not there')
  return {
    actor: { ...system, userId: admin.id, groupId: admin.group_id },
    token,
    definitions,
    managers,
    tags: tags.map((tag) => tag.id),
    firstId: 1001,
    customers,
    now: deps.realNow(),
  }
}

function manager(i: number) {
  const email = `manager${i + 1}@example.com`
  return { name: `Manager ${i + 1}`, email, password: email, isAdmin: false, rights: {} }
}

async function loadCustomers({ deps }: Services, base: Base, shape: Shape = asMadeUp): Promise<void> {
  const { actor, customers } = base
  const running = new Set<Promise<void>>()
  for (let start = 0; start < customers; start += BATCH) {
    const count = Math.min(BATCH, customers - start)
    const [first] = await deps.ids.take(actor.accountId, 'customers', count)
    if (first !== base.firstId + start)
      throw new Error(`customers begin at ${first}, not where they were expected`)
    const batch = writeCustomers(deps, actor, (scope) => loadBatch(scope, base, shape, start, count)).finally(
      () => running.delete(batch),
    )
    running.add(batch)
    if (running.size >= AT_ONCE) await Promise.race(running)
    if (start % (customers / 10) < BATCH && start > 0) console.log(`  ${start} customers`)
  }
  await Promise.all(running)
}

function asMadeUp(base: Base, k: number) {
  return { customer: customerOf(base, base.firstId + k, k), bought: purchasesOf(base, k) }
}

async function loadBatch(
  scope: Scope,
  base: Base,
  shape: Shape,
  start: number,
  count: number,
): Promise<void> {
  const shaped = Array.from({ length: count }, (_, i) => shape(base, start + i))
  const changes = shaped.map(({ customer }) => ({ before: undefined, after: customer }))
  const bought = shaped.flatMap((each) => each.bought)
  const ids = await scope.ids.take(base.actor.accountId, 'transactions', bought.length)
  const facts = new FactsById({ purchases: purchasesByIdOf(bought) })
  await saveCustomers(scope, changes, { cause: 'customer_added' }, facts)
  insertTransactions(
    scope.trx,
    base.actor.accountId,
    bought.map((purchase, i) => ({ ...purchase, id: ids[i] as number })),
  )
}

function purchasesByIdOf(bought: Bought) {
  const purchases = bought.map(({ customer_id, made_at, price_minor }) => ({
    customer_id,
    made_at,
    price_minor,
    element_ids: [],
  }))
  return Map.groupBy(purchases, (purchase) => purchase.customer_id)
}

/** The k-th made-up customer as the account stores it. */
export function customerOf(base: Base, id: number, k: number): Customer {
  const { actor, definitions, now } = base
  const made = madeUpCustomer(k, now)
  const customer: Customer = {
    ...BLANK_CUSTOMER,
    id,
    name: made.name,
    next_price_minor: minorUnitsOf(made.next_price, definitions.currencyDigits),
    next_date: made.next_date,
    responsible_user_id: base.managers[made.manager] as number,
    created_by: actor.userId,
    updated_by: actor.userId,
    created_at: made.created_at,
    updated_at: made.created_at,
    ...withPurchases(
      { ltv_minor: 0, purchases_count: 0 },
      made.purchases.map(({ price }) => minorUnitsOf(price, definitions.currencyDigits)),
    ),
    first_purchase_at:
      made.purchases.length === 0 ? null : Math.min(...made.purchases.map((purchase) => purchase.at)),
    last_purchase_at:
      made.purchases.length === 0 ? null : Math.max(...made.purchases.map((purchase) => purchase.at)),
    tag_ids: made.tags.map((tag) => base.tags[tag] as number).sort((a, b) => a - b),
    fields: fieldValuesOf(definitions, made),
    version: 1,
    evaluated_at: now,
  }
  return placed(definitions, customer, now, { purchases: [] })
}

/** What the search holds of a customer. */
export function searchTextsOf({ definitions }: Base, { name, fields }: Pick<Customer, 'name' | 'fields'>) {
  const { words, tokens } = searchOf(fields, definitions.customerFields)
  const folded = foldText(name)
  return {
    folded,
    words: [folded, ...words].join('\n'),
    tokens: `{${tokens.map((token) => `"${token}"`).join()}}`,
  }
}

function fieldValuesOf({ customerFields }: Definitions, made: ReturnType<typeof madeUpCustomer>) {
  const [city, points, birthday, source, mayBeCalled, budget] = customerFields.all()
  const values: [typeof city, unknown][] = [
    [city, made.city],
    [points, made.points],
    [birthday, made.birthday],
    [source, source?.enums?.[made.source]?.id],
    [mayBeCalled, made.mayBeCalled],
    [budget, made.budget],
  ]
  return Object.fromEntries(values.map(([field, value]) => [String(field?.id), value]))
}

/** The purchases of the k-th made-up customer. */
export function purchasesOf(base: Base, k: number): Omit<Transaction, 'id'>[] {
  return purchasesAt(base, k, madeUpCustomer(k, base.now).purchases)
}

/** What the k-th customer bought at these moments. */
export function purchasesAt(base: Base, k: number, purchases: MadeUpCustomer['purchases']) {
  return purchases.map(({ price, at }) => ({
    customer_id: base.firstId + k,
    price_minor: minorUnitsOf(price, base.definitions.currencyDigits),
    comment: null,
    completed_at: at,
    made_at: at,
    catalog_elements: [],
    sequence: 0,
    given_next_date: null,
    given_next_price_minor: null,
    period_next_date: null,
    created_by: base.actor.userId,
    updated_by: base.actor.userId,
    created_at: at,
    updated_at: at,
    is_deleted: false,
  }))
}
