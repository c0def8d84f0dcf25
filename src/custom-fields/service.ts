import type { Definitions } from '../account/definitions.ts'
import { type IfUsed, allowDeletion, usesOf } from '../account/rule-uses.ts'
import { type DefinitionsScope, type Scope, writeDefinitions } from '../account/scope.ts'
import type { Reference } from '../core/conditions/kind.ts'
import { Refused, type Refuse, Violations } from '../core/errors.ts'
import type { EntityName } from '../core/entity-names.ts'
import type { FieldDefinition, FieldTypeName } from '../core/field-types/field-type.ts'
import { FIELD_TYPE_NAMES } from '../core/field-types/field-type.ts'
import { fieldTypeNamed } from '../core/field-types/field-types.ts'
import type { FieldSet } from '../core/field-types/field-set.ts'
import { sameStored } from '../core/field-types/same-stored.ts'
import { searchToken } from '../core/field-types/values.ts'
import { rewriteSearch } from '../entities/search-rows.ts'
import { takeFieldOff } from '../entities/take-off.ts'
import { recordEvents } from '../events/record.ts'
import type { NewEvent } from '../events/types.ts'
import { changeRules } from '../engine/change-rules.ts'
import { applyField, type FieldDraft } from './apply.ts'
import { nextTen } from './options.ts'
import { clearCodes, deleteFieldRow, insertFields, updateFields } from './queries.ts'
import type { FieldPatch, NewField } from './schema.ts'

/**
 * Adds fields, in the order given. One without `sort` comes behind all others: at the next ten above the largest. One item that
 * cannot be taken refuses the batch.
 * @throws Invalid, Refused 'segment_field_limit'
 */
export async function addFields(
  scope: Scope,
  entity: EntityName,
  items: readonly NewField[],
  requestIds: readonly string[],
): Promise<FieldDefinition[]> {
  const fields = scope.definitions.fieldsOf(entity)
  const allowed = scope.entities.get(entity).fields
  const violations = new Violations(requestIds)
  let last = fields.all().at(-1)?.sort ?? 0
  const drafts = items.map((item, i) => {
    const refuse = refuseAt(violations, i)
    const type = FIELD_TYPE_NAMES.find((name) => name === item.type)
    if (type === undefined || allowed?.types.includes(type) !== true) {
      refuse('NotSupportedChoice', 'type')
      return undefined
    }
    const draft = applyField(newField(scope, entity, type, nextTen(Math.max(last, 0))), item, refuse)
    last = Math.max(last, draft.sort)
    return draft
  })
  refuseTakenCodes(fields, drafts, violations)
  violations.throwIfAny()
  if (allowed?.limit !== undefined && fields.all().length + items.length > allowed.limit)
    throw new Refused('segment_field_limit', { limit: allowed.limit })
  const { actor } = scope
  const ids = await scope.ids.take(actor.accountId, 'custom_fields', items.length)
  const numbered = drafts.flatMap((draft, i) => (draft ? { ...draft, id: ids[i] as number } : []))
  const added = await withOptionIds(scope, numbered)
  await writeDefinitions(scope, async (writing) => {
    insertFields(writing.trx, actor.accountId, added)
    recordEvents(writing, added.map(addedEvent))
  })
  return added
}

/** A field to change: its id, and what to change. */
export type Patch = { readonly id: number; readonly item: FieldPatch }

/**
 * Changes fields; each id may occur once. Customers keep the values they have, also the options that leave a list, and the search finds
 * them by their new texts. A batch names what is wrong with each item; for a single field an unknown id is 404.
 * @throws Invalid, Refused 'not_found', UsedByRules for an option that leaves a list and that rules ask for, unless that is forced
 */
