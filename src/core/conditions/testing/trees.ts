import fc, { type Arbitrary } from 'fast-check'
import { SINGLE_OPERATORS } from '../forms/id-set.ts'
import type { Use } from '../use.ts'
import { type Kind, kindNamed, type KindParameters, KINDS } from '../kinds.ts'
import { type Condition, type Leaf, leavesOf } from '../tree.ts'
import { dayQuestions, fieldQuestions, purchasesQuestions, ranges, sets, textQuestions } from './questions.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The kinds that may stand in a tree of this use. */
export function kindsFor(use: Use): Kind[] {
  return (Object.keys(KINDS) as Kind[]).filter((kind) => kindNamed(kind).uses?.includes(use) ?? true)
}

/**
 * Parameters of every kind as they are stored, undefined where a kind has nothing to name. Whoever adds a kind says here what is worth
 * asking of it: then all tests that generate conditions ask it.
 */
function parametersOver(vocabulary: Vocabulary): {
  readonly [K in Kind]: Arbitrary<KindParameters[K]> | undefined
} {
  const { tags, segments, stages, users, days, amounts, counts, texts } = vocabulary
  const daysOrEmpty = fc.oneof(
    { weight: 6, arbitrary: dayQuestions(vocabulary) },
    { weight: 1, arbitrary: fc.constant({ empty: true } as const) },
  )
  return {
    before_purchase: days,
    after_today: days,
    next_date: daysOrEmpty,
    created_at: daysOrEmpty,
    first_purchase: daysOrEmpty,
    last_purchase: daysOrEmpty,
    ltv: ranges(amounts),
    purchases_count: ranges(counts),
    average_check: ranges(amounts),
    next_price: ranges(amounts),
    periodicity: ranges(counts),
    purchases: purchasesQuestions(vocabulary),
    tag: sets(tags),
    custom_field: fieldQuestions(vocabulary),
    responsible_user: sets(users, SINGLE_OPERATORS),
    created_by: sets([0, ...users], SINGLE_OPERATORS),
    name: fc.oneof(
      { weight: 4, arbitrary: textQuestions(texts) },
      { weight: 1, arbitrary: fc.constant({ equals: '' }) },
    ),
    segment: sets(segments),
    stage: sets(stages),
  }
}

/** How often a kind is asked compared to the others: those of which there is more to ask, or to go wrong, more often. */
const WEIGHTS: { readonly [K in Kind]?: number } = { purchases: 3, custom_field: 4, segment: 4 }

/** Leaves of these kinds about what the vocabulary has. */
export function leavesOver(vocabulary: Vocabulary, kinds: readonly Kind[]): Arbitrary<Leaf> {
  const parameters = parametersOver(vocabulary)
  const leaves = kinds.flatMap((kind) => {
    const arbitrary = parameters[kind]?.map((value) => ({ [kind]: value }) as Leaf)
    return arbitrary === undefined ? [] : { arbitrary, weight: WEIGHTS[kind] ?? 1 }
  })
  return fc.oneof(...leaves)
}

/** Trees that may stand where `use` says, about what the vocabulary has. */
export function treesOver(
  vocabulary: Vocabulary,
  use: Use,
  { maxDepth = 3 }: { readonly maxDepth?: number } = {},
): Arbitrary<Condition> {
  const leaves = leavesOver(vocabulary, kindsFor(use))
  const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth, depthSize: 'small', withCrossShrink: true },
      { weight: 3, arbitrary: leaves },
      { weight: 1, arbitrary: fc.array(tie('tree'), { maxLength: 3 }).map((all) => ({ all })) },
      { weight: 1, arbitrary: fc.array(tie('tree'), { maxLength: 3 }).map((any) => ({ any })) },
      { weight: 1, arbitrary: tie('tree').map((not) => ({ not })) },
    ),
  }))
  return tree
}

/** The kinds that may stand in a tree of this use and are in none of a few hundred trees. */
export function kindsMissingIn(trees: Arbitrary<Condition>, use: Use): Kind[] {
  const found = new Set(
    fc
      .sample(trees, 500)
      .flatMap(leavesOf)
      .flatMap((leaf) => Object.keys(leaf)),
  )
  return kindsFor(use).filter((kind) => !found.has(kind))
}
