import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneOf, indexesOf, without } from '../bits.ts'
import { atAnyTime, atEveryTime } from './at-any-time.ts'
import { Block } from './block.ts'
import { type FactsBatch, type Facts, momentOf } from './facts.ts'
import { TransitionSchedule } from './transition-schedule.ts'
import { factsAt, moments, treesAt } from './testing/arbitraries.ts'
import { holds } from './tree.ts'

/** More customers than a word of a set has bits. */
const batches = moments.chain((moment) =>
  fc.record({
    moment: fc.constant(moment),
    facts: fc.array(factsAt(moment), { maxLength: 70 }),
    trees: fc.array(treesAt(moment), { minLength: 1, maxLength: 4 }),
  }),
)

/** Facts of these customers with their numbers by column. */
function inColumns(facts: readonly Facts[]): FactsBatch {
  return {
    length: facts.length,
    at: (index) => facts[index],
    numbersOf: (column) =>
      Float64Array.from(facts, (each) => {
        const stored = typeof column === 'string' ? each[column] : each.fields[column.field]
        return typeof stored === 'number' || typeof stored === 'boolean' ? Number(stored) : NaN
      }),
    textsOf: (field) =>
      facts.flatMap(({ fields }, index) => (typeof fields[field] === 'string' ? index : [])),
  }
}

test('a block answers as each of its customers does', () => {
  fc.assert(
    fc.property(batches, ({ moment, facts, trees }) => {
      const blocks = [new Block(facts, moment), new Block(inColumns(facts), moment)]
      for (const tree of [...trees, null]) {
        const expected = facts.flatMap((each, index) => (holds(tree, each, moment) ? [index] : []))
        for (const block of blocks) expect(indexesOf(block.holding(tree))).toEqual(expected)
      }
    }),
  )
})

test('time alone does not change a tree for whom its bounds agree', () => {
  fc.assert(
    fc.property(batches, fc.integer({ min: 1, max: 3e8 }), ({ moment, facts, trees }, later) => {
      const block = new Block(facts, moment)
      const then = momentOf(moment.account, moment.now + later)
      for (const tree of trees)
        for (const index of indexesOf(
          without(block.all, oneOf(block.holding(atAnyTime(tree)), block.holding(atEveryTime(tree)))),
        )) {
          const each = facts[index] as (typeof facts)[number]
          expect(holds(tree, each, then)).toBe(holds(tree, each, moment))
        }
    }),
  )
})

test('the clock tells of a block whose next transition comes before an end of their own', () => {
  const ends = fc.array(fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 1e8 })), {
    minLength: 70,
    maxLength: 70,
  })
  fc.assert(
    fc.property(batches, ends, ({ moment, facts, trees }, spans) => {
      const schedule = new TransitionSchedule(trees)
      const blocks = [new Block(facts, moment), new Block(inColumns(facts), moment)]
      const due = Float64Array.from(spans, (span) => moment.now + span)
      const expected = facts.flatMap((each, index) =>
        (schedule.next(each, moment) ?? Infinity) < (due[index] as number) ? [index] : [],
      )
      for (const block of blocks) expect(indexesOf(schedule.before(due, block, block.none))).toEqual(expected)
    }),
  )
})
