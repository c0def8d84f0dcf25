import { type ChainedElement, chainedList } from './chained-list.ts'
import { checkbox } from './checkbox.ts'
import { radiobutton, select } from './choice.ts'
import { date } from './date.ts'
import { dateTime } from './date-time.ts'
import type { Decimal } from './decimal.ts'
import type { FieldType, FieldTypeName } from './field-type.ts'
import { file, type StoredFile } from './file.ts'
import { monetary } from './monetary.ts'
import { multiselect } from './multiselect.ts'
import { numeric } from './numeric.ts'
import { streetaddress, text, textarea, url } from './text.ts'

/** The stored value of every type. */
export type StoredForms = {
  text: string
  textarea: string
  url: string
  streetaddress: string
  numeric: Decimal
  monetary: Decimal
  checkbox: boolean
  select: number
  radiobutton: number
  multiselect: readonly number[]
  date: number
  date_time: number
  chained_list: readonly ChainedElement[]
  file: StoredFile
}

/** Every type by its name. A type without its file, or a file without its name, fails to compile. */
export const FIELD_TYPES: { readonly [Name in FieldTypeName]: FieldType<StoredForms[Name]> } = {
  text,
  textarea,
  url,
  streetaddress,
  numeric,
  monetary,
  checkbox,
  select,
  radiobutton,
  multiselect,
  date,
  date_time: dateTime,
  chained_list: chainedList,
  file,
}

/** A type for values whose form only the definition knows. Give it nothing but values that its own `parse` made. */
export function fieldTypeNamed(name: FieldTypeName): FieldType<unknown> {
  return FIELD_TYPES[name]
}
