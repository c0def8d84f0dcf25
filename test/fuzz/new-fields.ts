import fc from 'fast-check'
import { fieldTypeNamed } from '../../src/core/field-types/field-types.ts'
import { ENTITIES } from '../../src/start/entities.ts'

/** A definition of a field that is mostly taken: options where its type has them, and a code of its own. */
export function newField(kind: 'field' | 'segmentField'): fc.Arbitrary<object> {
  const entity = kind === 'field' ? 'customers' : 'segments'
  const types = ENTITIES.get(entity).fields?.types ?? []
  const options = fc
    .uniqueArray(fc.constantFrom('A', 'B', 'C', 'D'), { minLength: 1, maxLength: 4 })
    .map((values) => values.map((value) => ({ value })))
  return fc.tuple(fc.constantFrom(...types), options, fc.nat()).map(([type, enums, code]) => ({
    name: type,
    type,
    ...(fieldTypeNamed(type).hasEnums && { enums }),
    ...(code % 3 === 0 && { code: `CODE_${code}` }),
  }))
}
