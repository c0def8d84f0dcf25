import { expect, test } from 'vitest'
import { serialOrderOf } from './serial-order.ts'

test.each([
  [[], []],
  [
    [['a', 'b'], ['b', 'c'], ['a']],
    ['a', 'b', 'c'],
  ],
  [
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    undefined,
  ],
  [[['a', 'b'], ['b', 'c'], ['c', 'a'], ['d']], undefined],
])('of %j the order is %j', (histories, order) => {
  expect(serialOrderOf(histories)).toEqual(order)
})
