import fc from 'fast-check'
import { idOf } from './ids.ts'

const count = fc.nat({ max: 4 })
const days = fc.oneof(count, fc.constantFrom(30, 365))
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 2 })
const set = <T>(one: fc.Arbitrary<T>) =>
  fc.tuple(fc.constantFrom('any', 'all', 'none'), some(one)).map(([key, ids]) => ({ [key]: ids }))
const leaf = <T>(kind: string, parameters: fc.Arbitrary<T>) => parameters.map((each) => ({ [kind]: each }))
const day = fc.oneof(
  ...['in_last', 'in_next', 'older_than'].map((key) => leaf(key, days)),
  fc.constant({ empty: true }),
)

const leaves = fc.oneof(
  ...['ltv', 'purchases_count', 'average_check', 'next_price'].map((kind) => leaf(kind, leaf('gte', count))),
  ...['next_date', 'created_at', 'last_purchase'].map((kind) => leaf(kind, day)),
  ...['before_purchase', 'after_today'].map((kind) => leaf(kind, days)),
  leaf('purchases', fc.record({ count: leaf('lte', count), in_last: days }, { requiredKeys: ['count'] })),
  leaf('tag', set(fc.oneof(idOf('tag'), fc.constantFrom<unknown>('vip', 'new', 'newer')))),
  leaf('segment', set(idOf('segment'))),
  leaf('name', leaf('contains', fc.constantFrom('a', 'e', 'я'))),
  leaf('responsible_user', leaf('any', some(idOf('user')))),
  leaf('custom_field', fc.record({ field: idOf('field'), empty: fc.boolean() })),
)

/** Small trees about what the account has. Those of stages that ask for segments are refused, and those that make a cycle. */
export const trees: fc.Arbitrary<object> = fc.letrec<{ tree: object }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    { arbitrary: leaves, weight: 5 },
    { arbitrary: leaf('all', fc.array(tie('tree'), { maxLength: 3 })), weight: 1 },
    { arbitrary: leaf('any', fc.array(tie('tree'), { maxLength: 3 })), weight: 1 },
    { arbitrary: leaf('not', tie('tree')), weight: 1 },
  ),
})).tree
