import { type FieldType } from './field-type.ts'
import { chosenOption, choosesNothing, optionJson, optionsOf, optionToken, renderOption } from './option.ts'
import { soleItem } from './written.ts'

export const select = choiceType()
export const radiobutton = choiceType()

/** One option of a list, kept as its id. */
function choiceType(): FieldType<number> {
  return {
    hasEnums: true,
    parse(values, { field, current, refuse }) {
      const item = soleItem(values, refuse)
      if (item === undefined || choosesNothing(item)) return undefined
      const standing = current === undefined ? [] : [current]
      return chosenOption(item, 'values.0', field, standing, refuse)?.id
    },
    render: (stored, field) => optionsOf(field, [stored]).map(renderOption),
    json: (stored, field) => `[${optionsOf(field, [stored]).map(optionJson).join()}]`,
    words: (stored, field) => optionsOf(field, [stored]).map((option) => option.value),
    tokens: (stored) => [String(stored)],
    filterToken: optionToken,
  }
}
