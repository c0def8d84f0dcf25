import { expect, test } from 'vitest'
import { Invalid, Refused } from '../core/errors.ts'
import { type PartialBatch, violationsOfAll } from './partial-batch.ts'

const refused = new Invalid([{ code: 'InvalidType', path: 'name', item: 1 }])
/** The second of three items is unfit. */
const batch: PartialBatch = { refused, positions: [0, 2] }

test('what is wrong with the fit items is told beside the unfit ones, at their places in the batch', async () => {
  const later = new Invalid([
    { code: 'TooLong', path: 'name', item: 0 },
    { code: 'Duplicate', path: 'id', item: 1 },
  ])
  expect((await violationsOfAll(batch, () => Promise.reject(later))).violations).toEqual([
    { code: 'TooLong', path: 'name', item: 0 },
    { code: 'InvalidType', path: 'name', item: 1 },
    { code: 'Duplicate', path: 'id', item: 2 },
  ])
})

test.each([
  ['that could all be taken', () => Promise.resolve()],
  ['whose trial was rolled back', () => Promise.reject(refused)],
  ['that are refused as a whole', () => Promise.reject(new Refused('stage_limit'))],
])('fit items %s add nothing', async (_, tryFitItems) => {
  expect(await violationsOfAll(batch, tryFitItems)).toBe(refused)
})

test.each([
  ['an account that is busy', new Refused('busy')],
  ['a database that is away', new Refused('database_away')],
  ['a right that is missing', new Refused('forbidden')],
  ['an error of the driver', Object.assign(new Error('the connection is gone'), { code: '08006' })],
  ['a mistake of ours', new TypeError('undefined is not a function')],
])('%s is not taken for a fault of the batch', async (_, error) => {
  await expect(violationsOfAll(batch, () => Promise.reject(error))).rejects.toBe(error)
})
