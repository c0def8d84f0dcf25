import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Invalid, type ItemViolation, MAX_VIOLATIONS, type RefusalCode, Refused } from '../core/errors.ts'
import { requestIdOf } from './request-ids.ts'

/**
 * A batch of which some items do not even fit the schema. The rest is still tried, in a transaction that is rolled back, so that the
 * answer names all that is wrong with the batch and not only what a schema can see.
 */
export type PartialBatch = {
  readonly refused: Invalid
  /** Where the items that are left in the body stood in the batch. */
  readonly positions: readonly number[]
}

declare module 'fastify' {
  interface FastifyRequest {
    partialBatch: PartialBatch | undefined
  }
}

/** Refusals that come before what is wrong with the items: of these the request is not the reason, or its sender has no right to it. */
const FIRST: ReadonlySet<RefusalCode> = new Set(['busy', 'database_away', 'forbidden'])

/** Lets batches with some unfit items reach their handler with the fit ones; every other unfit body is refused at once. */
export function tryPartialBatches(app: FastifyInstance): void {
  app.decorateRequest('partialBatch')
  app.addHook('onRoute', (route) => {
    route.attachValidation = true
  })
  app.addHook('preHandler', (request, _reply, done) => {
    const error = request.validationError
    if (error === undefined) return done()
    request.partialBatch = split(request, error)
    done(request.partialBatch === undefined ? error : undefined)
  })
}

/**
 * Everything that is wrong with a partial batch, once its fit items have been tried as well. A refusal of those as a whole says nothing
 * that the client has to know before it has mended the unfit ones, unless it may not do this at all.
 * @throws Refused 'forbidden', and whatever else came in the way of the trial: it tells nothing of the batch, whose answer may be another at the next try
 */
export async function violationsOfAll(
  batch: PartialBatch,
  tryFitItems: () => Promise<unknown>,
): Promise<Invalid> {
  try {
    await tryFitItems()
  } catch (error) {
    if (error === batch.refused) return batch.refused
    if (error instanceof Invalid) return merged(batch, error)
    if (!(error instanceof Refused) || FIRST.has(error.code)) throw error
  }
  return batch.refused
}

function split(request: FastifyRequest, error: unknown): PartialBatch | undefined {
  const { body } = request
  if (!(error instanceof Invalid) || !Array.isArray(body)) return undefined
  // Then not every unfit item is known.
  if (error.violations.length >= MAX_VIOLATIONS) return undefined
  const unfit = new Set(error.violations.map((violation) => violation.item))
  if (unfit.has(undefined)) return undefined
  const positions = body.flatMap((_, i) => (unfit.has(i) ? [] : [i]))
  if (positions.length === 0) return undefined
  request.body = positions.map((i) => ({ ...(body[i] as object), request_id: requestIdOf(body[i], i) }))
  return { refused: error, positions }
}

function merged({ refused, positions }: PartialBatch, later: Invalid): Invalid {
  const moved = later.violations.map((violation): ItemViolation =>
    violation.item === undefined
      ? violation
      : { ...violation, item: positions[violation.item] ?? violation.item },
  )
  return new Invalid([...refused.violations, ...moved].sort((a, b) => (a.item ?? -1) - (b.item ?? -1)))
}
