import { sameStored } from './same-stored.ts'
import type { FieldValues } from './values.ts'

/** The stored value of one field before and after; null where there is none. */
export type ChangedValue = { readonly fieldId: string; readonly before: unknown; readonly after: unknown }

/** Returns the fields whose values differ. */
export function changedValues(before: FieldValues, after: FieldValues): ChangedValue[] {
  if (before === after) return []
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((fieldId) =>
    sameStored(before[fieldId], after[fieldId])
      ? []
      : { fieldId, before: before[fieldId] ?? null, after: after[fieldId] ?? null },
  )
}
