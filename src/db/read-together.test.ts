import { expect, test } from 'vitest'
import { ReadTogether } from './read-together.ts'

type Read = { accountId: number; ids: readonly number[] }

/** A reader that answers `<account>:<id>`, with what it was asked to read. */
function watched() {
  const reads: Read[] = []
  const reader = new ReadTogether<string>(async (accountId, ids) => {
    reads.push({ accountId, ids })
    return ids.map((id) => `${accountId}:${id}`)
  })
  return { reader, reads }
}

test('what is asked for at the same moment is read together, each account by itself', async () => {
  const { reader, reads } = watched()
  const values = await Promise.all([reader.get(1, 7), reader.get(2, 7), reader.get(1, 8), reader.get(1, 7)])
  expect(values).toEqual(['1:7', '2:7', '1:8', '1:7'])
  expect(reads).toEqual([
    { accountId: 1, ids: [7, 8, 7] },
    { accountId: 2, ids: [7] },
  ])
})

test('what is asked for later is read anew', async () => {
  const { reader, reads } = watched()
  await reader.get(1, 7)
  await reader.get(1, 7)
  expect(reads).toHaveLength(2)
})

test('more than a hundred are read by several statements', async () => {
  const { reader, reads } = watched()
  const ids = Array.from({ length: 250 }, (_, i) => i)
  expect(await Promise.all(ids.map((id) => reader.get(1, id)))).toEqual(ids.map((id) => `1:${id}`))
  expect(reads.map((read) => read.ids.length)).toEqual([100, 100, 50])
})

test('all who asked hear of a failure, and the next one is read', async () => {
  let fails = true
  const reader = new ReadTogether<number>(async (_accountId, ids) => {
    if (fails) throw new Error('the database is away')
    return ids
  })
  const outcomes = await Promise.allSettled([reader.get(1, 7), reader.get(1, 8)])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  fails = false
  expect(await reader.get(1, 7)).toBe(7)
})
