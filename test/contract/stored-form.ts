import type { Condition } from '../../src/core/conditions/tree.ts'
import { STAGE_TYPE } from '../../src/core/placement.ts'
import type { GivenSegment, GivenStage } from './exchange.ts'

/**
 * The tree that is stored where these conditions are read: groups joined by OR, the items of a group by AND. Did not purchase shows no
 * conditions as long as it has its built-in one.
 */
export function storedConditions(stage: GivenStage): Condition | null {
  if (stage.conditions.length === 0) return stage.type === STAGE_TYPE.missed ? { after_today: 1 } : null
  const groups = stage.conditions.map((items): Condition => {
    const leaves = items.map((item) => storedLeaf(item as PrintedItem))
    return leaves.length === 1 && leaves[0] ? leaves[0] : { all: leaves }
  })
  return groups.length === 1 && groups[0] ? groups[0] : { any: groups }
}

/** The items that are printed. */
type PrintedItem =
  | { type: 'before_purchase' | 'after_today'; match: { value: number } }
  | { type: 'tag'; match: { value: number[]; logic: 'or' } }

function storedLeaf(item: PrintedItem): Condition {
  switch (item.type) {
    case 'before_purchase':
      return { before_purchase: item.match.value }
    case 'after_today':
      return { after_today: item.match.value }
    case 'tag':
      return { tag: { any: item.match.value } }
  }
}

/** Field values as they are stored: by field id, an option as its id. */
export function storedFieldValues(
  fields: NonNullable<GivenSegment['custom_fields_values']>,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(({ field_id, field_type, values }) => [field_id, storedValue(field_type, values)]),
  )
}

function storedValue(type: string, values: { value: string | boolean; enum_id?: number }[]): unknown {
  switch (type) {
    case 'text':
    case 'checkbox':
      return values[0]?.value
    case 'select':
      return values[0]?.enum_id
    default:
      throw new Error(`No value of the type ${type} is printed`)
  }
}
