import { EMPTY_MASK } from '../src/core/segment-mask.ts'
import { evaluated } from '../src/customers/evaluate.ts'
import { type Base, customerOf, purchasesOf } from './base.ts'

const CUSTOMERS = 2000

/** What one evaluation of a customer under all rules takes, with the moment at which it is due next, in nanoseconds: the median of some passes. */
export function nanosecondsOfEvaluation(base: Base, passes: number): number {
  const ks = Array.from({ length: CUSTOMERS }, (_, k) => k)
  const customers = ks.map((k) => ({ ...customerOf(base, base.firstId + k, k), segments: EMPTY_MASK }))
  const bought = ks.map((k) => purchasesOf(base, k).map((each) => ({ ...each, element_ids: [] })))
  const taken: number[] = []
  for (let pass = 0; pass <= passes; pass++) {
    const from = process.hrtime.bigint()
    for (const [i, customer] of customers.entries())
      evaluated(base.definitions, customer, base.now, bought[i])
    if (pass > 0) taken.push(Number(process.hrtime.bigint() - from) / CUSTOMERS)
  }
  return taken.sort((a, b) => a - b)[Math.floor(passes / 2)] ?? NaN
}
