import type { Definitions } from '../account/definitions.ts'
import { apiNameOf, isAmount } from '../core/customer-columns.ts'
import { renderFieldValuesJson } from '../core/field-types/values.ts'
import { slotsOf } from '../core/segment-mask.ts'
import { amountMembers } from '../http/amounts.ts'
import { type Tag, tagJson } from '../tags/tag.ts'
import type { ShownColumns } from './columns.ts'
import type { QueriedRow } from './queries.ts'

/** What stands beside the rows of an answer. */
export type RowContext = {
  readonly definitions: Definitions
  readonly columns: ShownColumns
  readonly tags: ReadonlyMap<number, Tag>
}

/** A customer as an answer shows it, as JSON text: its id, and what its columns name. */
export function renderRow(
  row: QueriedRow,
  { definitions, columns: { stored, fields, has }, tags }: RowContext,
): string {
  const members = [`"id":${row.id}`]
  if (has('name')) members.push(`"name":${JSON.stringify(row.name)}`)
  for (const column of stored.filter(isAmount))
    members.push(amountMembers(apiNameOf(column), row[column] ?? 0, definitions.currencyDigits))
  if (row.stored_json !== undefined) members.push(row.stored_json)
  if (has('custom_fields_values'))
    members.push(`"custom_fields_values":${fieldsJson(row, fields, definitions)}`)
  if (has('stage')) members.push(`"stage":${stageJson(row.status_id, definitions)}`)
  if (has('segments')) members.push(`"segments":[${segmentsJson(row, definitions)}]`)
  if (has('tags')) members.push(`"tags":[${tagsJson(row, tags)}]`)
  return `{${members.join(',')}}`
}

function fieldsJson(
  { fields: values = {} }: QueriedRow,
  wanted: ShownColumns['fields'],
  { customerFields, calendar }: Definitions,
): string {
  const shown =
    wanted === 'all'
      ? values
      : Object.fromEntries(wanted.flatMap((id) => (id in values ? [[id, values[id]]] : [])))
  const json = renderFieldValuesJson(shown, customerFields, calendar)
  return json === '[]' ? 'null' : json
}

function stageJson(id: number | undefined, { stages }: Definitions): string {
  const stage = stages.find((each) => each.id === id)
  return stage === undefined ? 'null' : namedJson(stage)
}

/** Segments sleep in periodicity mode; the list is empty there. */
function segmentsJson({ segments_low, segments_high }: QueriedRow, definitions: Definitions): string {
  if (definitions.account.customers_mode !== 'segments') return ''
  return slotsOf({ low: segments_low ?? 0, high: segments_high ?? 0 })
    .flatMap((slot) => definitions.segmentsBySlot[slot] ?? [])
    .sort((a, b) => a.id - b.id)
    .map(namedJson)
    .join(',')
}

function tagsJson({ tag_ids = [] }: QueriedRow, tags: ReadonlyMap<number, Tag>): string {
  return tag_ids
    .flatMap((id) => tags.get(id) ?? [])
    .map(tagJson)
    .join(',')
}

function namedJson({ id, name }: { readonly id: number; readonly name: string }): string {
  return `{"id":${id},"name":${JSON.stringify(name)}}`
}
