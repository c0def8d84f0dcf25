import { type FieldType, type Refuse } from './field-type.ts'
import { idOfText } from './option.ts'
import { integerAt, isAbsent, isBlank, MAX_VALUES, objectAt, type WrittenObject } from './written.ts'

/** An element of one of the linked lists. */
export type ChainedElement = { readonly catalog_id: number; readonly catalog_element_id: number }

/** Elements of lists that depend on each other, in the order written. On the wire they have no `value` wrapper. */
export const chainedList: FieldType<readonly ChainedElement[]> = {
  hasEnums: false,
  parse(values, { refuse }) {
    if (values.length > MAX_VALUES) {
      refuse('TooManyItems', 'values', { limit: MAX_VALUES })
      return undefined
    }
    const elements: ChainedElement[] = []
    for (const [index, value] of values.entries()) {
      const path = `values.${index}`
      const item = objectAt(value, path, refuse)
      if (item === undefined) continue
      if (values.length === 1 && namesNothing(item)) return undefined
      const catalogId = idAt(item, 'catalog_id', path, refuse)
      const elementId = idAt(item, 'catalog_element_id', path, refuse)
      if (catalogId !== undefined && elementId !== undefined)
        elements.push({ catalog_id: catalogId, catalog_element_id: elementId })
    }
    return elements.length === values.length ? elements : undefined
  },
  render: (stored) =>
    stored.map(({ catalog_id, catalog_element_id }) => ({ catalog_id, catalog_element_id })),
  words: () => [],
  tokens: (stored) => stored.map((element) => String(element.catalog_element_id)),
  filterToken(text) {
    const id = idOfText(text)
    return id === undefined ? undefined : String(id)
  },
}

function namesNothing(item: WrittenObject): boolean {
  return isBlank(item.value) && isAbsent(item.catalog_id) && isAbsent(item.catalog_element_id)
}

function idAt(
  item: WrittenObject,
  key: keyof ChainedElement,
  path: string,
  refuse: Refuse,
): number | undefined {
  if (!isAbsent(item[key])) return integerAt(item[key], `${path}.${key}`, refuse, 1)
  refuse('FieldMissing', `${path}.${key}`)
  return undefined
}
