import type { Definitions } from '../../account/definitions.ts'
import type { AccountFacts } from '../../core/conditions/facts.ts'
import type { Names, Reference } from '../../core/conditions/kind.ts'
import { withNames } from '../../core/conditions/references.ts'
import type { Condition } from '../../core/conditions/tree.ts'
import type { FieldDefinition } from '../../core/field-types/field-type.ts'
import { isSameName, isVisible, NAME_MAX } from '../../core/names.ts'

type Fields = Definitions['customerFields']

/**
 * A tree with names in place of ids, for another account: tags, segments and users by name, fields by code or name, options by code or
 * text. What is gone, or has no name of its own, keeps its id.
 */
export function portableTree(
  condition: Condition | null,
  definitions: Definitions,
  segmentKeys: ReadonlyMap<number, string>,
  tagName: Names['tagName'],
): unknown {
  if (condition === null) return null
  const nameOf = ({ thing, id, fieldId }: Reference): string | undefined => {
    switch (thing) {
      case 'tag':
        return usableName(tagName(id))
      case 'segment':
        return usableName(segmentKeys.get(id))
      case 'user':
        return uniqueName(definitions.users.values(), definitions.users.get(id)?.name)
      case 'custom_field':
        return fieldKey(definitions.customerFields, definitions.customerFields.byId(id))
      case 'option':
        return optionKey(definitions.customerFields.byId(fieldId as number), id)
      case 'stage':
        return undefined // no rule asks for a stage
    }
  }
  return withNames(condition, nameOf)
}

/** The account as trees of a file see it: segments by their keys, fields by name besides their codes. */
export function portableFacts(
  definitions: Definitions,
  segments: ReadonlyMap<number, { readonly name: string; readonly slot: number }>,
): AccountFacts {
  const { calendar, currencyDigits, customerFields, users, stages } = definitions
  const byCode = (text: string) =>
    customerFields.byCode(text) ??
    customerFields.all().find((field) => isSameName(fieldKey(customerFields, field) ?? '', text))
  return {
    calendar,
    currencyDigits,
    users,
    stages,
    segments,
    customerFields: { byId: (id) => customerFields.byId(id), byCode, all: () => customerFields.all() },
  }
}

/** A tree takes names of up to 255 characters that can be seen; a key may be longer, and as old as names that cannot. */
function usableName(key: string | undefined): string | undefined {
  return key !== undefined && isVisible(key) && [...key].length <= NAME_MAX ? key : undefined
}

/** The code of a field, else its name if no other field is called so; undefined when only its id tells it from others. */
function fieldKey(fields: Fields, field: FieldDefinition | undefined): string | undefined {
  if (field === undefined) return undefined
  if (field.code !== null) return field.code
  return fields.byCode(field.name) ? undefined : uniqueName(fields.all(), field.name)
}

function uniqueName(
  things: Iterable<{ readonly name: string }>,
  name: string | undefined,
): string | undefined {
  if (name === undefined || !isVisible(name)) return undefined
  return [...things].filter((thing) => isSameName(thing.name, name)).length === 1 ? name : undefined
}

/** The code or the text of an option, if that means no other option of the list. */
function optionKey(field: FieldDefinition | undefined, id: number): string | undefined {
  const standing = (field?.enums ?? []).filter((option) => !option.removed)
  const option = standing.find((each) => each.id === id)
  if (option?.code != null && option.code !== '') return option.code
  const others = standing.filter((each) => each.id !== id)
  if (option === undefined || !isVisible(option.value)) return undefined
  const { value: name } = option
  const isTaken = others.some(({ code, value }) => code === name || isSameName(value, name))
  return isTaken ? undefined : name
}
