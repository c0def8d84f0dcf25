import { expect, test } from 'vitest'
import { Invalid, Refused } from '../core/errors.ts'
import { type PartialBody, violationsOfAll } from './partial-body.ts'

const refused = new Invalid([{ code: 'InvalidType', path: 'name', item: 1 }])
/** The second of three items does not fit at all. */
const batch: PartialBody = { refused, sent: undefined, positions: [0, 2], silenced: new Map() }
/** Of both items, a part of the second does not fit. */
const part: PartialBody = {
  refused,
  sent: undefined,
  positions: [0, 1],
  silenced: new Map([[1, ['name', 'enums.0']]]),
}

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

test.each(['name', 'name.first', 'enums', 'enums.0', 'enums.0.value'])(
  'what rules say of %s follows from a stand-in, and is told of other items only',
  async (path) => {
    const later = new Invalid([0, 1].map((item) => ({ code: 'TooLong', path, item })))
    expect((await violationsOfAll(part, () => Promise.reject(later))).violations).toEqual([
      { code: 'TooLong', path, item: 0 },
      { code: 'InvalidType', path: 'name', item: 1 },
    ])
  },
)

test.each(['names', 'enums.1.value', 'status_id'])(
  'what rules say of %s is told beside a stand-in',
  async (path) => {
    const later = new Invalid([{ code: 'TooLong', path, item: 1 }])
    expect((await violationsOfAll(part, () => Promise.reject(later))).violations).toEqual([
      { code: 'InvalidType', path: 'name', item: 1 },
      { code: 'TooLong', path, item: 1 },
    ])
  },
)

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
