import { EMPTY_MASK } from '../src/core/segment-mask.ts'
import { evaluated } from '../src/engine/evaluate.ts'
import { NO_FACTS } from '../src/engine/facts/sources.ts'
import { type Base, customerOf, purchasesOf } from './base.ts'
import { figuresOf, medianRatio, p50, type Sample, sampleOf, sideBySide } from './measure.ts'
import type { Result } from './report.ts'

const CUSTOMERS = 2000
/** What it takes at present, and half as much again: for the evaluation has no floor of its own, and is to stay as fast as it is. */
const GOAL = 6

/** One evaluation of a customer under all rules, with the moment at which it is due next, beside reading the same customer from its JSON. */
export async function rulesInMemory(base: Base, rounds: number): Promise<Result> {
  const ks = Array.from({ length: CUSTOMERS }, (_, k) => k)
  const customers = ks.map((k) => ({ ...customerOf(base, base.firstId + k, k), segments: EMPTY_MASK }))
  const bought = ks.map((k) => ({
    purchases: purchasesOf(base, k).map((each) => ({ ...each, element_ids: [] })),
  }))
  const texts = customers.map((customer, i) => JSON.stringify({ ...customer, ...bought[i] }))
  const sides = await sideBySide(
    rounds,
    () =>
      ofEach((i) =>
        evaluated(
          base.definitions,
          customers[i] as (typeof customers)[number],
          base.now,
          bought[i] ?? NO_FACTS,
        ),
      ),
    () => ofEach((i) => JSON.parse(texts[i] as string) as unknown),
  )
  return {
    row: 8,
    measure: '100 rules on one customer in memory',
    ours: figuresOf(sides.ours),
    floor: figuresOf(sides.floor),
    value: medianRatio(sides, (ours, floor) => p50(ours) / p50(floor)),
    unit: 'x',
    goal: { atMost: GOAL },
  }
}

/** What one customer takes on average. */
function ofEach(work: (i: number) => unknown): Promise<Sample> {
  const from = performance.now()
  for (let i = 0; i < CUSTOMERS; i++) work(i)
  return Promise.resolve(sampleOf((performance.now() - from) / CUSTOMERS))
}
