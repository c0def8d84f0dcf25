import type { SegmentDefinition } from '../account/definitions.ts'
import type { EarlyScope, Scope } from '../account/scope.ts'
import { type Refuse, Refused, Violations } from '../core/errors.ts'
import { type HandMark, handMarkOf, withHandMark } from '../core/membership.ts'
import { may } from '../core/rights.ts'
import type { Queries } from '../db/database.ts'
import type { IfVersion } from '../http/etag.ts'
import { canBeRestored } from '../entities/restorable.ts'
import { newTagNames, tagReferences } from '../tags/apply.ts'
import { createTags, lookUpTags, tagsOfItems } from '../tags/service.ts'
import type { TagIndex } from '../tags/tag-index.ts'
import { applyPatch, type Written } from './apply.ts'
import { BLANK_CUSTOMER, type Change, type Customer } from '../engine/customer.ts'
import { placed, readsInForce } from '../engine/evaluate.ts'
import { EMPTY_FACTS, type FactsById, readFacts } from '../engine/facts/sources.ts'
import { lockRows } from '../engine/rows.ts'
import { applyDueTransitions, saveCustomers } from '../engine/save.ts'
import { findRows, type FoundCustomer } from './queries.ts'
import type { CustomerPatch, NewCustomer } from './schema.ts'

/**
 * Adds customers, in the order given, with their tags, field values and segments. In periodicity mode each needs a name and a
 * `next_date`. One item that cannot be taken refuses the batch.
 * @throws Invalid, Refused 'forbidden'
 */
export async function addCustomers(
  scope: Scope,
  items: readonly NewCustomer[],
  requestIds: readonly string[],
): Promise<Customer[]> {
  const { definitions, actor } = scope
  const violations = new Violations(requestIds)
  if (definitions.account.customers_mode === 'periodicity')
    items.forEach((item, i) => {
      if (item.name === undefined) violations.add(i, 'FieldMissing', 'name')
      if (item.next_date === undefined || item.next_date === null)
        violations.add(i, 'FieldMissing', 'next_date')
    })
  const tags = await tagsOfItems(scope, 'customers', items)
  const ids = await scope.ids.take(actor.accountId, 'customers', items.length)
  const changes = items.map((item, i): Change => {
    const written = newCustomer(scope, ids[i] as number, item, tags, (code, path, params) =>
      violations.add(i, code, path, params),
    )
    return { before: undefined, ...written }
  })
  for (const { after } of changes)
    if (!may(actor, 'customers', 'add', after.responsible_user_id, definitions.groupOf))
      throw new Refused('forbidden')
  violations.throwIfAny()
  return saveCustomers(scope, changes, { cause: 'customer_added' })
}

/** What a change of customers reads first: they, locked, the tags that it names, and what rules read of them beyond their rows. */
export type ReadForChange = {
  readonly rows: readonly Customer[]
  readonly tags: TagIndex
  readonly related: ReadFacts | undefined
}

/** Facts, and by whose rules and for which moment they were read. */
type ReadFacts = Pick<Scope, 'definitions' | 'now'> & { readonly facts: FactsById }

/** Reads what {@link changeCustomers} needs, in one round trip. It can be sent before the definitions in force are known. */
export async function readForChange(scope: EarlyScope, patches: readonly Patch[]): Promise<ReadForChange> {
  const { trx, actor } = scope
  const ids = patches.map((patch) => patch.id)
  const named = tagReferences(patches.map(({ item }) => item))
  const [rows, tags, related] = await Promise.all([
    lockRows(trx, actor.accountId, ids),
    lookUpTags(trx, actor.accountId, 'customers', named),
    readEarly(scope, ids), // behind the lock: no other write changes them from there on
  ])
  return { rows, tags, related }
}

async function readEarly(
  { trx, actor, definitions, now }: EarlyScope,
  ids: readonly number[],
): Promise<ReadFacts | undefined> {
  if (definitions === undefined) return undefined
  const facts = await readFacts({ trx, actor, definitions }, readsInForce({ definitions }), ids, now)
  return { definitions, now, facts }
}

/** Returns the facts that were read, unless by other rules than those in force, or for a later moment, whose windows begin later. */
function stillCurrent(read: ReadFacts | undefined, { definitions, now }: Scope): FactsById | undefined {
  return read?.definitions === definitions && read.now <= now ? read.facts : undefined
}

/** A customer to change: its id, what to change, and the version that it must still have, if one was named. */
export type Patch = { readonly id: number; readonly item: CustomerPatch; readonly ifVersion: IfVersion }

