import type { EnumOption, FieldDefinition, Refuse } from './field-type.ts'
import { integerAt, isAbsent, isBlank, textAt, type WrittenObject } from './written.ts'

/** The options with these ids in the order of the list, which may have been sorted anew since a value was written. */
export function optionsOf(field: FieldDefinition, ids: readonly number[]): EnumOption[] {
  return (field.enums ?? []).filter((option) => ids.includes(option.id)).sort(bySort)
}

export function bySort(a: EnumOption, b: EnumOption): number {
  return a.sort - b.sort || a.id - b.id
}

/** Whether an item says that no option is chosen. */
export function choosesNothing(item: WrittenObject): boolean {
  return isBlank(item.value) && isAbsent(item.enum_id) && isAbsent(item.enum_code)
}

/**
 * The option that an item names, by `enum_id`, else `enum_code`, else its exact text.
 * `standing` are the ids that the field holds now: only they may be removed ones. undefined when refused.
 */
export function chosenOption(
  item: WrittenObject,
  path: string,
  field: FieldDefinition,
  standing: readonly number[],
  refuse: Refuse,
): EnumOption | undefined {
  const key = !isAbsent(item.enum_id) ? 'enum_id' : !isAbsent(item.enum_code) ? 'enum_code' : 'value'
  if (key === 'value' && (item.value === undefined || isBlank(item.value))) {
    refuse('FieldMissing', `${path}.enum_id`)
    return undefined
  }
  const read = key === 'enum_id' ? integerAt : textAt
  const named = read(item[key], `${path}.${key}`, refuse)
  if (named === undefined) return undefined
  const property = ({ enum_id: 'id', enum_code: 'code', value: 'value' } as const)[key]
  const options = (field.enums ?? []).filter((option) => option[property] === named)
  const chosen =
    options.find((option) => !option.removed) ?? options.find((option) => standing.includes(option.id))
  if (chosen === undefined) refuse('NotSupportedChoice', `${path}.${key}`)
  return chosen
}

/** How a chosen option reads. */
export function renderOption(option: EnumOption): object {
  return { value: option.value, enum_id: option.id, enum_code: option.code }
}

/** The JSON text of {@link renderOption}, made once for each option. */
export function optionJson(option: EnumOption): string {
  let json = optionJsons.get(option)
  if (json === undefined) optionJsons.set(option, (json = JSON.stringify(renderOption(option))))
  return json
}

const optionJsons = new WeakMap<EnumOption, string>()

/** A filter names an option by its id, as published. */
export function optionToken(text: string, field: FieldDefinition): string | undefined {
  const id = idOfText(text)
  return id !== undefined && field.enums?.some((option) => option.id === id) ? String(id) : undefined
}

export function idOfText(text: string): number | undefined {
  const id = /^\d{1,16}$/.test(text) ? Number(text) : undefined
  return Number.isSafeInteger(id) ? id : undefined
}
