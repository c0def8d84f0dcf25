import type { Refuse } from '../core/errors.ts'
import type { FieldDefinition, FieldSettings } from '../core/field-types/field-type.ts'
import { fieldTypeNamed } from '../core/field-types/field-types.ts'
import { nameAfter } from '../core/names.ts'
import { applyOptions, type OptionDraft } from './options.ts'
import type { FieldPatch } from './schema.ts'

/** A field as it shall be; its new options have no ids yet. */
export type FieldDraft = Omit<FieldDefinition, 'enums'> & { readonly enums: readonly OptionDraft[] | null }

/**
 * A field with one written item applied to it; everything that cannot be taken is told to `refuse`. null, which clients send for what
 * they leave unset, changes nothing; only a code, a group and a callback can be taken off with it.
 */
export function applyField(before: FieldDefinition, item: FieldPatch, refuse: Refuse): FieldDraft {
  if (item.type !== undefined && item.type !== null && item.type !== before.type) refuse('ReadOnly', 'type')
  return {
    ...before,
    name: nameAfter(before.name, item.name, 'name', refuse),
    code: item.code === undefined ? before.code : item.code || null,
    sort: item.sort ?? before.sort,
    is_api_only: item.is_api_only ?? before.is_api_only,
    group_id: item.group_id === undefined ? before.group_id : item.group_id || null,
    enums: appliedOptions(before, item.enums, refuse),
    settings: appliedSettings(before, item, refuse),
  }
}

function appliedOptions(
  { type, enums }: FieldDefinition,
  written: FieldPatch['enums'],
  refuse: Refuse,
): readonly OptionDraft[] | null {
  if (fieldTypeNamed(type).hasEnums) return applyOptions(enums ?? [], written, refuse)
  if (Object.keys(written ?? {}).length > 0) refuse('NotSupportedChoice', 'enums')
  return enums
}

/** Settings that the field's type does not have are ignored, as unknown keys are. */
function appliedSettings(
  { type, settings }: FieldDefinition,
  { currency, chained_lists, tracking_callback }: FieldPatch,
  refuse: Refuse,
): FieldSettings {
  const after: { -readonly [Name in keyof FieldSettings]: FieldSettings[Name] } = { ...settings }
  if (tracking_callback === null) delete after.tracking_callback
  else if (tracking_callback !== undefined) after.tracking_callback = tracking_callback
  if (type === 'monetary' && typeof currency === 'string' && currency !== settings.currency) {
    if (!/^[A-Z]{3}$/.test(currency)) refuse('InvalidFormat', 'currency')
    after.currency = currency
  }
  if (type === 'chained_list' && chained_lists !== undefined && chained_lists !== null)
    after.chained_lists = Object.values(chained_lists).map(({ catalog_id, parent_catalog_id, title }) => ({
      catalog_id,
      parent_catalog_id: parent_catalog_id ?? null,
      title: title ?? '',
    }))
  return after
}
