import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Kind } from '../kinds.ts'
import { leavesOf } from '../tree.ts'
import { treesAt } from './arbitraries.ts'
import { sampleMoment } from './samples.ts'
import { kindsFor, kindsMissingIn, treesOver } from './trees.ts'

const moment = sampleMoment('2026-03-10')

describe.each(['stage', 'segment', 'filter'] as const)('generated trees for a %s', (use) => {
  test('are of every kind that may stand there', () => {
    expect(kindsMissingIn(treesAt(moment, use), use)).toEqual([])
  })

  test('are of no other kind', () => {
    const kinds = fc.sample(treesAt(moment, use), 500).flatMap(leavesOf).flatMap(Object.keys) as Kind[]
    expect(kinds.filter((kind) => !kindsFor(use).includes(kind))).toEqual([])
  })
})

test('a vocabulary that names nothing has trees of the kinds that name nothing, and of the robot', () => {
  const numbers = fc.nat({ max: 3 })
  const nothing = { tags: [], segments: [], stages: [], users: [], fields: [], elements: [] }
  const askable = { days: numbers, dates: numbers, amounts: numbers, counts: numbers, numbers }
  const trees = treesOver({ ...nothing, ...askable, texts: fc.constant('a') }, 'filter')
  expect(kindsMissingIn(trees, 'filter')).toEqual([
    'tag',
    'custom_field',
    'responsible_user',
    'segment',
    'stage',
  ])
})
