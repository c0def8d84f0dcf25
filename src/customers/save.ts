import type { Scope } from '../account/scope.ts'
import { slotsOf } from '../core/segment-mask.ts'
import { type NewEvent, recordEvents } from '../events/service.ts'
import type { Change, Customer } from './customer.ts'
import { changedProperties, isUnchanged } from './difference.ts'
import { evaluated } from './evaluate.ts'
import {
  type CountDelta,
  deleteMembers,
  deleteTagLinks,
  insertCountDeltas,
  insertCustomers,
  insertMembers,
  insertSearch,
  insertTagLinks,
  type Member,
  type SearchRow,
  toRow,
  updateCustomers,
  updateSearch,
} from './queries.ts'
import { searchRow } from './search-rows.ts'

/**
 * The one way customers are written: evaluates the rules for each, and stores the differences of rows, tags, members, counts,
 * search and events in a fixed number of statements, however many customers. Each customer may occur once. Gives the customers
 * as they are now, in the order of `changes`; what no one changed is not written. The statements are sent and not awaited: they
 * share a round trip with whatever follows, in this order.
 */
export function saveCustomers(scope: Scope, changes: readonly Change[]): Customer[] {
  const settled = changes.map((change) => settle(scope, change))
  const written = settled.filter(({ before, after }) => before !== after)
  const { accountId } = scope.actor
  const { trx } = scope
  const added = written.filter(({ before }) => before === undefined).map(({ after }) => after)
  const changed = written.filter(({ before }) => before !== undefined).map(({ after }) => after)
  const tags = tagDifferences(written)
  const members = memberDifferences(scope, written)
  const search = searchDifferences(scope, written)
  insertCustomers.run(trx, accountId, added.map(toRow))
  updateCustomers.run(trx, accountId, changed.map(toRow))
  insertSearch.run(trx, accountId, search.added)
  updateSearch.run(trx, accountId, search.changed)
  deleteTagLinks(trx, accountId, tags.gone)
  insertTagLinks.run(trx, accountId, tags.added)
  deleteMembers(trx, accountId, members.gone)
  insertMembers.run(trx, accountId, members.added)
  insertCountDeltas.run(trx, accountId, members.counts)
  recordEvents(scope, written.map(eventOf))
  return settled.map(({ after }) => after)
}

/** A change after evaluation, with its version raised and what differs; `after === before` when nothing does in the end. */
type Settled = Change & { readonly data: Readonly<Record<string, unknown>> }

/**
 * Evaluates the rules and signs the change. Where the write itself changes something it bears the moment and the writer, unless it names
 * another author; where only the engine moves the stage, the engine's author, 0 (design 4).
 */
function settle(scope: Scope, { before, after, quiet }: Change): Settled {
  const { now, actor, definitions } = scope
  const final = evaluated(definitions, after, now)
  if (before === undefined) return { before, after: final, data: {} }
  if (isUnchanged(before, final)) return { before, after: before, data: {} }
  const byHand = after !== before && quiet !== true
  const signed =
    byHand || final.status_id !== before.status_id
      ? { ...final, updated_at: now, updated_by: byHand ? authorOf(before, after, actor.userId) : 0 }
      : final
  return {
    before,
    after: { ...signed, version: before.version + 1 },
    data: changedProperties(before, signed),
  }
}

function authorOf(before: Customer, after: Customer, userId: number): number {
  return after.updated_by === before.updated_by ? userId : after.updated_by
}

function eventOf({ before, after, data }: Settled): NewEvent {
  const common = { entity_type: 'customer', entity_id: after.id, version: after.version } as const
  if (before === undefined) return { ...common, type: 'customer_added', data: {} }
  if (before.deleted_at === null && after.deleted_at !== null)
    return { ...common, type: 'customer_deleted', data }
  if (before.deleted_at !== null && after.deleted_at === null)
    return { ...common, type: 'customer_restored', data }
  return { ...common, type: 'customer_changed', data }
}

/** A deleted customer leaves the members and tags of others' lists, and comes back to them when it is restored. */
const NOBODY = { tag_ids: [] as readonly number[], slots: new Set<number>() }

function tagDifferences(changes: readonly Change[]) {
  const gone: { tag_id: number; customer_id: number }[] = []
  const added: { tag_id: number; customer_id: number }[] = []
  for (const { before, after } of changes) {
    const old = shownTags(before)
    const now = shownTags(after)
    if (old === now) continue
    for (const tag_id of old) if (!now.includes(tag_id)) gone.push({ tag_id, customer_id: after.id })
    for (const tag_id of now) if (!old.includes(tag_id)) added.push({ tag_id, customer_id: after.id })
  }
  return { gone, added }
}

function shownTags(customer: Customer | undefined): readonly number[] {
  return customer === undefined || customer.deleted_at !== null ? NOBODY.tag_ids : customer.tag_ids
}

function memberDifferences(scope: Scope, changes: readonly Change[]) {
  const gone: Member[] = []
  const added: Member[] = []
  const deltas = new Map<number, number>()
  const { segmentsBySlot } = scope.definitions
  const note = (list: Member[], slot: number, customer_id: number, delta: number) => {
    const segment = segmentsBySlot[slot]
    if (segment === undefined) return // the segment was deleted, and its rows with it
    list.push({ segment_id: segment.id, customer_id })
    deltas.set(segment.id, (deltas.get(segment.id) ?? 0) + delta)
  }
  for (const { before, after } of changes) {
    const old = shownSlots(before)
    const now = shownSlots(after)
    for (const slot of old) if (!now.has(slot)) note(gone, slot, after.id, -1)
    for (const slot of now) if (!old.has(slot)) note(added, slot, after.id, 1)
  }
  const counts: CountDelta[] = []
  for (const [segment_id, customers] of deltas) if (customers !== 0) counts.push({ segment_id, customers })
  return { gone, added, counts }
}

function shownSlots(customer: Customer | undefined): ReadonlySet<number> {
  return customer === undefined || customer.deleted_at !== null
    ? NOBODY.slots
    : new Set(slotsOf(customer.segments))
}

function searchDifferences(scope: Scope, changes: readonly Change[]) {
  const added: SearchRow[] = []
  const changed: SearchRow[] = []
  for (const { before, after } of changes) {
    if (before === undefined) added.push(searchRow(scope, after))
    else if (before.name !== after.name || before.fields !== after.fields || isRestored(before, after))
      changed.push(searchRow(scope, after))
  }
  return { added, changed }
}

/** While a customer was deleted, a field whose values it has may have been deleted, too. */
function isRestored(before: Customer, after: Customer): boolean {
  return before.deleted_at !== null && after.deleted_at === null
}
