import type { EntityDescriptor } from '../core/entity.ts'
import { FIELD_TYPE_NAMES, type FieldTypeName } from '../core/field-types/field-type.ts'

const CUSTOMERS_ONLY: ReadonlySet<FieldTypeName> = new Set(['monetary', 'chained_list', 'file'])

export const segmentEntity: EntityDescriptor<'segments'> = {
  name: 'segments',
  noun: 'segment',
  table: 'segments',
  needsCustomers: true,
  fields: {
    path: 'customers/segments/custom_fields',
    // As published, and so is the limit.
    types: FIELD_TYPE_NAMES.filter((type) => !CUSTOMERS_ONLY.has(type)),
    limit: 30,
  },
}
