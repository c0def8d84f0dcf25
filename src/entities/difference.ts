import { changedValues } from '../core/field-types/changed-values.ts'
import { sameStored } from '../core/field-types/same-stored.ts'
import type { FieldValues } from '../core/field-types/values.ts'

/** What has field values, which are compared one by one. */
type WithFields = { readonly fields: FieldValues }

/**
 * What differs between two states of one of an entity: `{ name: ['before', 'after'] }`, empty when nothing does. Field values stand under
 * `fields.<id>`. Properties in `unseen` are no change by themselves.
 */
export function changedProperties<Row extends WithFields>(
  before: Row,
  after: Row,
  unseen: ReadonlySet<string>,
): Record<string, [unknown, unknown]> {
  const changed: Record<string, [unknown, unknown]> = {}
  if (before === after) return changed
  for (const key of Object.keys(after) as (keyof Row & string)[]) {
    if (unseen.has(key) || before[key] === after[key]) continue
    if (key === 'fields')
      for (const value of changedValues(before.fields, after.fields))
        changed[`fields.${value.fieldId}`] = [value.before, value.after]
    else if (!sameStored(before[key], after[key])) changed[key] = [before[key], after[key]]
  }
  return changed
}

/** Whether two states of one of an entity are equal in all that is seen. Field values that nothing has changed are the same object. */
export function isUnchanged<Row extends WithFields>(
  before: Row,
  after: Row,
  unseen: ReadonlySet<string>,
): boolean {
  if (before === after) return true
  return (Object.keys(after) as (keyof Row & string)[]).every(
    (key) =>
      before[key] === after[key] ||
      unseen.has(key) ||
      (key !== 'fields' && sameStored(before[key], after[key])),
  )
}
