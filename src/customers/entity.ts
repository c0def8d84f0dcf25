import type { EntityDescriptor } from '../core/entity.ts'
import { FIELD_TYPE_NAMES } from '../core/field-types/field-type.ts'

export const customerEntity: EntityDescriptor<'customers'> = {
  name: 'customers',
  noun: 'customer',
  table: 'customers',
  owner: 'responsible_user_id',
  needsCustomers: true,
  isRuled: true,
  satellites: [{ table: 'stays', column: 'customer_id' }],
  tags: { path: 'customers/tags' },
  fields: { path: 'customers/custom_fields', types: FIELD_TYPE_NAMES },
  isSearched: true,
  isRestorable: true,
  links: ['contacts', 'companies', 'catalog_elements'],
}
