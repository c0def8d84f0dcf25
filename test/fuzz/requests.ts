import fc from 'fast-check'
import { SEGMENT_COLORS, STAGE_COLORS } from '../../src/core/palettes.ts'
import { headers, queryNear } from './around-bodies.ts'
import { newField } from './new-fields.ts'
import { IdOf, type Kind, type Live, written } from './live.ts'
import { idOf } from './ids.ts'
import { near, type Context, type Schema } from './near-schema.ts'
import { text } from './values.ts'

/** A request, but for the ids of what is there when it is sent. */
export type Request = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The parts of the path between its ids. */
  readonly pieces: readonly string[]
  readonly ids: readonly (IdOf | string)[]
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
}

type Body =
  | {
      readonly json: unknown
      /** Where the text ends too early, or has another byte. */ readonly damage?: Damage
    }
  | { readonly raw: string | undefined }
type Damage = { readonly at: number; readonly byte: number | undefined }

/** The URL of a request. */
export function urlOf({ pieces, ids, query }: Request, live: Live): string {
  const shown = ids.map((each) => (each instanceof IdOf ? each.in(live) : each))
  return pieces.map((piece, i) => `${piece}${shown[i] ?? ''}`).join('') + query
}

/** The bytes of its body. */
export function bytesOf({ body }: Request, live: Live): string | Buffer | undefined {
  if ('raw' in body) return body.raw
  const json = written(body.json, live)
  if (body.damage === undefined) return json
  const { at, byte } = body.damage
  const bytes = Buffer.from(json)
  const position = at % (bytes.length + 1)
  if (byte === undefined) return bytes.subarray(0, position)
  if (position < bytes.length) bytes[position] = byte
  return bytes
}

type Parameter = { readonly in: string; readonly name: string }
type Operation = {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

/** Requests near each operation of the reference whose path `isOf` takes. */
export function requestsOf(document: object, isOf: (path: string) => boolean): fc.Arbitrary<Request> {
  const { paths = {} } = document as { paths?: Record<string, Record<string, Operation>> }
  const arbitraries = Object.entries(paths)
    .filter(([path]) => isOf(path))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        arbitrary: requestOf(method.toUpperCase() as Request['method'], path, operation),
        // What is deleted can be asked for nothing more.
        weight: method === 'delete' ? 1 : 3,
      })),
    )
  return fc.oneof(...arbitraries)
}

function requestOf(
  method: Request['method'],
  path: string,
  { parameters = [], requestBody }: Operation,
): fc.Arbitrary<Request> {
  const schema = requestBody?.content['application/json']?.schema
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  const pieces = path.split(/\{\w+\}/)
  const parts = [...path.matchAll(/([^/]+)\/\{\w+\}/g)].map(([, name]) => idNear(kindOf(name ?? '', path)))
  const given = { method, pieces, ids: fc.tuple(...parts) }
  return fc.record({
    method: fc.constant(given.method),
    pieces: fc.constant(given.pieces),
    ids: given.ids,
    query: method === 'GET' ? queryNear(names) : fc.constant(''),
    headers,
    body: schema ? bodyNear(schema, method, path) : noBody,
  })
}

/** What an id in a path names. */
function kindOf(name: string, path: string): Kind {
  if (name === 'custom_fields') return path.includes('segments') ? 'segmentField' : 'field'
  const kinds: Record<string, Kind> = {
    customers: 'customer',
    statuses: 'stage',
    stages: 'stage',
    segments: 'segment',
    tags: 'tag',
    transactions: 'purchase',
    users: 'user',
  }
  return kinds[name] ?? 'customer'
}

function idNear(kind: Kind): fc.Arbitrary<IdOf | string> {
  return fc.oneof(
    { arbitrary: idOf(kind), weight: 20 },
    {
      arbitrary: fc.constantFrom('999999', '0', '-1', '1.5', '9007199254740992', '%zz', '%00', '1e3', 'x'),
      weight: 1,
    },
    { arbitrary: text.map((value) => encodeURIComponent(value.toWellFormed())), weight: 1 },
  )
}

const noBody: fc.Arbitrary<Body> = fc.oneof(
  { arbitrary: fc.constant({ raw: undefined }), weight: 4 },
  { arbitrary: fc.constantFrom('[]', '{', '').map((raw) => ({ raw })), weight: 1 },
)

function bodyNear(schema: Schema, method: Request['method'], path: string): fc.Arbitrary<Body> {
  const position = {
    ids: kindOf(path.split('/').findLast((part) => !part.startsWith('{')) ?? '', path),
    fields: path.includes('segments') ? 'segmentField' : 'field',
    colors: [...(path.includes('statuses') ? STAGE_COLORS : SEGMENT_COLORS)].slice(0, 3),
  } as const
  const body = (wild: boolean) => near(schema, { ...position, wild } satisfies Context)
  const isNewField = method === 'POST' && path.endsWith('custom_fields')
  const good = isNewField ? fc.array(newField(position.fields), { minLength: 1, maxLength: 3 }) : body(false)
  const damage = fc.record({
    at: fc.nat(),
    byte: fc.oneof(fc.constant(undefined), fc.nat({ max: 255 })),
  })
  return fc.oneof(
    { arbitrary: good.map((json) => ({ json })), weight: 40 },
    { arbitrary: body(true).map((json) => ({ json })), weight: 40 },
    { arbitrary: fc.record({ json: good, damage }), weight: 4 },
    {
      arbitrary: fc
        .constantFrom(undefined, '', 'null', '[]', '{}', '[{}]', '[null]', '0', '{"1":{}}')
        .map((raw) => ({ raw })),
      weight: 3,
    },
  )
}
