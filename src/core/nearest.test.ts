import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance, nearestIndex } from './nearest.ts'

describe('the nearest spelling', () => {
  test.each([
    ['tga', ['tag', 'stage', 'name'], 'tag'],
    ['TAG', ['tags', 'tag'], 'tag'],
    ['VPI', ['New', 'VIP'], 'VIP'],
    ['wholsale', ['retail', 'wholesale'], 'wholesale'],
    ['Постояный', ['Новый', 'Постоянный'], 'Постоянный'],
    ['strasse', ['Straße'], 'Straße'],
    ['in_lost', ['in_last', 'in_next'], 'in_last'],
    ['gtr', ['gt', 'lt', 'gte'], 'gt'],
    ['x', ['X', 'y'], 'X'],
    ['x', ['y'], undefined],
    ['colour', ['tag', 'ltv'], undefined],
    ['retail', ['detailed'], undefined],
    ['', ['tag'], undefined],
    ['tag', [], undefined],
  ])('of %j among %j is %j', (written, spellings, nearest) => {
    const index = nearestIndex(written, spellings)
    expect(index === undefined ? undefined : spellings[index]).toBe(nearest)
  })
})

const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 })

test('the number of edits is the least there is, up to a limit', () => {
  fc.assert(
    fc.property(letters, letters, fc.nat(4), (from, to, limit) => {
      const edits = leastEdits(from, to)
      expect(editDistance(from, to, limit)).toBe(edits <= limit ? edits : undefined)
    }),
  )
})

/** Edits from the beginning of one word to the beginning of another, without a limit and without a table. */
function leastEdits(from: readonly string[], to: readonly string[]): number {
  const known = new Map<string, number>()
  const edits = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j
    const key = `${i} ${j}`
    const found = known.get(key)
    if (found !== undefined) return found
    const [a, b] = [from[i - 1], to[j - 1]]
    const ways = [edits(i - 1, j) + 1, edits(i, j - 1) + 1, edits(i - 1, j - 1) + (a === b ? 0 : 1)]
    if (i > 1 && j > 1 && a === to[j - 2] && b === from[i - 2]) ways.push(edits(i - 2, j - 2) + 1)
    const least = Math.min(...ways)
    known.set(key, least)
    return least
  }
  return edits(from.length, to.length)
}
