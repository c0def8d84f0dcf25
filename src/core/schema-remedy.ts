import type { ViolationCode } from './errors.ts'
import { chooseAmong, chooseWord, type Remedy } from './remedy.ts'

/** A JSON Schema, as far as it says what can be written. */
export type WrittenSchema = {
  /** Of several, as of what may be null, the first counts. */
  readonly type?: string | readonly string[]
  readonly anyOf?: readonly WrittenSchema[]
  readonly properties?: Readonly<Record<string, WrittenSchema>>
  readonly required?: readonly string[]
  readonly items?: WrittenSchema
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly examples?: readonly unknown[]
}

/**
 * Returns what a schema says of a value that was refused: what can be written there. undefined where the code says it all, or the schema
 * says nothing. The path begins at `written`, which the schema describes.
 */
export function schemaRemedy(
  schema: WrittenSchema,
  written: unknown,
  code: ViolationCode,
  path: string,
): Remedy | undefined {
  const keys = path === '' ? [] : path.split('.')
  switch (code) {
    case 'UnknownParameter':
      return knownKeys(schema, keys)
    case 'FieldMissing':
      return missingKey(schema, keys)
    case 'InvalidType':
    case 'InvalidFormat':
    case 'NotBlank':
    case 'TooFewItems':
      return expected(schemasAt(schema, keys), valueAt(written, keys))
    case 'NotSupportedChoice':
      return wordsOf(schemasAt(schema, keys), valueAt(written, keys))
    default:
      return undefined
  }
}

function alternatives(schema: WrittenSchema): readonly WrittenSchema[] {
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap(alternatives)
}

function typeOf({ type }: WrittenSchema): string | undefined {
  return [type].flat()[0]
}

function step(schemas: readonly WrittenSchema[], key: string): WrittenSchema[] {
  return schemas.flatMap(({ properties = {}, items }) => {
    if (Object.hasOwn(properties, key)) return alternatives(properties[key] as WrittenSchema)
    return items !== undefined && /^\d+$/.test(key) ? alternatives(items) : []
  })
}

/** Returns every schema that a path may mean. */
function schemasAt(schema: WrittenSchema, keys: readonly string[]): readonly WrittenSchema[] {
  return keys.reduce<readonly WrittenSchema[]>(step, alternatives(schema))
}

function valueAt(written: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], written)
}

/** The keys beside the unknown one, which may itself have dots. */
function knownKeys(schema: WrittenSchema, keys: readonly string[]): Remedy | undefined {
  let schemas = alternatives(schema)
  for (const [i, key] of keys.entries()) {
    const inside = step(schemas, key)
    if (inside.length > 0) {
      schemas = inside
      continue
    }
    const known = schemas.flatMap(({ properties = {} }) => Object.keys(properties))
    return chooseWord(keys.slice(i).join('.'), [...new Set(known)])
  }
  return undefined
}

function missingKey(schema: WrittenSchema, keys: readonly string[]): Remedy | undefined {
  const key = keys.at(-1)
  const objects = schemasAt(schema, keys.slice(0, -1)).filter(({ properties }) => properties !== undefined)
  if (key === undefined || objects.length === 0) return undefined
  const isAlwaysNeeded = (name: string) => objects.every(({ required = [] }) => required.includes(name))
  if (objects.length === 1 || isAlwaysNeeded(key)) {
    const [object = {}] = objects
    const { properties = {}, required = [] } = object
    if (required.length > 0) return expected(schemasAt(schema, keys), undefined)
    return give('some', Object.keys(properties), properties)
  }
  // Each way needs a key of its own, or takes any of those that it may have.
  const ways = objects.map(({ properties = {}, required = [] }) => {
    const own = required.filter((name) => !isAlwaysNeeded(name))
    return own.length > 0 ? own : Object.keys(properties).filter((name) => !isAlwaysNeeded(name))
  })
  const properties = Object.assign({}, ...objects.map((each) => each.properties)) as Properties
  return give('one', [...new Set(ways.flat())], properties)
}

type Properties = NonNullable<WrittenSchema['properties']>

function give(many: 'one' | 'some', keys: readonly string[], properties: Properties): Remedy {
  const [first = ''] = keys
  const example = jsonText({ [first]: exampleOf(properties[first] ?? {}) })
  if (keys.length === 1) return { say: 'write', form: 'object', example }
  return { say: 'give', many, of: keys.map((key) => JSON.stringify(key)), example }
}

/** The form of what can be written, by an example of it. */
function expected(schemas: readonly WrittenSchema[], written: unknown): Remedy | undefined {
  const [first] = schemas
  if (first === undefined) return undefined
  const types = new Set(schemas.map(typeOf))
  const example = jsonText(exampleOf(first))
  const isScalar = typeof written === 'number' || typeof written === 'boolean'
  if (types.size === 1 && types.has('string') && first.pattern === undefined && isScalar)
    return { say: 'quote', example: JSON.stringify(String(written)) }
  if (first.enum !== undefined || first.const !== undefined) return wordsOf(schemas, written)
  if (types.has('string') && types.has('integer'))
    return { say: 'write', form: 'reference', example: jsonText(exampleOf(schemas.at(-1) ?? first)) }
  switch (typeOf(first)) {
    case 'integer':
      return {
        say: 'write_whole',
        min: first.minimum ?? Number.MIN_SAFE_INTEGER,
        max: first.maximum ?? Number.MAX_SAFE_INTEGER,
        example,
      }
    case 'number':
      return { say: 'write', form: 'number', example }
    case 'boolean':
      return { say: 'choose', known: ['true', 'false'] }
    case 'array':
      return { say: 'write', form: 'list', example }
    case 'object':
      return { say: 'write', form: 'object', example }
    case 'string':
      return { say: 'write', form: first.pattern === undefined ? 'text' : 'date', example }
    default:
      return undefined
  }
}

function wordsOf(schemas: readonly WrittenSchema[], written: unknown): Remedy | undefined {
  const words = schemas.flatMap(({ enum: some, const: only }) => some ?? (only === undefined ? [] : [only]))
  if (words.length === 0) return undefined
  const choices = words.map((word) => ({ write: JSON.stringify(word), spellings: [String(word)] }))
  return chooseAmong(written, choices, Infinity)
}

/** Returns something that the schema allows: the example that it gives, or the simplest value of its type. */
function exampleOf(schema: WrittenSchema): unknown {
  const { examples: [given] = [], const: only, enum: [word] = [] } = schema
  if (given !== undefined) return given
  if (only !== undefined) return only
  if (word !== undefined) return word
  const [first = schema] = alternatives(schema)
  if (first !== schema) return exampleOf(first)
  switch (typeOf(schema)) {
    case 'integer':
      return Math.max(schema.minimum ?? 1, Math.min(1, schema.maximum ?? 1))
    case 'number':
      return 1
    case 'boolean':
      return true
    case 'array':
      return schema.items === undefined ? [] : [exampleOf(schema.items)]
    case 'object':
      return exampleObject(schema)
    default:
      return 'text'
  }
}

/** Returns JSON as people write it, with blanks. */
function jsonText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${jsonText(each)}`)
  return `{${members.join(', ')}}`
}

/** What an object has to have, and the first key that it may have. */
function exampleObject({ properties = {}, required = [] }: WrittenSchema): object {
  const optional = Object.keys(properties).filter((key) => !required.includes(key))
  const keys = [...required, ...optional.slice(0, 1)]
  return Object.fromEntries(keys.map((key) => [key, exampleOf(properties[key] ?? {})]))
}
