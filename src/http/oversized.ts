import type { Violation } from '../core/errors.ts'

/** A JSON Schema as far as sizes go. */
export type Sized = {
  readonly items?: Sized
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, Sized>>
  readonly additionalProperties?: Sized | boolean
  readonly maxProperties?: number
}

/**
 * The lists in a value that are longer than their schema allows. Nothing below them is looked at: this is for finding them before
 * anybody looks at their items one by one.
 */
export function* oversized(
  schema: Sized,
  value: unknown,
  path: readonly string[] = [],
): Generator<Violation> {
  if (typeof value !== 'object' || value === null) return
  const [size, limit] = Array.isArray(value)
    ? [value.length, schema.maxItems]
    : [Object.keys(value).length, schema.maxProperties]
  if (limit !== undefined && size > limit) {
    yield { code: 'TooManyItems', path: path.join('.'), params: { limit } }
    return
  }
  for (const [key, child] of Object.entries(value)) {
    const below = schemaAt(schema, Array.isArray(value), key)
    if (below) yield* oversized(below, child, [...path, key])
  }
}

function schemaAt(schema: Sized, isArray: boolean, key: string): Sized | undefined {
  if (isArray) return schema.items
  const { properties, additionalProperties } = schema
  if (properties && Object.hasOwn(properties, key)) return properties[key]
  return typeof additionalProperties === 'object' ? additionalProperties : undefined
}