/**
 * Changes customers; each id may occur once. A batch names what is wrong with each item; for a single customer an unknown id is 404.
 * @throws Invalid, Refused 'not_found', 'forbidden', 'stale_version'
 */
export async function changeCustomers(
  scope: Scope,
  patches: readonly Patch[],
  requestIds: readonly string[] | 'single',
  read?: ReadForChange,
): Promise<Customer[]> {
  const violations = new Violations(requestIds)
  const { rows, tags, related } = read ?? (await readForChange(scope, patches))
  const customers = await visibleUpToDate(scope, rows)
  const items = patches.map((patch) => patch.item)
  await createTags(scope, 'customers', tags, newTagNames(items, tags))
  const seen = new Set<number>()
  const changes = patches.flatMap(({ id, item, ifVersion }, i): Change[] => {
    if (seen.has(id)) violations.add(i, 'Duplicate', 'id')
    seen.add(id)
    const before = customers.get(id)
    if (before === undefined) {
      if (requestIds === 'single') throw new Refused('not_found')
      violations.add(i, 'NotSupportedChoice', 'id')
      return []
    }
    requireEdit(scope, before)
    if (requestIds === 'single') requireVersion(before, ifVersion)
    else if (isStale(before, ifVersion))
      violations.add(i, 'StaleVersion', 'version', { version: before.version })
    const written = applyPatch(scope, before, item, tags, (code, path, params) =>
      violations.add(i, code, path, params),
    )
    return [{ before, ...written }]
  })
  violations.throwIfAny()
  return saveCustomers(scope, changes, { cause: 'customer_changed' }, stillCurrent(related, scope))
}

/** A hand mark to set: of which customer, in which segment, and the version that the customer must still have, if one was named. */
export type NewHandMark = {
  readonly id: number
  readonly segment: SegmentDefinition
  readonly hand: HandMark
  readonly ifVersion: IfVersion
}

/**
 * Sets what a hand says of a customer and a segment, and evaluates the rules. One that is set already changes nothing.
 * @throws Refused 'not_found', 'forbidden', 'stale_version'
 */
export async function setHandMark(
  scope: Scope,
  { id, segment, hand, ifVersion }: NewHandMark,
): Promise<Customer> {
  const { customers, facts } = await lockVisibleWithFacts(scope, [id])
  const before = customers.get(id)
  if (before === undefined) throw new Refused('not_found')
  requireEdit(scope, before)
  requireVersion(before, ifVersion)
  const isSet = handMarkOf(before, segment.slot) === hand
  const after = isSet ? before : { ...before, ...withHandMark(before, segment.slot, hand) }
  const [marked] = await saveCustomers(scope, [{ before, after }], { cause: 'customer_changed' }, facts)
  return marked as Customer
}

/**
 * Deletes a customer: it leaves lists, counts and segments, and can be restored for 30 days.
 * @throws Refused 'not_found', 'forbidden', 'stale_version'
 */
export async function deleteCustomer(scope: Scope, id: number, ifVersion: IfVersion): Promise<void> {
  const before = (await lockVisible(scope, [id])).get(id)
  if (before === undefined) throw new Refused('not_found')
  if (!may(scope.actor, 'customers', 'delete', before.responsible_user_id, scope.definitions.groupOf))
    throw new Refused('forbidden')
  requireVersion(before, ifVersion)
  const after = { ...before, deleted_at: scope.now }
  await saveCustomers(scope, [{ before, after }], { cause: 'customer_deleted' })
}

/**
 * Brings a deleted customer back within 30 days: one evaluation, with hand placements kept.
 * @throws Refused 'restore_too_late', 'forbidden', 'stale_version'
 */
export async function restoreCustomer(scope: Scope, id: number, ifVersion: IfVersion): Promise<Customer> {
  const [before] = await lockRows(scope.trx, scope.actor.accountId, [id])
  if (before === undefined || !canBeRestored(before, scope.now)) throw new Refused('restore_too_late')
  const mayDo = (action: 'view' | 'delete') =>
    may(scope.actor, 'customers', action, before.responsible_user_id, scope.definitions.groupOf)
  // Whoever may not see it is not told that it was there.
  if (!mayDo('view')) throw new Refused('restore_too_late')
  if (!mayDo('delete')) throw new Refused('forbidden')
  requireVersion(before, ifVersion)
  const after = await undeleted(scope, before)
  const [restored] = await saveCustomers(scope, [{ before, after }], { cause: 'customer_restored' })
  return restored as Customer
}

