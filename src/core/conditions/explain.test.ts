import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Explained, explainTree } from './explain.ts'
import { factsAt, moments, treesAt } from './testing/arbitraries.ts'
import { FIELD_IDS, sampleFacts, sampleMoment, seconds } from './testing/samples.ts'
import { holds } from './tree.ts'

const moment = sampleMoment('2026-05-01T12:00:00Z')

test('every node has its answer, and every leaf what it saw, also where the answer was clear already', () => {
  const nextDate = seconds('2026-05-02')
  const facts = sampleFacts({
    next_date: nextDate,
    ltv_minor: 5,
    purchases_count: 2,
    tag_ids: [11],
    fields: { [FIELD_IDS.numeric]: 1.5 },
    purchases: [{ made_at: moment.now, price_minor: 5, element_ids: [71] }],
  })
  const missing = { custom_field: { field: FIELD_IDS.text, equals: 'a' } }
  const filled = { custom_field: { field: FIELD_IDS.numeric, gte: 1 } }
  const recent = { purchases: { sum: { gte: 5 }, in_last: 3 } }
  expect(
    explainTree(
      {
        all: [
          { any: [{ before_purchase: 0 }, { average_check: { eq: 3 } }, { tag: { any: [12] } }] },
          { not: missing },
          filled,
          recent,
        ],
      },
      facts,
      moment,
    ),
  ).toEqual({
    holds: true,
    all: [
      {
        holds: true,
        any: [
          {
            holds: false,
            leaf: { before_purchase: 0 },
            seen: { next_date: nextDate, last_purchase_at: null },
          },
          { holds: true, leaf: { average_check: { eq: 3 } }, seen: { average_check: 3 } },
          { holds: false, leaf: { tag: { any: [12] } }, seen: { tag_ids: [11] } },
        ],
      },
      { holds: true, not: { holds: false, leaf: missing, seen: { value: null } } },
      { holds: true, leaf: filled, seen: { value: 1.5 } },
      { holds: true, leaf: recent, seen: { sum: 5 } },
    ],
  })
})

test('no conditions are explained as an OR of nothing', () => {
  expect(explainTree(null, sampleFacts(), moment)).toEqual({ holds: false, any: [] })
})

test('an explanation says of every node what holds', () => {
  const cases = moments.chain((at) => fc.tuple(fc.constant(at), factsAt(at), treesAt(at)))
  fc.assert(
    fc.property(cases, ([at, facts, tree]) => {
      const explained: Explained = explainTree(tree, facts, at)
      expect(explained.holds).toBe(holds(tree, facts, at))
    }),
  )
})
