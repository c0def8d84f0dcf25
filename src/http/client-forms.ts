/** A JSON Schema as far as kinds of values go. */
export type Kinds = {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly items?: Kinds
  readonly properties?: Readonly<Record<string, Kinds>>
}

const INDEX = /^(?:0|[1-9]\d{0,8})$/
const ANYTHING: Kinds = {}

/** The format of Unix seconds in schemas. */
export const UNIX_SECONDS = 'unix-seconds'

/**
 * The value in the forms of its schema, where clients write others: lists as arrays, objects as objects, moments as whole seconds. PHP writes a list from which an item was removed as an object,
 * `{"0": …, "2": …}`, and reads either as the same, so the official SDK sends tags, field values and whole batches that way after a
 * `removeBy` on its collections. Only where the schema wants a list, or leaves open what it wants, is such an object one. An empty object it
 * writes as `[]`: inside of a body that is one where the schema wants an object. Python's `time.time()` has a fraction, which is cut off.
 * What is inside is changed in place.
 */
export function asMeant(schema: Kinds, value: unknown): unknown {
  if (typeof value === 'number' && schema.format === UNIX_SECONDS) return Math.floor(value)
  if (typeof value !== 'object' || value === null) return value
  const list = listOf(schema, value)
  if (list !== undefined) {
    for (const [i, item] of list.entries()) list[i] = asMeant(schema.items ?? ANYTHING, item)
    return list
  }
  const fields = value as Record<string, unknown>
  for (const [name, below] of belowOf(schema, fields))
    fields[name] = isEmptyObject(below, fields[name]) ? {} : asMeant(below, fields[name])
  return fields
}

function isEmptyObject({ type }: Kinds, value: unknown): boolean {
  const types = [type].flat()
  return Array.isArray(value) && value.length === 0 && types.includes('object') && !types.includes('array')
}

function listOf({ type }: Kinds, value: object): unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[]
  const types = [type ?? 'array'].flat()
  if (!types.includes('array') || types.includes('object')) return undefined
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => INDEX.test(key)) ? Object.values(value) : undefined
}

/** The schemas of what is there. Keys that no schema names are nobody's, and are left alone. */
function belowOf({ properties, type }: Kinds, fields: object): [string, Kinds][] {
  if (properties !== undefined)
    return Object.entries(properties).filter(([name]) => Object.hasOwn(fields, name))
  // `__proto__` would be written to the prototype.
  const names = type === undefined ? Object.keys(fields).filter((name) => name !== '__proto__') : []
  return names.map((name) => [name, ANYTHING])
}
