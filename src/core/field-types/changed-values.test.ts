import { expect, test } from 'vitest'
import { changedValues } from './changed-values.ts'

test('a value that is added, removed or changed is found, and one whose keys the database has reordered is not', () => {
  const before = { 1: 'kept', 2: 'removed', 3: ['old'], 5: { uuid: 'a', name: 'b' } }
  const after = { 1: 'kept', 3: ['new'], 4: 'added', 5: { name: 'b', uuid: 'a' } }
  expect(changedValues(before, after)).toEqual([
    { fieldId: '2', before: 'removed', after: null },
    { fieldId: '3', before: ['old'], after: ['new'] },
    { fieldId: '4', before: null, after: 'added' },
  ])
})

test('nothing differs between values and themselves', () => {
  const values = { 1: 'kept' }
  expect(changedValues(values, values)).toEqual([])
})
