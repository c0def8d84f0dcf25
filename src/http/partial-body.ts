import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Invalid, type ItemViolation, MAX_VIOLATIONS, type RefusalCode, Refused } from '../core/errors.ts'
import { asMeant } from './client-forms.ts'
import { requestIdOf } from './request-ids.ts'
import { type Shape, silencedBy, withStandIns } from './stand-ins.ts'

/**
 * A body of which parts do not even fit the schema. The rest is still tried, in a transaction that is rolled back, so that the
 * answer names all that is wrong with it and not only what a schema can see.
 */
export type PartialBody = {
  readonly refused: Invalid
  /** The body as it was sent. */
  readonly sent: unknown
  /** Where the items that are left in the body stood in the batch; 'single' for a body that is no batch. */
  readonly positions: readonly number[] | 'single'
  /** The paths in each misshapen item of which rules can say nothing, because a stand-in is there or decides what they say. */
  readonly silenced: ReadonlyMap<number | undefined, readonly string[]>
}

declare module 'fastify' {
  interface FastifyRequest {
    partialBody: PartialBody | undefined
  }
  interface FastifyContextConfig {
    /**
     * Whether what fits of a misshapen body reaches the handler, so that errors name what rules say of it as well. The handler writes in a
     * transaction of `account/answer-write.ts`, which is rolled back then, and nowhere else.
     */
    namesAllErrors?: true
  }
}

/** Refusals that come before what is wrong with the items: of these the request is not the reason, or its sender has no right to it. */
const FIRST: ReadonlySet<RefusalCode> = new Set(['busy', 'database_away', 'forbidden'])

/** Lets misshapen bodies reach handlers that name all errors, as far as they fit; every other misshapen body is refused at once. */
export function tryPartialBodies(app: FastifyInstance): void {
  app.decorateRequest('partialBody')
  app.addHook('onRoute', (route) => {
    route.attachValidation = true
  })
  app.addHook('preHandler', (request, _reply, done) => {
    const error = request.validationError
    if (error === undefined) return done()
    request.partialBody = partOf(request, error)
    done(request.partialBody === undefined ? error : undefined)
  })
}

/**
 * Everything that is wrong with a partial body, once what fits of it has been tried as well. A refusal of that as a whole says nothing
 * that the client has to know before it has mended the rest, unless it may not do this at all.
 * @throws Refused 'forbidden', and whatever else came in the way of the trial: it tells nothing of the body, whose answer may be another at the next try
 */
export async function violationsOfAll(body: PartialBody, tryRest: () => Promise<unknown>): Promise<Invalid> {
  try {
    await tryRest()
  } catch (error) {
    if (error === body.refused) return body.refused
    if (error instanceof Invalid) return merged(body, error)
    if (!(error instanceof Refused) || FIRST.has(error.code)) throw error
  }
  return body.refused
}

function partOf(
  request: FastifyRequest,
  error: Error & { validationContext?: string },
): PartialBody | undefined {
  const { config, schema } = request.routeOptions
  if (config.namesAllErrors !== true || error.validationContext !== 'body') return undefined
  // With so many, not every misshapen part is known.
  if (!(error instanceof Invalid) || error.violations.length >= MAX_VIOLATIONS) return undefined
  const shape = schema?.body as Shape
  const paths = new Map(
    [...Map.groupBy(error.violations, ({ item }) => item)].map(
      ([item, violations]) => [item, violations.map(({ path }) => path)] as const,
    ),
  )
  const body = asMeant(shape, request.body)
  if (shape.type !== 'array') {
    const part = fitting(request, withStandIns(shape, body, paths.get(undefined) ?? []))
    if (part === undefined) return undefined
    request.body = part.value
    return { refused: error, sent: body, positions: 'single', silenced: silencedIn(shape, paths) }
  }
  const itemShape = shape.items ?? {}
  if (!Array.isArray(body)) return undefined
  const parts = body.flatMap((item: unknown, i) => {
    const part = withStandIns(itemShape, item, paths.get(i) ?? [])
    const isFit = fitting(request, [part]) !== undefined
    return isFit ? [{ i, part: { ...(part as object), request_id: requestIdOf(part, i) } }] : []
  })
  if (parts.length === 0) return undefined
  request.body = parts.map(({ part }) => part)
  return {
    refused: error,
    sent: body,
    positions: parts.map(({ i }) => i),
    silenced: silencedIn(itemShape, paths),
  }
}

/** A body that fits the schema of its route, in the forms of the schema; undefined for one that does not. */
function fitting(request: FastifyRequest, body: unknown): { readonly value: unknown } | undefined {
  const check = request.getValidationFunction('body') as unknown as BodyCheck
  const checked = check(body)
  return 'error' in checked ? undefined : checked
}

/** What our validator compiler makes of the schema of a body. */
type BodyCheck = (body: unknown) => { readonly value: unknown } | { readonly error: Error }

function silencedIn(shape: Shape, paths: ReadonlyMap<number | undefined, readonly string[]>) {
  return new Map([...paths].map(([item, of]) => [item, of.flatMap((path) => silencedBy(shape, path))]))
}

function merged({ refused, positions, silenced }: PartialBody, later: Invalid): Invalid {
  const moved = later.violations.map((violation): ItemViolation => {
    if (violation.item === undefined || positions === 'single') return violation
    return { ...violation, item: positions[violation.item] ?? violation.item }
  })
  const others = moved.filter(
    ({ item, path }) =>
      silenced.get(item)?.some((silent) => isWithin(path, silent) || isWithin(silent, path)) !== true,
  )
  const all = [...refused.violations, ...others].sort((a, b) => (a.item ?? -1) - (b.item ?? -1))
  return new Invalid(all.slice(0, MAX_VIOLATIONS))
}

function isWithin(path: string, outer: string): boolean {
  return outer === '' || path === outer || path.startsWith(`${outer}.`)
}