export async function changeFields(
  scope: Scope,
  entity: EntityName,
  patches: readonly Patch[],
  requestIds: readonly string[] | 'single',
  ifUsed: IfUsed,
): Promise<FieldDefinition[]> {
  const fields = scope.definitions.fieldsOf(entity)
  const violations = new Violations(requestIds)
  const seen = new Set<number>()
  const drafts = patches.map(({ id, item }, i) => {
    const refuse = refuseAt(violations, i)
    const isRepeated = seen.has(id)
    seen.add(id)
    if (isRepeated) refuse('Duplicate', 'id')
    const before = fields.byId(id)
    if (before === undefined) {
      if (requestIds === 'single') throw new Refused('not_found')
      refuse('NotSupportedChoice', 'id')
    }
    return before && applyField(before, item, refuse)
  })
  refuseTakenCodes(fields, drafts, violations)
  violations.throwIfAny()
  const given = await withOptionIds(
    scope,
    drafts.flatMap((draft) => draft ?? []),
  )
  const changes = given.map((after) => changeOf(fields.byId(after.id) as FieldDefinition, after, scope.now))
  const differing = changes.filter(({ data }) => Object.keys(data).length > 0)
  allowDeletion(scope, ifUsed, namesOneOf(differing.flatMap(({ before, after }) => gone(before, after))))
  await saveChanges(scope, entity, differing)
  return changes.map(({ after }) => after)
}

/**
 * Deletes a field with the values of it.
 * @throws Refused 'not_found', UsedByRules for one that rules ask for, unless that is forced
 */
export async function deleteField(
  scope: Scope,
  entity: EntityName,
  id: number,
  ifUsed: IfUsed,
): Promise<void> {
  const field = scope.definitions.fieldsOf(entity).byId(id)
  if (field === undefined) throw new Refused('not_found')
  allowDeletion(scope, ifUsed, (named) => named.thing === 'custom_field' && named.id === id)
  const descriptor = scope.entities.get(entity)
  const write = async (writing: DefinitionsScope) => {
    await deleteFieldRow(writing.trx, writing.actor.accountId, id)
    if (!descriptor.isRuled) await takeFieldOff(writing, descriptor, id)
    recordEvents(writing, [{ ...about(field), type: 'custom_field_deleted', data: essentials(field) }])
  }
  if (!descriptor.isRuled) await writeDefinitions(scope, write)
  else
    await changeRules(scope, {
      cause: { cause: 'field_changed', id },
      evaluate: {
        holding: { field: id },
        change: (customer) => {
          const kept = Object.entries(customer.fields).filter(([key]) => key !== String(id))
          return { ...customer, fields: Object.fromEntries(kept) }
        },
      },
      write,
    })
}

function refuseAt(violations: Violations, item: number): Refuse {
  return (code, path, params) => violations.add(item, code, path, params)
}

function newField(
  { definitions, now }: Scope,
  entity: EntityName,
  type: FieldTypeName,
  sort: number,
): FieldDefinition {
  return {
    id: 0,
    entity,
    name: '',
    type,
    code: null,
    sort,
    is_api_only: false,
    group_id: null,
    enums: fieldTypeNamed(type).hasEnums ? [] : null,
    settings: type === 'monetary' ? { currency: definitions.account.currency } : {},
    created_at: now,
    updated_at: now,
  }
}

/** Codes are unique among the fields of an entity, seen after the whole batch: two fields may swap theirs. */
function refuseTakenCodes(
  fields: FieldSet,
  drafts: readonly (FieldDraft | undefined)[],
  violations: Violations,
): void {
  const codeNow = (id: number) => fields.byId(id)?.code ?? null
  const changing = new Set(
    drafts.flatMap((draft) => (draft && draft.code !== codeNow(draft.id) ? draft.id : [])),
  )
  const taken = new Set(
    fields.all().flatMap(({ id, code }) => (code === null || changing.has(id) ? [] : code)),
  )
  drafts.forEach((draft, i) => {
    if (draft === undefined || draft.code === null || draft.code === codeNow(draft.id)) return
    if (taken.has(draft.code)) violations.add(i, 'NotSupportedChoice', 'code')
    taken.add(draft.code)
  })
}

