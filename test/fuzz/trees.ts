import fc from 'fast-check'
import type { Use } from '../../src/core/conditions/use.ts'
import { treesOver } from '../../src/core/conditions/testing/trees.ts'
import type { Vocabulary } from '../../src/core/conditions/testing/vocabulary.ts'
import { FIELD_TYPE_NAMES } from '../../src/core/field-types/field-type.ts'
import { dayOf } from '../../src/core/time.ts'
import { TEST_NOW } from '../helpers/server.ts'
import { FIELDS_OF_TYPE, TAG_NAMES, TreeOf } from './live.ts'

const small = fc.nat({ max: 4 })

/** What any account may have, by the numbers that `TreeOf` reads. */
const vocabulary: Vocabulary = {
  tags: [0, 1, 2, ...TAG_NAMES.map((_name, i) => -1 - i)],
  segments: [0, 1, 2, 3],
  stages: [0, 1, 2, 3],
  users: [1, 2, 3],
  fields: FIELD_TYPE_NAMES.flatMap((type, i) =>
    Array.from({ length: FIELDS_OF_TYPE }, (_, nth) => ({
      id: FIELDS_OF_TYPE * i + nth,
      type,
      options: [0, 1, 2],
    })),
  ),
  elements: [1001, 1002],
  days: fc.oneof(small, fc.constantFrom(30, 365)),
  dates: fc.integer({ min: -3, max: 3 }).map((shift) => dayOf('UTC', TEST_NOW) + shift),
  amounts: fc.oneof(small, fc.constantFrom(100)),
  counts: small,
  numbers: fc.oneof(small, fc.constantFrom(5, 12.5, '4276010012345678901')),
  texts: fc.constantFrom('a', 'e', 'я', 'te'),
}

const trees = (use: Use) => treesOver(vocabulary, use).map((tree) => new TreeOf(tree))

/** Small trees about what the account has, by what they are for. Rules of segments that make a cycle are refused. */
export const treesFor: { readonly [U in Use]: fc.Arbitrary<TreeOf> } = {
  stage: trees('stage'),
  segment: trees('segment'),
  filter: trees('filter'),
}
