import fc from 'fast-check'
import type { Condition, Leaf } from '../../src/core/conditions/tree.ts'

/** What rules may ask about, by the ids of an account. */
export type Subjects = {
  readonly tags: readonly number[]
  readonly fields: { readonly numeric: number; readonly date: number; readonly select: number }
  readonly options: readonly number[]
  readonly segments: readonly number[]
}

const days = fc.constantFrom(0, 1, 2, 3, 7, 30)

/** A tree over the kinds that a shop uses, with values that meet those of the customers. */
export function ruleOf(subjects: Subjects, nested: readonly number[]): fc.Arbitrary<Condition> {
  const dayQuestion = fc.oneof(
    days.map((in_last) => ({ in_last })),
    days.map((in_next) => ({ in_next })),
    days.map((older_than) => ({ older_than })),
  )
  const range = fc.oneof(
    fc.constantFrom(1, 2, 100, 300).map((gte) => ({ gte })),
    fc.constantFrom(0, 1, 200).map((lte) => ({ lte })),
  )
  const set = (ids: readonly number[]) =>
    fc
      .tuple(
        fc.constantFrom('any', 'all', 'none'),
        fc.subarray([...ids], { minLength: 1, maxLength: Math.min(2, ids.length) }),
      )
      .map(([operator, chosen]) => ({ [operator]: chosen }))
  const { fields } = subjects
  const measured = fc
    .tuple(fc.constantFrom('count', 'sum', 'average'), range, fc.option(days, { freq: 4 }))
    .map(([measure, bounds, in_last]) => ({ [measure]: bounds, ...(in_last !== null && { in_last }) }))
  const leaves: fc.Arbitrary<object>[] = [
    fc.record({ next_date: dayQuestion }),
    fc.record({ last_purchase: dayQuestion }),
    fc.record({ created_at: dayQuestion }),
    fc.record({ before_purchase: days }),
    fc.record({ after_today: days }),
    fc.record({ ltv: range }),
    fc.record({ purchases_count: range }),
    fc.record({ average_check: range }),
    fc.record({ next_price: range }),
    fc.record({ purchases: measured }),
    fc.record({ purchases: measured }),
    fc.record({ tag: set(subjects.tags) }),
    fc.record({ custom_field: range.map((bounds) => ({ field: fields.numeric, ...bounds })) }),
    fc.record({ custom_field: dayQuestion.map((question) => ({ field: fields.date, ...question })) }),
    fc.record({ custom_field: days.map((count) => ({ field: fields.date, anniversary_in_next: count })) }),
    fc.record({ custom_field: set(subjects.options).map((chosen) => ({ field: fields.select, ...chosen })) }),
    fc.record({ name: fc.record({ contains: fc.constantFrom('a', 'B') }) }),
    ...(nested.length > 0 ? [fc.record({ segment: set(nested) }), fc.record({ segment: set(nested) })] : []),
  ]
  const leaf = fc.oneof(...leaves).map((each) => each as Leaf)
  const pair = fc.array(leaf, { minLength: 1, maxLength: 3 })
  return fc.oneof(
    leaf,
    leaf.map((not): Condition => ({ not })),
    pair.map((all): Condition => ({ all })),
    pair.map((any): Condition => ({ any })),
    fc.tuple(leaf, pair).map(([one, any]): Condition => ({ all: [one, { not: { any } }] })),
  )
}
