import type { Shop } from './shop.ts'

const options = (...names: string[]) =>
  names.map((value, i) => ({ value, sort: i * 10, code: value.toUpperCase() }))

/** A field of customers of every type, whose code is the type in capitals, and two that the story deletes. */
const CUSTOMER_FIELDS = [
  { type: 'text', name: 'City' },
  { type: 'textarea', name: 'Notes' },
  { type: 'url', name: 'Page' },
  { type: 'streetaddress', name: 'Street' },
  { type: 'numeric', name: 'Discount', is_api_only: true },
  { type: 'monetary', name: 'Limit', currency: 'CHF' },
  { type: 'checkbox', name: 'Newsletter' },
  { type: 'select', name: 'Roast', enums: options('Light', 'Medium', 'Dark') },
  { type: 'radiobutton', name: 'Grind', enums: options('Beans', 'Ground') },
  { type: 'multiselect', name: 'Likes', enums: options('Tea', 'Cake', 'Cups', 'Filters') },
  { type: 'date', name: 'Birthday', sort: 5 },
  { type: 'date_time', name: 'Visit', tracking_callback: 'visit' },
  {
    type: 'chained_list',
    name: 'Machine',
    chained_lists: [
      { catalog_id: 71, title: 'Maker' },
      { catalog_id: 72, parent_catalog_id: 71, title: 'Model' },
    ],
  },
  { type: 'file', name: 'Contract', group_id: 'papers' },
  { type: 'streetaddress', name: 'Old street', code: 'OLD_STREET' },
  { type: 'url', name: 'Old page', code: 'OLD_PAGE' },
].map((field) => ({ code: field.type.toUpperCase(), ...field }))

const SEGMENT_FIELDS = [
  { type: 'text', name: 'Owner', code: 'OWNER' },
  { type: 'numeric', name: 'Budget', code: 'BUDGET' },
  { type: 'multiselect', name: 'Channels', code: 'CHANNELS', enums: options('Mail', 'Phone') },
  { type: 'date', name: 'Since', code: 'SINCE' },
]

export async function addFields(shop: Shop): Promise<void> {
  await shop.post('/api/v4/customers/custom_fields', CUSTOMER_FIELDS)
  await shop.post('/api/v4/customers/segments/custom_fields', SEGMENT_FIELDS)
}

/** Values of custom fields as they are written, by the codes of the fields; a list is several values. */
export function fieldValues(values: Readonly<Record<string, unknown>>): object {
  const valuesOf = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : [{ value }])
  return {
    custom_fields_values: Object.entries(values).map(([field_code, value]) => ({
      field_code,
      values: valuesOf(value),
    })),
  }
}

/** Takes an option off the list of a field; those who have it keep it. */
export async function removeOption(
  shop: Shop,
  fieldId: number,
  text: string,
  { force = false }: { force?: boolean } = {},
): Promise<void> {
  const url = `/api/v4/customers/custom_fields/${fieldId}`
  const { enums } = await shop.get<{ enums: { value: string }[] }>(url)
  await shop.patch(`${url}${force ? '?force=1' : ''}`, { enums: enums.filter(({ value }) => value !== text) })
}

/** Returns the ids of the fields of customers by their codes. */
export async function fieldIds(shop: Shop): Promise<Readonly<Record<string, number>>> {
  const page = await shop.get<{ _embedded: { custom_fields: { id: number; code: string }[] } }>(
    '/api/v4/customers/custom_fields?limit=250',
  )
  return Object.fromEntries(page._embedded.custom_fields.map(({ id, code }) => [code, id]))
}
