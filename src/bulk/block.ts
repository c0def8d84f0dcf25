import { actorOfUser } from '../account/actor-of-user.ts'
import { requireCustomersEnabled } from '../account/mode.ts'
import type { Scope } from '../account/scope.ts'
import type { Action, Actor, UnixSeconds } from '../core/actor.ts'
import { Refused, type Violation } from '../core/errors.ts'
import { may } from '../core/rights.ts'
import { undeleted } from '../customers/service.ts'
import type { Customer } from '../engine/customer.ts'
import type { Cause } from '../engine/move.ts'
import { lockRows } from '../engine/rows.ts'
import { applyDueTransitions, saveCustomers } from '../engine/save.ts'
import { canBeRestored } from '../entities/restorable.ts'
import { newTagNames, tagReferences } from '../tags/apply.ts'
import { createTags, lookUpTags } from '../tags/service.ts'
import type { Tag } from '../tags/tag.ts'
import { type Bulk, type BulkItem, nextItems, updateProgress, updateTouched } from './queries.ts'
import { readChange } from './read-change.ts'
import { type Outcome, withOutcomes } from './result.ts'
import type { BulkChange, Left } from './schema.ts'
import { type Reach, takenBack, touchedBetween } from './touched.ts'

/** Customers that are changed in one transaction. */
export const BLOCK = 250

/** What a bulk change makes of its customers, once it can be done at all. */
type Doing = {
  readonly cause: Cause
  readonly action: Action
  readonly reach: Reach
  /** Whether it is about customers that are deleted. */
  readonly isRestoring: boolean
  /** The tags that were made for the customers so far. */
  readonly tagsCreated?: () => Promise<readonly Tag[]>
  readonly apply: (
    customer: Customer,
    item: BulkItem,
  ) => Promise<{ readonly after: Customer; readonly kept: readonly string[] }>
}

/**
 * Changes the next customers of a locked bulk change, with the rights that its user has now. Whom the user may not change, who is gone, and
 * all of them where the change names what was deleted since, are left as they are, and counted.
 */
export async function changeBlock(scope: Scope, bulk: Bulk, realNow: UnixSeconds): Promise<Bulk> {
  const { trx, definitions } = scope
  const { accountId } = scope.actor
  const items = await nextItems(trx, accountId, bulk, BLOCK)
  const locked = await lockRows(
    trx,
    accountId,
    items.map((item) => item.customer_id),
  )
  const rows = await applyDueTransitions(scope, locked)
  const customers = new Map(rows.map((row) => [row.id, row]))
  const actor = actorOfUser(definitions, bulk.user_id)
  const { outcomes, tagsCreated } =
    actor === undefined ? notTheirs(items) : await changeAll({ ...scope, actor }, bulk, items, customers)
  const done = bulk.done + items.length
  const after: Bulk = {
    ...bulk,
    done,
    after_id: items.at(-1)?.customer_id ?? bulk.after_id,
    result: withOutcomes(bulk.result, outcomes, tagsCreated),
    ended_at: items.length < BLOCK || done >= bulk.matched ? realNow : null,
  }
  updateProgress(trx, accountId, after)
  return after
}

/** What has come of the customers of a block, and the tags that were made for them. */
type Done = {
  readonly outcomes: readonly { readonly customer_id: number; readonly outcome: Outcome }[]
  readonly tagsCreated: readonly Tag[]
}

/** Nobody acts for a user who is switched off. */
function notTheirs(items: readonly BulkItem[]): Done {
  const outcome = { is: 'not_yours' } as const
  return { outcomes: items.map(({ customer_id }) => ({ customer_id, outcome })), tagsCreated: [] }
}

async function changeAll(
  scope: Scope,
  bulk: Bulk,
  items: readonly BulkItem[],
  customers: ReadonlyMap<number, Customer>,
): Promise<Done> {
  const { trx, actor } = scope
  const doing = await doingOf(scope, bulk, items)
  const steps = []
  for (const item of items) {
    const before = customers.get(item.customer_id)
    const left = leftFor(scope, doing, before)
    if (left !== undefined || before === undefined) steps.push({ item, left: left ?? 'gone' })
    else steps.push({ item, before, ...(await (doing as Doing).apply(before, item)) })
  }
  const changes = steps.flatMap((step) =>
    'after' in step && step.after !== step.before ? [{ before: step.before, after: step.after }] : [],
  )
  const saved =
    doing === undefined || changes.length === 0 ? [] : await saveCustomers(scope, changes, doing.cause)
  const savedById = new Map(saved.map((customer) => [customer.id, customer]))
  const touched: Parameters<typeof updateTouched.run>[2][number][] = []
  const outcomes = steps.map((step) => {
    const { customer_id } = step.item
    if (!('after' in step)) return { customer_id, outcome: { is: step.left } }
    const { before, kept } = step
    const after = savedById.get(customer_id) ?? before
    const isChanged = after.version !== before.version
    if (isChanged && bulk.change !== null && doing !== undefined)
      touched.push({ bulk_id: bulk.id, customer_id, touched: touchedBetween(before, after, doing.reach) })
    return { customer_id, outcome: outcomeOf(isChanged, kept) }
  })
  updateTouched.run(trx, actor.accountId, touched)
  return { outcomes, tagsCreated: (await doing?.tagsCreated?.()) ?? [] }
}

