import { foldText } from '../fold.ts'
import type { FieldEntry, FieldSet } from './field-set.ts'
import type { Calendar, FieldDefinition, FieldTypeName, Refuse, Writing } from './field-type.ts'
import { fieldTypeNamed } from './field-types.ts'
import { sameStored } from './same-stored.ts'
import { integerAt, isAbsent, objectAt, textAt, type WrittenObject } from './written.ts'

/** The values of one customer or segment: field id -> the normalised value of the field's type; no key where there is no value. */
export type FieldValues = Readonly<Record<string, unknown>>

/** One item of `custom_fields_values` in an answer. */
export type RenderedField = {
  field_id: number
  field_name: string
  field_code: string | null
  field_type: FieldTypeName
  values: object[]
}

const ROOT = 'custom_fields_values'
const MAX_ITEMS = 250

/**
 * The values after a request has written `custom_fields_values`: named fields get the values sent, the others keep theirs.
 * null, which clients send for "nothing here", changes nothing. What cannot be taken is told to `refuse` and left
 * as it was. Returns `current` itself when nothing changes.
 */
export function applyFieldValues(
  current: FieldValues,
  written: unknown,
  fields: FieldSet,
  calendar: Calendar,
  refuse: Refuse,
): FieldValues {
  if (isAbsent(written)) return current
  if (!Array.isArray(written)) refuse('InvalidType', ROOT, { type: 'array' })
  else if (written.length > MAX_ITEMS) refuse('TooManyItems', ROOT, { limit: MAX_ITEMS })
  else return applyItems(current, written, fields, calendar, refuse)
  return current
}

function applyItems(
  current: FieldValues,
  items: readonly unknown[],
  fields: FieldSet,
  calendar: Calendar,
  refuse: Refuse,
): FieldValues {
  const seen = new Set<FieldDefinition>()
  const after: Record<string, unknown> = { ...current }
  let changed = false
  for (const [index, written] of items.entries()) {
    const path = `${ROOT}.${index}`
    const item = objectAt(written, path, refuse)
    const field = item && namedField(item, path, fields, seen, refuse)
    if (item === undefined || field === undefined) continue
    let refused = false
    const before = current[field.id]
    const refuseHere: Refuse = (code, relativePath, ...params) => {
      refused = true
      refuse(code, `${path}.${relativePath}`, ...params)
    }
    const value = writtenValue(item, { field, calendar, current: before, refuse: refuseHere })
    if (refused || sameStored(value, before)) continue
    changed = true
    if (value === undefined) delete after[field.id]
    else after[field.id] = value
  }
  return changed ? after : current
}

/**
 * The field that an item names, by `field_id`, else by `field_code`. Clients send both, and the field may have been made anew since they
 * read it: then the code counts.
 */
function namedField(
  item: WrittenObject,
  path: string,
  fields: FieldSet,
  seen: Set<FieldDefinition>,
  refuse: Refuse,
): FieldDefinition | undefined {
  if (isAbsent(item.field_id) && isAbsent(item.field_code)) {
    refuse('FieldMissing', `${path}.field_id`)
    return undefined
  }
  const relativePath = isAbsent(item.field_id) ? `${path}.field_code` : `${path}.field_id`
  const name = isAbsent(item.field_id)
    ? textAt(item.field_code, relativePath, refuse)
    : integerAt(item.field_id, relativePath, refuse)
  if (name === undefined) return undefined
  const field =
    (typeof name === 'number' ? fields.byId(name) : undefined) ??
    (typeof item.field_code === 'string' ? fields.byCode(item.field_code) : undefined)
  if (field === undefined) refuse('NotSupportedChoice', relativePath)
  else if (seen.has(field)) refuse('Duplicate', relativePath)
  else {
    seen.add(field)
    return field
  }
  return undefined
}

/** The stored form of an item's `values`; undefined when they clear the field or are refused. */
function writtenValue(item: WrittenObject, writing: Writing<unknown>): unknown {
  const { values } = item
  if (values === undefined) writing.refuse('FieldMissing', 'values')
  else if (values !== null && !Array.isArray(values))
    writing.refuse('InvalidType', 'values', { type: 'array' })
  else if (values !== null && values.length > 0)
    return fieldTypeNamed(writing.field.type).parse(values, writing)
  return undefined
}

/** `custom_fields_values` of an answer, by the fields' `sort`, then id. Values of fields that are no longer defined are left out. */
export function renderFieldValues(
  values: FieldValues,
  fields: FieldSet,
  calendar: Calendar,
): RenderedField[] {
  return entriesOf(values, fields).map(({ field, type }) => ({
    field_id: field.id,
    field_name: field.name,
    field_code: field.code,
    field_type: field.type,
    values: type.render(values[field.id], field, calendar),
  }))
}

/** The JSON text of {@link renderFieldValues}, in half the time: lists render thousands of values for an answer. */
export function renderFieldValuesJson(values: FieldValues, fields: FieldSet, calendar: Calendar): string {
  let json = ''
  for (const { field, type, jsonPrefix } of entriesOf(values, fields)) {
    const stored = values[field.id]
    const rendered =
      type.json?.(stored, field, calendar) ?? JSON.stringify(type.render(stored, field, calendar))
    json += `${json && ','}${jsonPrefix}${rendered}}`
  }
  return `[${json}]`
}

/** What the search and the equality filters find: folded texts, and `<field id>=<token>`. */
export function searchOf(values: FieldValues, fields: FieldSet): { words: string[]; tokens: string[] } {
  const entries = entriesOf(values, fields)
  return {
    words: entries.flatMap(({ field, type }) => type.words(values[field.id], field).map(foldText)),
    tokens: entries.flatMap(({ field, type }) =>
      type.tokens(values[field.id]).map((token) => searchToken(field.id, token)),
    ),
  }
}

/** What a filter looks for: the token of one value of one field. */
export function searchToken(fieldId: number, token: string): string {
  return `${fieldId}=${token}`
}

function entriesOf(values: FieldValues, fields: FieldSet): FieldEntry[] {
  const entries: FieldEntry[] = []
  for (const key of Object.keys(values)) {
    const entry = fields.entry(key)
    if (entry) entries.push(entry)
  }
  return entries.sort((a, b) => a.rank - b.rank)
}
