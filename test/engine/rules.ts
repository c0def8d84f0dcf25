import fc from 'fast-check'
import { treesOver } from '../../src/core/conditions/testing/trees.ts'
import type { Vocabulary } from '../../src/core/conditions/testing/vocabulary.ts'
import type { Condition } from '../../src/core/conditions/tree.ts'
import type { Decimal } from '../../src/core/field-types/decimal.ts'
import { dayOf } from '../../src/core/time.ts'
import type { Random } from '../../src/demo/random.ts'
import type { EngineShop } from './shop.ts'

/** What rules of a shop ask about, with values that meet those of the customers; of segments, the given ones. */
export function vocabularyOf({ subjects, now }: EngineShop, segments: readonly number[]): Vocabulary {
  return {
    ...subjects,
    segments,
    stages: [],
    days: fc.constantFrom(0, 1, 2, 3, 7, 30),
    dates: fc.integer({ min: -7, max: 7 }).map((shift) => dayOf('UTC', now) + shift),
    amounts: fc.constantFrom(0, 1, 50, 100, 200, 300, 0.01, 49.5, 99.505),
    counts: fc.constantFrom(0, 1, 2, 3),
    numbers: fc.constantFrom<Decimal>(0, 1, 2.5, 100, '9007199254740993'),
    texts: fc.constantFrom('a', 'B', 'ann', 'anna b'),
  }
}

/** Draws the rule of a stage, or that of a segment which may ask for the given segments. */
export function drawRule(
  shop: EngineShop,
  random: Random,
  rule: { readonly use: 'stage' } | { readonly use: 'segment'; readonly nested: readonly number[] },
): Condition {
  const vocabulary = vocabularyOf(shop, 'nested' in rule ? rule.nested : [])
  const seed = random.whole([0, 2 ** 31 - 1])
  return fc.sample(treesOver(vocabulary, rule.use), { numRuns: 1, seed })[0] as Condition
}
