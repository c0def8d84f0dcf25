import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMPTY_MASK, maskHas, maskOf } from '../segment-mask.ts'
import type { Facts, Moment } from './facts.ts'
import type { PurchaseWindow } from './kind.ts'
import { type Kind, KINDS } from './kinds.ts'
import { type Reads, readsOf } from './reads.ts'
import { factsAt, leavesAt, moments } from './testing/arbitraries.ts'
import { holds } from './tree.ts'

describe('what a leaf does not read does not change its answer', () => {
  test.each(Object.keys(KINDS) as Kind[])('%s', (kind) => {
    const cases = moments.chain((moment) =>
      fc.tuple(fc.constant(moment), factsAt(moment), factsAt(moment), leavesAt(moment, [kind])),
    )
    fc.assert(
      fc.property(cases, ([moment, facts, others, leaf]) => {
        const seen = onlyRead(facts, others, readsOf(leaf), moment)
        expect(holds(leaf, seen, moment)).toBe(holds(leaf, facts, moment))
      }),
    )
  })
})

/** A customer of whom no more is loaded than is read; everything else is another's, or nothing. */
function onlyRead(facts: Facts, others: Facts, reads: Reads, { today, account }: Moment): Facts {
  const { purchases: _purchases, ...rest } = others
  const segments = [...reads.segments].flatMap((id) => account.segments.get(id)?.slot ?? [])
  return {
    ...rest,
    ...Object.fromEntries([...reads.columns].map((column) => [column, facts[column]])),
    ...(reads.tags ? { tag_ids: facts.tag_ids } : {}),
    ...(reads.stage ? { status_id: facts.status_id } : {}),
    fields: Object.fromEntries([...reads.fields].map((id) => [id, facts.fields[id]])),
    segments:
      segments.length === 0 ? EMPTY_MASK : maskOf(segments.filter((slot) => maskHas(facts.segments, slot))),
    ...(reads.purchases && {
      purchases: (facts.purchases ?? [])
        .filter(({ made_at }) => {
          const { days, from = Infinity } = reads.purchases as PurchaseWindow
          const day = account.calendar.dayOf(made_at)
          return days === 'ever' || today - day <= days || day >= from
        })
        .map((purchase) => (reads.purchases?.elements ? purchase : { ...purchase, element_ids: [] })),
    }),
  }
}

test('trees together read what each of them reads', () => {
  expect(
    readsOf(
      {
        all: [{ ltv: { gte: 1 } }, { not: { custom_field: { field: 5, is: true } } }, { tag: { any: [1] } }],
      },
      null,
      {
        any: [
          { purchases: { count: { gte: 1 }, in_last: 30 } },
          { purchases: { sum: { gte: 1 }, in_last: 90 } },
        ],
      },
      { segment: { any: [31, 32] } },
      { before_purchase: 1 },
    ),
  ).toEqual({
    columns: new Set(['ltv_minor', 'next_date', 'last_purchase_at']),
    tags: true,
    fields: new Set([5]),
    segments: new Set([31, 32]),
    stage: false,
    purchases: { days: 90, elements: false },
  })
})

test('a question about all purchases of an element reads all of them; one about all of them reads the totals', () => {
  const window = { purchases: { count: { gte: 1 }, in_last: 30 } }
  expect(readsOf(window, { purchases: { sum: { gte: 1 }, element: 7 } }).purchases).toEqual({
    days: 'ever',
    elements: true,
  })
  expect(readsOf({ purchases: { average: { gte: 1 } } })).toMatchObject({
    columns: new Set(['ltv_minor', 'purchases_count']),
    purchases: undefined,
  })
})

test('a question about purchases of dates reads those since the first date, and today those of other windows', () => {
  const [count, elements] = [{ gte: 1 }, false]
  const dated = { purchases: { count, from: '1970-01-11', to: '1970-02-01' } }
  expect(readsOf(dated).purchases).toEqual({ days: 0, from: 10, elements })
  const others = {
    any: [{ purchases: { count, from: '1970-01-06' } }, { purchases: { count, between: [3, 8] } }],
  } as const
  expect(readsOf(dated, others).purchases).toEqual({ days: 8, from: 5, elements })
  expect(readsOf(dated, { purchases: { count, to: '1970-01-06' } }).purchases).toEqual({
    days: 'ever',
    elements,
  })
})

test('a question about the largest purchase, or about those of a price, reads all of them', () => {
  for (const question of [
    { largest: { gte: 1 } },
    { smallest: { gte: 1 } },
    { count: { gte: 1 }, each: { gte: 5 } },
  ])
    expect(readsOf({ purchases: question })).toMatchObject({
      columns: new Set(),
      purchases: { days: 'ever', elements: false },
    })
})

test('no conditions read nothing', () => {
  expect(readsOf(null)).toEqual({
    columns: new Set(),
    tags: false,
    fields: new Set(),
    segments: new Set(),
    stage: false,
    purchases: undefined,
  })
})
