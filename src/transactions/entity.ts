import type { EntityDescriptor } from '../core/entity.ts'

export const transactionEntity: EntityDescriptor<'transactions'> = {
  name: 'transactions',
  noun: 'transaction',
  table: 'transactions',
  parent: { entity: 'customers', column: 'customer_id' },
}
