import { type EnumOption, type FieldType } from './field-type.ts'
import {
  bySort,
  chosenOption,
  choosesNothing,
  optionJson,
  optionsOf,
  optionToken,
  renderOption,
} from './option.ts'
import { MAX_VALUES, objectAt } from './written.ts'

/** Several options of a list, kept as ids in the order of the list, each once. */
export const multiselect: FieldType<readonly number[]> = {
  hasEnums: true,
  parse(values, { field, current, refuse }) {
    if (values.length > MAX_VALUES) {
      refuse('TooManyItems', 'values', { limit: MAX_VALUES })
      return undefined
    }
    const chosen = new Set<EnumOption>()
    let refused = false
    for (const [index, value] of values.entries()) {
      const path = `values.${index}`
      const item = objectAt(value, path, refuse)
      if (item !== undefined && values.length === 1 && choosesNothing(item)) return undefined
      const option = item && chosenOption(item, path, field, current ?? [], refuse)
      if (option) chosen.add(option)
      else refused = true
    }
    return refused ? undefined : [...chosen].sort(bySort).map((option) => option.id)
  },
  render: (stored, field) => optionsOf(field, stored).map(renderOption),
  json: (stored, field) => `[${optionsOf(field, stored).map(optionJson).join()}]`,
  words: (stored, field) => optionsOf(field, stored).map((option) => option.value),
  tokens: (stored) => stored.map(String),
  filterToken: optionToken,
}
