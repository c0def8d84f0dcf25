import type { VocabularyField } from '../../src/core/conditions/testing/vocabulary.ts'
import { FIELD_TYPE_NAMES, type FieldTypeName } from '../../src/core/field-types/field-type.ts'
import type { TestAccount } from './server.ts'

const OPTIONS = [{ value: 'dark' }, { value: 'light' }]
const DAY = 86_400

type AddedFields = {
  readonly _embedded: {
    readonly custom_fields: readonly {
      readonly id: number
      readonly enums: readonly { readonly id: number }[] | null
    }[]
  }
}

/** Adds a custom field of customers of every type, in the order of the types, whose code is its type; lists have two options. */
export async function addFieldOfEachType({ admin }: TestAccount): Promise<VocabularyField[]> {
  const hasList = (type: FieldTypeName) => ['select', 'radiobutton', 'multiselect'].includes(type)
  const fields = FIELD_TYPE_NAMES.map((type) => ({
    name: type,
    type,
    code: type,
    ...(hasList(type) && { enums: OPTIONS }),
  }))
  const { json } = await admin.post('/api/v4/customers/custom_fields', fields).expect(200)
  return (json as AddedFields)._embedded.custom_fields.map(({ id, enums }, i) => ({
    id,
    type: FIELD_TYPE_NAMES[i] as FieldTypeName,
    options: (enums ?? []).map((option) => option.id),
  }))
}

/** Texts of which some begin as others, with those who differ in case alone. */
const TEXTS = ['Anna', 'anna b', 'Bob', 'Änne']
/** Days from now, near it, and near its anniversaries. */
const DISTANCES = [0, 1, -1, 3, -3, 20, -20, -365, -3650, -3647]

/** The item of `custom_fields_values` with the nth value that suits a field, beginning again after the last; the first is none. */
export function fieldValue(field: VocabularyField, nth: number, now: number): object {
  const each = (values: readonly unknown[]) => values.map((value) => [{ value }])
  const option = field.options.map((id) => [{ enum_id: id }])
  const moments = each(DISTANCES.map((distance) => now + distance * DAY))
  const values: { readonly [T in FieldTypeName]: readonly (readonly object[])[] } = {
    text: each(TEXTS),
    textarea: each(TEXTS),
    url: each(TEXTS),
    streetaddress: each(TEXTS),
    numeric: each([0, 1, 2.5, '100.00', '9007199254740993']),
    monetary: each([0, 1, 2.5, '100.00', '9007199254740993']),
    checkbox: each([true, false]),
    select: option,
    radiobutton: option,
    multiselect: [...option, option.flat()],
    date: moments,
    date_time: moments,
    chained_list: [[{ catalog_id: 1, catalog_element_id: 2 }]],
    file: each([{ file_uuid: 'a', file_name: 'A.pdf' }]),
  }
  const choices = [null, ...values[field.type]]
  return { field_id: field.id, values: choices[nth % choices.length] }
}