function outcomeOf(isChanged: boolean, kept: readonly string[]): Outcome {
  if (kept.length === 0) return { is: isChanged ? 'changed' : 'unchanged' }
  return { is: isChanged ? 'partly' : 'changed_since', kept }
}

/** Why a customer is left as it is, before anybody looks at the change. */
function leftFor(
  { actor, definitions, now }: Pick<Scope, 'actor' | 'definitions' | 'now'>,
  doing: Doing | undefined,
  customer: Customer | undefined,
): Left | undefined {
  if (customer === undefined) return 'gone'
  if (doing === undefined) return 'refused'
  if (doing.isRestoring) {
    if (customer.deleted_at === null) return 'changed_since'
    if (!canBeRestored(customer, now)) return 'gone'
  } else if (customer.deleted_at !== null) return 'gone'
  return mayChange(actor, definitions.groupOf, doing.action, customer) ? undefined : 'not_yours'
}

/** Whether a user may do this to a customer, and see it. */
export function mayChange(
  actor: Actor,
  groupOf: Scope['definitions']['groupOf'],
  action: Action,
  { responsible_user_id: owner }: Customer,
): boolean {
  return may(actor, 'customers', 'view', owner, groupOf) && may(actor, 'customers', action, owner, groupOf)
}

/** What is done to customers; undefined when it names what has been deleted since it began, or sleeps. */
async function doingOf(scope: Scope, bulk: Bulk, items: readonly BulkItem[]): Promise<Doing | undefined> {
  try {
    requireCustomersEnabled(scope.definitions)
    return bulk.change === null
      ? await takingBack(scope, bulk, items)
      : await makingChange(scope, bulk, bulk.change)
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

async function makingChange(scope: Scope, bulk: Bulk, change: BulkChange): Promise<Doing | undefined> {
  const { trx, actor } = scope
  const tags = await lookUpTags(trx, actor.accountId, 'customers', tagReferences([change]))
  const violations: Violation[] = []
  const { action, reach, changed } = readChange(scope, change, tags, violations)
  if (violations.length > 0) return undefined
  // Made with the first customer that gets them.
  let tagsMade: Promise<readonly Tag[]> | undefined
  return {
    cause: action === 'delete' ? { cause: 'customer_deleted' } : { cause: 'bulk', id: bulk.id },
    action,
    reach,
    isRestoring: false,
    tagsCreated: async () => (await tagsMade) ?? [],
    async apply(customer) {
      await (tagsMade ??= createTags(scope, 'customers', tags, newTagNames([change], tags)))
      return { after: changed(customer), kept: [] }
    },
  }
}

async function takingBack(scope: Scope, bulk: Bulk, items: readonly BulkItem[]): Promise<Doing> {
  const { trx, actor, definitions } = scope
  const reach = { hands: [], stage: false }
  if (items[0]?.touched?.deleted_at !== undefined)
    return {
      cause: { cause: 'customer_restored' },
      action: 'delete',
      reach,
      isRestoring: true,
      async apply(customer, { touched }) {
        // Deleted once more since, by somebody who meant it.
        if (customer.deleted_at !== touched?.deleted_at) return { after: customer, kept: ['delete'] }
        return { after: await undeleted(scope, customer), kept: [] }
      },
    }
  const removed = items.flatMap(({ touched }) => touched?.tags_removed ?? [])
  const tags = await lookUpTags(
    trx,
    actor.accountId,
    'customers',
    [...new Set(removed)].map((id) => ({ id })),
  )
  return {
    cause: { cause: 'bulk', id: bulk.id },
    action: 'edit',
    reach,
    isRestoring: false,
    apply: async (customer, { touched }) =>
      takenBack(definitions, customer, touched ?? {}, (id) => tags.find({ id }) !== undefined),
  }
}
