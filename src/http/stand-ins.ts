/** A JSON Schema as far as values go that can stand for misshapen ones. */
export type Shape = {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly additionalProperties?: Shape | boolean
  readonly minimum?: number
  readonly enum?: readonly unknown[]
  /** Properties of the same object of which rules can say nothing while this one, or anything in it, is misshapen. */
  readonly 'x-decides'?: readonly string[]
}

/**
 * Returns an item without its misshapen parts, whose dotted paths are given: optional ones are left out, and a small value that the schema
 * allows stands for the others, so that every index stays. The item itself is not changed.
 */
export function withStandIns(schema: Shape, item: unknown, paths: Iterable<string>): unknown {
  let fit = item
  for (const path of paths) fit = withStandIn(schema, fit, path === '' ? [] : path.split('.'))
  return fit
}

/** Returns the paths of which rules can say nothing while a part is misshapen: its own, and what the schema says that it decides. */
export function silencedBy(schema: Shape, path: string): string[] {
  const silenced = [path]
  let present: Shape | undefined = schema
  const above: string[] = []
  for (const key of path.split('.')) {
    present = present && below(present, key)
    for (const name of present?.['x-decides'] ?? []) silenced.push([...above, name].join('.'))
    above.push(key)
  }
  return silenced
}

function withStandIn(schema: Shape | undefined, value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return leastOf(schema)
  const inside = schema && below(schema, key)
  const replaced = (part: unknown) => (rest.length === 0 ? leastOf(inside) : withStandIn(inside, part, rest))
  if (Array.isArray(value))
    return value.map((part: unknown, i) => (String(i) === key ? replaced(part) : part))
  // Entries, because a key may be `__proto__`.
  const others = Object.entries(value).filter(([name]) => name !== key)
  const isNeeded = rest.length > 0 || schema?.required?.includes(key) === true
  return Object.fromEntries(
    isNeeded ? [...others, [key, replaced((value as Record<string, unknown>)[key])]] : others,
  )
}

function below({ properties, items, additionalProperties }: Shape, key: string): Shape | undefined {
  if (properties && Object.hasOwn(properties, key)) return properties[key]
  return items ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
}

/** Returns a value that fits a schema, if its limits are those of most schemas. */
function leastOf(schema: Shape | undefined): unknown {
  if (schema?.enum) return schema.enum[0]
  const [type] = [schema?.type ?? 'null'].flat().filter((name, _, all) => name !== 'null' || all.length === 1)
  switch (type) {
    case 'string':
      return 'x'
    case 'integer':
    case 'number':
      return Math.max(0, schema?.minimum ?? 0)
    case 'boolean':
      return false
    case 'array':
      return []
    case 'object':
      return Object.fromEntries(
        (schema?.required ?? []).map((name) => [name, leastOf(schema?.properties?.[name])]),
      )
    default:
      return null
  }
}
