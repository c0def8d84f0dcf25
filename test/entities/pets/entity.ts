import type { EntityDescriptor } from '../../../src/core/entity.ts'

declare module '../../../src/core/entity-names.ts' {
  interface EntityNames {
    pets: 'pet'
  }
}

/** A sample of what a slice with an entity of its own declares. */
export const petEntity: EntityDescriptor<'pets'> = {
  name: 'pets',
  noun: 'pet',
  table: 'pets',
  owner: 'responsible_user_id',
  tags: { path: 'pets/tags' },
  fields: { path: 'pets/custom_fields', types: ['text', 'select', 'numeric'], limit: 3 },
  satellites: [{ table: 'pet_photos', column: 'pet_id' }],
  isSearched: true,
  isRestorable: true,
  links: ['customers'],
}