/** Numbers the new options of all fields at once. */
async function withOptionIds(scope: Scope, drafts: readonly FieldDraft[]): Promise<FieldDefinition[]> {
  const isNew = (option: { id: number | undefined }) => option.id === undefined
  const count = drafts.flatMap((draft) => draft.enums ?? []).filter(isNew).length
  const ids = count === 0 ? [] : await scope.ids.take(scope.actor.accountId, 'enums', count)
  const unused = ids.values()
  return drafts.map((draft) => ({
    ...draft,
    enums:
      draft.enums
        ?.map((option) => ({ ...option, id: option.id ?? (unused.next().value as number) }))
        // By id, because the order of a written list says nothing: `sort` does.
        .sort((a, b) => a.id - b.id) ?? null,
  }))
}

type Change = {
  readonly before: FieldDefinition
  readonly after: FieldDefinition
  /** What differs: `{ name: ['before', 'after'] }`, empty when nothing does. */
  readonly data: Readonly<Record<string, [unknown, unknown]>>
}

const COMPARED = ['name', 'code', 'sort', 'is_api_only', 'group_id', 'enums', 'settings'] as const

function changeOf(before: FieldDefinition, given: FieldDefinition, now: number): Change {
  const differing = COMPARED.filter((key) => !sameStored(before[key], given[key]))
  if (differing.length === 0) return { before, after: before, data: {} }
  const data = Object.fromEntries(
    differing.map((key) => [key, [before[key], given[key]] as [unknown, unknown]]),
  )
  return { before, after: { ...given, updated_at: now }, data }
}

async function saveChanges(scope: Scope, entity: EntityName, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const ruling = changes.find((change) => changesRules(scope.definitions, change))
  const write = (writing: DefinitionsScope) => storeChanges(writing, changes)
  const { scope: now } = ruling
    ? await changeRules(scope, {
        cause: { cause: 'field_changed', id: ruling.after.id },
        evaluate: 'all',
        write,
      })
    : await writeDefinitions(scope, write)
  const descriptor = scope.entities.get(entity)
  if (descriptor.isSearched) await rewriteSearch(now, descriptor, changes.flatMap(renamedOptions))
}

async function storeChanges(scope: DefinitionsScope, changes: readonly Change[]): Promise<void> {
  const { trx, actor } = scope
  const recoded = changes.filter(({ data }) => 'code' in data)
  await clearCodes(
    trx,
    actor.accountId,
    recoded.map(({ before }) => before.id),
  )
  updateFields(
    trx,
    actor.accountId,
    changes.map(({ after }) => after),
  )
  recordEvents(
    scope,
    changes.map(({ after, data }) => ({ ...about(after), type: 'custom_field_changed', data })),
  )
}

/** Whether a rule asks for an option that leaves its list, or comes back to it: nobody has one that is not in its list. */
function changesRules(definitions: Definitions, { before, after }: Change): boolean {
  return usesOf(definitions, namesOneOf([...gone(before, after), ...gone(after, before)])).length > 0
}

/** The options that stand in the list of one definition of a field, and not in that of the other. */
function gone(before: FieldDefinition, after: FieldDefinition): number[] {
  const standing = ({ enums }: FieldDefinition) =>
    (enums ?? []).filter((option) => !option.removed).map((option) => option.id)
  const kept = new Set(standing(after))
  return standing(before).filter((id) => !kept.has(id))
}

function namesOneOf(options: readonly number[]) {
  return ({ thing, id }: Reference) => thing === 'option' && options.includes(id)
}

/** The search tokens of options that read otherwise than before. */
function renamedOptions({ before, after }: Change): string[] {
  if (before.enums === null || before.enums === after.enums) return []
  const texts = new Map(before.enums.map((option) => [option.id, option.value]))
  return (after.enums ?? [])
    .filter(({ id, value }) => texts.has(id) && texts.get(id) !== value)
    .map((option) => searchToken(after.id, String(option.id)))
}

function addedEvent(field: FieldDefinition): NewEvent {
  return { ...about(field), type: 'custom_field_added', data: essentials(field) }
}

function essentials({ entity, name, type, code }: FieldDefinition) {
  return { entity, name, type, code }
}

function about({ id }: FieldDefinition) {
  return { entity_type: 'custom_field', entity_id: id, version: null } as const
}
