import { keptName } from '../names.ts'
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

/** Returns the options that have a name, those of a list first, of these the oldest. */
export function optionsNamed(options: readonly EnumOption[], name: string): EnumOption[] {
  const kept = keptName(name)
  return options.filter(({ value }) => keptName(value) === kept).sort(standingFirst)
}

/** The order in which options of one name are meant: those that are not removed, and of these the oldest. */
export function standingFirst(a: EnumOption, b: EnumOption): number {
  return Number(a.removed ?? false) - Number(b.removed ?? false) || a.id - b.id
}

/** What names an option, first what counts first. */
const KEYS = ['enum_id', 'enum_code', 'value'] as const

/**
 * The option that an item names, by `enum_id`, else `enum_code`, else its text. Where one of them names no option that can be chosen, the
 * next one counts: clients send all three, and the field may have been made anew since they read it.
 * `standing` are the ids that the field holds now: only they may be removed ones. undefined when refused.
 */
export function chosenOption(
  item: WrittenObject,
  path: string,
  { enums }: FieldDefinition,
  standing: readonly number[],
  refuse: Refuse,
): EnumOption | undefined {
  const keys = KEYS.filter((key) => !isAbsent(item[key]) && !(key === 'value' && isBlank(item.value)))
  const [first] = keys
  if (first === undefined) {
    refuse('FieldMissing', `${path}.enum_id`)
    return undefined
  }
  const read = first === 'enum_id' ? integerAt : textAt
  if (read(item[first], `${path}.${first}`, refuse) === undefined) return undefined
  for (const key of keys) {
    const chosen = named(enums ?? [], key, item[key]).find(
      ({ removed, id }) => !removed || standing.includes(id),
    )
    if (chosen !== undefined) return chosen
  }
  refuse('NotSupportedChoice', `${path}.${first}`)
  return undefined
}

function named(options: readonly EnumOption[], key: (typeof KEYS)[number], name: unknown): EnumOption[] {
  if (key === 'value') return typeof name === 'string' ? optionsNamed(options, name) : []
  const property = key === 'enum_id' ? 'id' : 'code'
  return options.filter((option) => option[property] === name).sort(standingFirst)
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
