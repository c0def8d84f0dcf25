import { Ajv, type ErrorObject } from 'ajv'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Invalid, Refused, type ViolationCode, Violations } from '../core/errors.ts'
import { requestIdsOf } from './request-ids.ts'

const SHARED = {
  allErrors: true,
  verbose: true,
  allowUnionTypes: true,
  strict: false,
  useDefaults: false,
} as const
/** Bodies are taken as they are: `null` is no 0, `true` is no 1. */
const bodies = new Ajv({ ...SHARED, coerceTypes: false })
/** Parts of the URL are text, so numbers in them are read from it. */
const urls = new Ajv({ ...SHARED, coerceTypes: true })

const MAX_LISTED = 1000

/** The one place where schemas become checks: every problem is found, none is coerced away. */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  if (httpPart !== 'body') {
    const check = urls.compile(schema)
    return (value: unknown) => (check(value) ? { value } : { error: new Refused('not_found') })
  }
  const check = bodies.compile(schema)
  const { maxItems, minItems } = schema as { maxItems?: number; minItems?: number }
  return (body: unknown) => {
    if (body === undefined || body === null) return { error: new Refused('empty_body') }
    // Before the items are looked at, so that a huge batch costs nothing.
    if (Array.isArray(body) && maxItems !== undefined && body.length > maxItems)
      return { error: new Refused('batch_too_large', { limit: maxItems }) }
    if (Array.isArray(body) && minItems !== undefined && body.length < minItems)
      return { error: new Refused('empty_body') }
    if (check(body)) return { value: body }
    return { error: violationsOf(check.errors ?? [], body) }
  }
}

function violationsOf(errors: readonly ErrorObject[], body: unknown): Invalid {
  const isBatch = Array.isArray(body)
  const violations = new Violations(isBatch ? requestIdsOf(body) : 'single')
  const told = new Set<string>()
  for (const error of errors.slice(0, MAX_LISTED)) {
    const { code, path, params } = violationOf(error)
    const item = isBatch ? Number(path[0]) : 0
    const dotted = (isBatch ? path.slice(1) : path).join('.')
    const key = `${item}|${dotted}|${code}`
    if (told.has(key)) continue
    told.add(key)
    violations.add(item, code, dotted, params)
  }
  try {
    violations.throwIfAny()
  } catch (invalid) {
    return invalid as Invalid
  }
  throw new Error('a body was refused without a reason')
}

const TYPE_NAMES: Record<string, string> = { integer: 'int', number: 'float', boolean: 'bool' }

function violationOf(error: ErrorObject): {
  code: ViolationCode
  path: string[]
  params?: Record<string, string | number>
} {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const given = error.params as Record<string, unknown>
  switch (error.keyword) {
    case 'required':
      return { code: 'FieldMissing', path: [...path, String(given.missingProperty)] }
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
    case 'minLength':
      return { code: 'NotBlank', path }
    case 'maxItems':
      return { code: 'TooManyItems', path, params: { limit: Number(given.limit) } }
    case 'minItems':
    case 'minProperties':
      return { code: 'TooFewItems', path, params: { limit: Number(given.limit) } }
    case 'enum':
    case 'const':
      return { code: 'NotSupportedChoice', path }
    default:
      return { code: 'InvalidFormat', path }
  }
}