/**
 * Returns a deleted customer as it is when it comes back, in a stage that there is: where its own was deleted while it was away, the one that
 * the rules give, also while their engine sleeps.
 */
export async function undeleted(scope: Scope, deleted: Customer): Promise<Customer> {
  const { definitions, now } = scope
  const customer = { ...deleted, deleted_at: null }
  if (definitions.hasStage(customer.status_id)) return customer
  const facts = await readFacts(scope, [definitions.rules.stages.reads], [customer.id], now)
  return placed(definitions, customer, now, facts.of(customer.id))
}

/** Customers that are locked for a write, and what the rules in force read of them beyond their rows. */
export type Locked = { readonly customers: ReadonlyMap<number, Customer>; readonly facts: FactsById }

/** Locks customers that the actor may see, like {@link lockVisible}, and reads in the same round trip what the rules read of them. */
export async function lockVisibleWithFacts(scope: Scope, ids: readonly number[]): Promise<Locked> {
  const [rows, facts] = await Promise.all([
    lockRows(scope.trx, scope.actor.accountId, ids),
    readFacts(scope, readsInForce(scope), ids, scope.now),
  ])
  return { customers: await visibleUpToDate(scope, rows), facts }
}

/**
 * Locks customers that the actor may see, by id; those it may not see are as absent as those that do not exist.
 */
export async function lockVisible(scope: Scope, ids: readonly number[]): Promise<Map<number, Customer>> {
  return visibleUpToDate(scope, await lockRows(scope.trx, scope.actor.accountId, ids))
}

async function visibleUpToDate(scope: Scope, rows: readonly Customer[]): Promise<Map<number, Customer>> {
  return visibleOf(scope, await applyDueTransitions(scope, rows))
}

function visibleOf({ actor, definitions }: Scope, rows: readonly Customer[]): Map<number, Customer> {
  return new Map(
    rows
      .filter((row) => row.deleted_at === null)
      .filter((row) => may(actor, 'customers', 'view', row.responsible_user_id, definitions.groupOf))
      .map((row) => [row.id, row]),
  )
}

/** @throws Refused 'forbidden' when the actor may see this customer and not change it */
export function requireEdit({ actor, definitions }: Scope, customer: Customer): void {
  if (!may(actor, 'customers', 'edit', customer.responsible_user_id, definitions.groupOf))
    throw new Refused('forbidden')
}

/** @throws Refused 'stale_version' when the customer has another version than was named */
export function requireVersion(customer: Customer, ifVersion: IfVersion): void {
  if (isStale(customer, ifVersion)) throw new Refused('stale_version')
}

function isStale({ version }: Customer, ifVersion: IfVersion): boolean {
  return ifVersion !== undefined && ifVersion !== version
}

/** A new customer as it is written, before the rules are evaluated for it. Tags that it names must be in the index. */
export function newCustomer(
  scope: Scope,
  id: number,
  item: NewCustomer,
  tags: TagIndex,
  refuse: Refuse,
): Written {
  const { after, takenOut } = applyPatch(scope, blankCustomer(scope, id), item, tags, refuse)
  return {
    after: withFirstPlacement(scope, { ...after, updated_at: item.updated_at ?? scope.now }),
    takenOut,
  }
}

/** A customer of whom nothing is known yet; it stands in no stage until the rules or a hand place it. */
function blankCustomer({ actor, now }: Scope, id: number): Customer {
  return {
    ...BLANK_CUSTOMER,
    id,
    responsible_user_id: actor.userId,
    created_by: actor.userId,
    updated_by: actor.userId,
    created_at: now,
    updated_at: now,
    version: 1,
    evaluated_at: now,
  }
}

/** A new customer stands where the rules put it, in either mode; a stage that the write named is a hand placement over that verdict, if it is another. */
function withFirstPlacement(scope: Scope, customer: Customer): Customer {
  const free = placed(scope.definitions, { ...customer, placed_at: null }, scope.now, EMPTY_FACTS)
  const { status_id, placed_at } = customer
  return placed_at === null || status_id === free.status_id ? free : { ...free, status_id, placed_at }
}

/** One customer that is not deleted, whoever asks. */
export async function findCustomer(
  queries: Queries,
  accountId: number,
  id: number,
): Promise<FoundCustomer | undefined> {
  return (await findRows(queries, accountId, [id])).customers.get(id)
}

export { renderStanding } from './render.ts'
