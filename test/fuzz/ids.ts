import fc from 'fast-check'
import { IdOf, type Kind } from './live.ts'

/** The id of something that is there. */
export function idOf(kind: Kind): fc.Arbitrary<IdOf> {
  // Mostly the first ones, so that requests meet.
  return fc
    .oneof({ arbitrary: fc.nat({ max: 3 }), weight: 3 }, { arbitrary: fc.nat({ max: 99 }), weight: 1 })
    .map((nth) => new IdOf(kind, nth))
}
