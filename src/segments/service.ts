import type { SegmentDefinition } from '../account/definitions.ts'
import { type IfUsed, allowDeletion } from '../account/rule-uses.ts'
import { type DefinitionsScope, type Scope, writeDefinitions } from '../account/scope.ts'
import { type Refuse, Refused, requireSome, Violations } from '../core/errors.ts'
import { sameStored } from '../core/field-types/same-stored.ts'
import { applyFieldValues } from '../core/field-types/values.ts'
import { nameAfter } from '../core/names.ts'
import { DEFAULT_SEGMENT_COLOR, SEGMENT_COLORS } from '../core/palettes.ts'
import { maskHas, maskWith, SLOTS } from '../core/segment-mask.ts'
import { withoutSlot } from '../engine/customer.ts'
import { clearSlotOfDeleted } from '../engine/rows.ts'
import { recordEvents } from '../events/record.ts'
import { changeHoldersInBlocks } from '../engine/all-customers.ts'
import { changeRules } from '../engine/change-rules.ts'
import { deleteSegmentRow, insertSegment, updateSegment } from './queries.ts'
import type { NewSegment, SegmentPatch } from './schema.ts'

/** Segments of an account (published limit). Each has a slot of its own in the masks of customers. */
export const MAX_SEGMENTS = SLOTS

/** Adds a segment, without members. @throws Invalid, Refused 'segment_limit' */
export async function addSegment(scope: Scope, item: NewSegment): Promise<SegmentDefinition> {
  const { definitions, actor, now } = scope
  const blank = {
    id: 0,
    slot: 0,
    name: '',
    color: DEFAULT_SEGMENT_COLOR,
    available_products_price_types: [],
    fields: {},
    created_at: now,
    updated_at: now,
    entry: null,
    exit: null,
  }
  const written = applied(scope, blank, item)
  if (definitions.segments.size >= MAX_SEGMENTS) throw new Refused('segment_limit', { limit: MAX_SEGMENTS })
  const id = await scope.ids.takeOne(actor.accountId, 'segments')
  const segment = { ...written, id, slot: freeSlot(definitions.segmentsBySlot) }
  await writeDefinitions(scope, (writing) => storeNew(writing, segment))
  return segment
}

async function storeNew(scope: DefinitionsScope, segment: SegmentDefinition): Promise<void> {
  const { id, name, color } = segment
  await insertSegment(scope.trx, scope.actor.accountId, segment)
  recordEvents(scope, [
    { type: 'segment_added', entity_type: 'segment', entity_id: id, version: null, data: { name, color } },
  ])
}

/** Changes a segment; what equals the stored value is never an error. @throws Refused 'not_found', Invalid */
export async function changeSegment(
  scope: Scope,
  id: number,
  patch: SegmentPatch,
): Promise<SegmentDefinition> {
  const before = getSegment(scope, id)
  const after = applied(scope, before, patch)
  if (differing(before, after).length === 0) return before
  return (await writeDefinitions(scope, (writing) => storeChanged(writing, before, after))).result
}

const PROPERTIES = ['name', 'color', 'available_products_price_types', 'fields', 'entry', 'exit'] as const

function differing(before: SegmentDefinition, after: SegmentDefinition) {
  return PROPERTIES.filter((key) => !sameStored(before[key], after[key]))
}

/** Returns what is stored now: `before` itself if nothing differs. */
async function storeChanged(
  scope: DefinitionsScope,
  before: SegmentDefinition,
  written: SegmentDefinition,
): Promise<SegmentDefinition> {
  const changed = differing(before, written)
  if (changed.length === 0) return before
  const after = { ...written, updated_at: scope.now }
  await updateSegment(scope.trx, scope.actor.accountId, after)
  const data = Object.fromEntries(changed.map((key) => [key, [before[key], written[key]] as const]))
  recordEvents(scope, [
    { type: 'segment_changed', entity_type: 'segment', entity_id: after.id, version: null, data },
  ])
  return after
}

