import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Invalid, Refused, type Violation, Violations } from '../core/errors.ts'
import { schemaRemedy } from '../core/schema-remedy.ts'
import { NOT_BLANK } from './patterns.ts'
import { oversized } from './oversized.ts'
import { asMeant, UNIX_SECONDS } from './client-forms.ts'
import { requestIdsOf } from './request-ids.ts'

const SHARED = {
  allowUnionTypes: true,
  strict: false,
  strictNumbers: true,
  useDefaults: false,
  formats: { [UNIX_SECONDS]: true },
} as const
/** Bodies are taken as they are: `null` is no 0, `true` is no 1. */
const verdicts = new Ajv({ ...SHARED, coerceTypes: false })
/** Checks that collect every problem. For refused items only, one at a time, because each problem costs memory. */
const listings = new Ajv({ ...SHARED, coerceTypes: false, allErrors: true, verbose: true })
/** Parts of the URL are text, so numbers in them are read from it. */
const texts = new Ajv({ ...SHARED, coerceTypes: true, allErrors: true, verbose: true })

/**
 * The one place where schemas become checks: every problem is found, none is coerced away. Each is made when it is first needed: all of
 * them together would be a quarter of a start.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = (route) => {
  let check: Check | undefined
  return (value: unknown) => (check ??= checkOf(route))(value)
}

/** A body that came in another way than by HTTP, as its schema allows it. @throws Invalid, Refused 'empty_body' */
export function checkBody(schema: TSchema, sent: unknown): unknown {
  const checked = bodyCheck(schema, { hasRemedies: true })(sent)
  if ('error' in checked) throw checked.error
  return checked.value
}

/** Errors of the published API keep the texts that clients know. */
const PUBLISHED = '/api/v4/'

type Check = (value: unknown) => { value: unknown } | { error: Error }

function checkOf({ schema, httpPart, url }: Parameters<FastifySchemaCompiler<TSchema>>[0]): Check {
  if (httpPart === 'body') return bodyCheck(schema, { hasRemedies: !url.startsWith(PUBLISHED) })
  if (httpPart === 'params') return paramsCheck(schema)
  const check = texts.compile(schema)
  return (value: unknown) =>
    check(value) ? { value } : { error: new Invalid((check.errors ?? []).map(violationOf)) }
}

/**
 * A path that names nothing that could exist. Numbers have one form: Ajv alone also reads `0x3E9`, ` 1001` and `1001.0`. A word is no wrong
 * number but another path, such as `/customers/notes`, which is not served.
 */
function paramsCheck(schema: TSchema) {
  const { properties } = schema as { properties: Record<string, { type?: string }> }
  const numbers = Object.keys(properties).filter((name) => properties[name]?.type === 'integer')
  const check = texts.compile(schema)
  return (params: unknown) => {
    const written = numbers.map((name) => (params as Record<string, string>)[name] ?? '')
    if (written.every((text) => /^[1-9]\d*$/.test(text)) && check(params)) return { value: params }
    return { error: new Refused(written.some((text) => /^[a-z_]+$/i.test(text)) ? 'no_route' : 'not_found') }
  }
}

function bodyCheck(schema: TSchema, options: { readonly hasRemedies: boolean }): Check {
  const { type, items, maxItems, minItems } = schema as Batch
  const isBatch = type === 'array'
  const itemSchema = isBatch ? items : schema
  const holds = verdicts.compile(schema)
  const lister = { schema: itemSchema, list: listings.compile(itemSchema), ...options }
  return (sent: unknown) => {
    if (sent === undefined || sent === null) return { error: new Refused('empty_body') }
    const body = asMeant(schema, sent)
    // Before the items are looked at, so that a huge batch costs nothing.
    if (Array.isArray(body) && maxItems !== undefined && body.length > maxItems)
      return { error: new Refused('batch_too_large', { limit: maxItems }) }
    if (Array.isArray(body) && minItems !== undefined && body.length < minItems)
      return { error: new Refused('empty_body') }
    if (holds(body)) return { value: body }
    if (!isBatch) return { error: violationsOf([body], 'single', lister) }
    if (Array.isArray(body)) return { error: violationsOf(body, requestIdsOf(body), lister) }
    return { error: new Invalid([{ code: 'InvalidType', path: '', params: { type: 'array' } }]) }
  }
}

type Batch = { type?: unknown; items: TSchema; maxItems?: number; minItems?: number }

/** What lists the violations of one item. */
type Lister = {
  readonly schema: TSchema
  readonly list: ValidateFunction
  /** Whether each violation says what its schema allows. */
  readonly hasRemedies: boolean
}

function violationsOf(
  bodies: readonly unknown[],
  requestIds: readonly string[] | 'single',
  lister: Lister,
): Invalid {
  const violations = new Violations(requestIds)
  for (const [i, body] of bodies.entries()) {
    if (violations.isFull) break
    for (const { code, path, params } of problemsOf(body, lister))
      violations.add(i, code, path, params, () =>
        lister.hasRemedies ? schemaRemedy(lister.schema, body, code, path) : undefined,
      )
  }
  try {
    violations.throwIfAny()
  } catch (invalid) {
    return invalid as Invalid
  }
  throw new Error('a body was refused without a reason')
}

/** What is wrong with one item. One that holds too much is looked at no further, so that it costs no more than the limits allow. */
function problemsOf(body: unknown, { schema, list }: Lister): Violation[] {
  const tooLarge = [...oversized(schema, body)]
  if (tooLarge.length > 0) return tooLarge
  list(body)
  const byPath = new Map<string, Violation>()
  for (const violation of (list.errors ?? []).map(violationOf)) {
    const key = `${violation.path}|${violation.code}`
    if (!byPath.has(key)) byPath.set(key, violation)
  }
  return [...byPath.values()]
}

const TYPE_NAMES: Record<string, string> = { integer: 'int', number: 'float', boolean: 'bool' }

function violationOf(error: ErrorObject): Violation {
  const parts = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const path = parts.join('.')
  const given = error.params as Record<string, unknown>
  switch (error.keyword) {
    case 'required':
      return { code: 'FieldMissing', path: [...parts, String(given.missingProperty)].join('.') }
    case 'type': {
      const [type] = [given.type].flat().filter((name) => name !== 'null')
      return { code: 'InvalidType', path, params: { type: TYPE_NAMES[String(type)] ?? String(type) } }
    }
    case 'minimum':
    case 'maximum': {
      const { minimum, maximum } = error.parentSchema as { minimum?: number; maximum?: number }
      return {
        code: 'OutOfRange',
        path,
        params: { min: minimum ?? -Number.MAX_SAFE_INTEGER, max: maximum ?? Number.MAX_SAFE_INTEGER },
      }
    }
    case 'maxLength':
      return { code: 'TooLong', path, params: { limit: Number(given.limit) } }
    case 'pattern':
      return { code: given.pattern === NOT_BLANK ? 'NotBlank' : 'InvalidFormat', path }
    case 'minLength':
      return { code: 'NotBlank', path }
    case 'maxItems':
    case 'maxProperties':
      return { code: 'TooManyItems', path, params: { limit: Number(given.limit) } }
    case 'minItems':
    case 'minProperties':
      return { code: 'TooFewItems', path, params: { limit: Number(given.limit) } }
    case 'additionalProperties':
      return { code: 'UnknownParameter', path: [...parts, String(given.additionalProperty)].join('.') }
    case 'enum':
    case 'const':
      return { code: 'NotSupportedChoice', path }
    default:
      return { code: 'InvalidFormat', path }
  }
}
