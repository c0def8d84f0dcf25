import { expect, test } from 'vitest'
import { transactionEntity } from '../transactions/entity.ts'
import { Entities, type EntityDescriptor } from './entity.ts'

const child: EntityDescriptor = transactionEntity

test('an entity that is purged with another has nothing of its own that the purge would leave behind', () => {
  expect(new Entities([child]).childrenOf('customers')).toEqual([child])
  for (const more of [{ tags: true }, { isSearched: true }, { links: ['customers'] }])
    expect(() => new Entities([{ ...child, ...more } as EntityDescriptor]), JSON.stringify(more)).toThrow(
      'transactions is purged with customers, which would leave behind what hangs on transactions',
    )
})