/** Stores a segment as it shall be, new or changed, with its rules. */
export async function storeSegment(scope: DefinitionsScope, segment: SegmentDefinition): Promise<void> {
  const before = scope.definitions.segments.get(segment.id)
  if (before === undefined) await storeNew(scope, segment)
  else await storeChanged(scope, before, segment)
}

export { countMembers } from './queries.ts'

/**
 * Deletes a segment: its members leave it, those of segments that ask for it follow, and its slot is free.
 * @throws Refused 'not_found', UsedByRules for one that other segments ask for, unless that is forced
 */
export async function deleteSegment(scope: Scope, id: number, ifUsed: IfUsed): Promise<void> {
  const segment = getSegment(scope, id)
  const { name, slot } = segment
  allowDeletion(scope, ifUsed, (named) => named.thing === 'segment' && named.id === id)
  const { accountId } = scope.actor
  const { scope: empty } = await changeRules(scope, {
    cause: { cause: 'segment_deleted', id },
    evaluate: {
      holding: { slot },
      change: (customer) => withoutSlot(customer, slot),
    },
    write: ({ trx }) => updateSegment(trx, accountId, { ...segment, entry: null, exit: null }),
  })
  await writeDefinitions(empty, async (writing) => {
    await clearSlotOfDeleted(writing.trx, accountId, slot)
    await deleteSegmentRow(writing.trx, accountId, id)
    recordEvents(writing, [
      { type: 'segment_deleted', entity_type: 'segment', entity_id: id, version: null, data: { name } },
    ])
  })
}

/** Stores other rules of a segment. @throws Refused 'not_found' */
export async function storeSegmentRules(
  scope: DefinitionsScope,
  id: number,
  { entry, exit }: Pick<SegmentDefinition, 'entry' | 'exit'>,
): Promise<void> {
  const before = getSegment(scope, id)
  await storeChanged(scope, before, { ...before, entry, exit })
}

/** Marks everybody who is in a segment now by hand, so that they stay when its rules let them go. */
export async function markMembers(scope: Scope, id: number): Promise<void> {
  const { slot } = getSegment(scope, id)
  await changeHoldersInBlocks(
    scope,
    { slot },
    (customer) =>
      maskHas(customer.segments, slot)
        ? { ...customer, hand_segments: maskWith(customer.hand_segments, slot) }
        : customer,
    { cause: 'segment_rules_changed', id },
  )
}

/** @throws Refused 'not_found' */
function getSegment(scope: Scope, id: number): SegmentDefinition {
  const segment = scope.definitions.segments.get(id)
  if (segment === undefined) throw new Refused('not_found')
  return segment
}

const CHANGEABLE = ['name', 'color', 'available_products_price_types', 'custom_fields_values'] as const

function applied(scope: Scope, before: SegmentDefinition, item: SegmentPatch): SegmentDefinition {
  const { definitions } = scope
  const violations = new Violations('single')
  const refuse: Refuse = (code, path, params) => violations.add(0, code, path, params)
  requireSome(item, CHANGEABLE, refuse)
  const name = nameAfter(before.name, item.name, 'name', refuse)
  const { color = before.color, available_products_price_types: prices } = item
  if (color !== before.color && !SEGMENT_COLORS.has(color)) refuse('NotSupportedChoice', 'color')
  const fields = applyFieldValues(
    before.fields,
    item.custom_fields_values ?? null,
    definitions.fieldsOf('segments'),
    definitions.calendar,
    refuse,
  )
  violations.throwIfAny()
  return {
    ...before,
    name,
    color,
    fields,
    available_products_price_types:
      prices === undefined ? before.available_products_price_types : (prices ?? []),
  }
}

function freeSlot(bySlot: readonly (SegmentDefinition | undefined)[]): number {
  for (let slot = 0; slot < SLOTS; slot++) if (bySlot[slot] === undefined) return slot
  throw new Refused('segment_limit', { limit: MAX_SEGMENTS })
}
