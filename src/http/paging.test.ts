import { expect, test } from 'vitest'
import { pageOf } from './paging.ts'
import { parseQuery } from './query-string.ts'

test.each([
  ['', 1, 50],
  ['page=3&limit=10', 3, 10],
  ['limit=251', 1, 250],
  ['page=0&limit=-1', 1, 50],
  ['page=two&limit=1.5', 1, 50],
  ['page=&limit=', 1, 50],
])('of %j the page is %d of %d', (query, page, limit) => {
  expect(pageOf(parseQuery(query))).toEqual({ page, limit })
})

test('the greatest integer of a language, sent for "all of it", is clipped and not taken for no number', () => {
  const { page, limit } = pageOf(parseQuery('page=9223372036854775807&limit=9223372036854775807'))
  expect(limit).toBe(250)
  expect(page).toBeGreaterThan(1)
  expect(page * limit).toBeLessThan(2 ** 63)
})
