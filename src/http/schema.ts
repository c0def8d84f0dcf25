import Type, { type TSchema } from 'typebox'
import { NAME_MAX } from '../core/names.ts'
import { UNIX_SECONDS } from './client-forms.ts'
import { NOT_BLANK } from './patterns.ts'

const MAX_SAFE = Number.MAX_SAFE_INTEGER
/** Texts up to 64 KiB. */
export const TEXT_MAX = 65_536

/** A value that may also be null. One schema with two types, so that an error names the type and not the branches. */
export function Nullable<T>(schema: TSchema & { type: string }): ReturnType<typeof Type.Unsafe<T | null>> {
  return Type.Unsafe<T | null>({ ...schema, type: [schema.type, 'null'] })
}

/**
 * A property whose value decides what rules say of others of its object: while it is misshapen, an error does not name those
 * (`http/stand-ins.ts`).
 */
export function Deciding<T extends TSchema>(names: readonly string[], schema: T): T {
  return { ...schema, 'x-decides': names }
}

export const Id = Type.Integer({ minimum: 1, maximum: MAX_SAFE })
/** The id of a user; 0 is the robot. */
export const UserId = Type.Integer({ minimum: 0, maximum: MAX_SAFE })
/** The last second of the year 9999, UTC. */
export const MAX_TIMESTAMP = 253_402_300_799

export const Timestamp = Type.Integer({
  minimum: 0,
  maximum: MAX_TIMESTAMP,
  format: UNIX_SECONDS,
  description: 'Unix seconds, UTC',
})
export const Name = Type.String({ maxLength: NAME_MAX })
/** Echoed as a string and never stored; numbers are taken too. */
export const RequestId = Type.Unsafe<string | number | null>({
  type: ['string', 'integer', 'null'],
  maxLength: NAME_MAX,
  description: 'Returned unchanged, as a string; the zero-based position if absent',
})

export const Link = Type.Object({ href: Type.String() })
export const SelfLink = Type.Object({ self: Link })
export const PageLinks = Type.Object({
  self: Link,
  next: Type.Optional(Link),
  first: Type.Optional(Link),
  prev: Type.Optional(Link),
  last: Type.Optional(Link),
})

export const ProblemBody = Type.Object({
  'validation-errors': Type.Optional(
    Type.Array(
      Type.Object({
        request_id: Type.Optional(Type.String()),
        errors: Type.Array(Type.Object({ code: Type.String(), path: Type.String(), detail: Type.String() })),
      }),
    ),
  ),
  title: Type.String(),
  type: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  retry_after: Type.Optional(Type.Integer()),
  rules: Type.Optional(
    Type.Array(
      Type.Object({
        kind: Type.Unsafe<'stage' | 'segment'>({ type: 'string', enum: ['stage', 'segment'] }),
        id: Id,
        name: Name,
        path: Type.String(),
      }),
      { description: 'The rules that use what shall be deleted' },
    ),
  ),
})

export const IdParams = Type.Object({ id: Id })

const hal = (schema: TSchema, description: string) => ({
  description,
  content: { 'application/hal+json': { schema } },
})
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemBody } },
})

const PROBLEMS: Record<number, string> = {
  400: 'Invalid data given; details are in the answer',
  401: 'The user is not authorized',
  402: 'The plan does not include customers',
  403: 'Insufficient rights to call this method',
  404: 'There is no such entity',
  409: 'The Idempotency-Key was used with another request, or rules use what shall be deleted',
  412: 'It has changed since the version in If-Match',
  413: 'The body is too large',
  415: 'The content type is not JSON',
  422: 'The data cannot be processed: another mode, or a limit',
  429: 'Too many requests',
  503: 'The account is busy, or the database cannot be reached; try again',
}

/**
 * The answers of a route for its schema: the successful one, and the problems of these statuses. Every route can answer 400, to a strict
 * request with a parameter that it does not know.
 */
export function answers(
  success: TSchema | 'none',
  problems: readonly number[],
  description = 'Request successful',
) {
  return {
    ...(success === 'none' ? { 204: { description, type: 'null' } } : { 200: hal(success, description) }),
    ...Object.fromEntries(
      [...problems, 400, 401, 429].map((status) => [status, problem(PROBLEMS[status] ?? 'Problem')]),
    ),
  }
}

/** Answers of a read, which says 204 where there is nothing. */
export function readAnswers(success: TSchema, problems: readonly number[]) {
  return { ...answers(success, problems), 204: { description: 'There is nothing', type: 'null' } }
}

/** Statuses that every write can answer besides its own. */
export const WRITE_PROBLEMS = [400, 403, 409, 413, 415, 422, 503] as const

/** Headers of writes that we add to the published ones. */
export const WriteHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      pattern: NOT_BLANK,
      maxLength: NAME_MAX,
      description: 'The write is done once; a repetition gets the stored answer for 24 hours',
    }),
  ),
})

/** Headers of writes of one thing that has versions. */
export const IfMatchHeaders = Type.Object({
  ...WriteHeaders.properties,
  'if-match': Type.Optional(
    Type.String({ description: 'The ETag of the version to change; 412 if it is another now' }),
  ),
})

/** Returns the name of an operation about some entity or target, for generated clients: `listTagsOf` and `customers` give `listTagsOfCustomers`. */
export function operationOf(verb: string, thing: string): string {
  return `${verb}${thing.charAt(0).toUpperCase()}${thing.slice(1)}`
}
