import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Definitions } from '../account/definitions.ts'
import { requireCustomersOn } from '../account/mode.ts'
import { currentDefinitions, type Deps, readWithDefinitions } from '../account/scope.ts'
import type { UnixSeconds } from '../core/actor.ts'
import { may } from '../core/rights.ts'
import { CustomerReader } from '../customers/reader.ts'
import type { TargetKind } from '../engine/move.ts'
import { cursorsIn } from '../http/cursor.ts'
import { ok, sendAnswer } from '../http/hal.ts'
import { listQuestion } from '../http/list-page.ts'
import { absent, pageOf, queryOf } from '../http/paging.ts'
import { languageOf } from '../http/problems.ts'
import { IdParams, readAnswers, operationOf } from '../http/schema.ts'
import { TagNames } from '../tags/names.ts'
import { moveCursorOf, readMoveCursor } from './cursor.ts'
import { requestedMoment, pointsOf, requestedRange } from './moments.ts'
import { findHandMarks, findStaysAt, type HandMarked, type Target } from './queries.ts'
import { MoveRenderer } from './render.ts'
import { AtParameter, MovePage, MovePaging, SegmentsAt, SizeParameters, Sizes, StageAt } from './schema.ts'
import { type MovesQuery, type MovesFound, movesOfCustomer, movesOfTarget, sizesOf } from './service.ts'

const TAGS = ['History']

type RenderedStay = ReturnType<MoveRenderer['stay']>
/** Where a customer was at a moment, by kind of target. */
const TARGETS_AT = [
  {
    path: 'segments',
    kind: 'segment',
    operationId: 'getSegmentsOfCustomer',
    summary: 'The segments that a customer was in at a moment',
    model: SegmentsAt,
    bodyOf: (segments: readonly RenderedStay[], marks: readonly HandMarked[] | undefined) => ({
      _embedded: marks === undefined ? { segments } : withHands(segments, marks),
    }),
  },
  {
    path: 'stage',
    kind: 'stage',
    operationId: 'getStageOfCustomer',
    summary: 'The stage that a customer stood in at a moment',
    model: StageAt,
    bodyOf: ([stage]: readonly RenderedStay[]) => ({ stage: stage ?? null }),
  },
] as const

/** What was when, and why: under `/api/patron/v1`. */
export const timelineRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const reader = new CustomerReader(deps)
  const tags = new TagNames('customers')

  app.get(
    '/customers/:id/moves',
    {
      schema: {
        tags: TAGS,
        operationId: 'listMovesOfCustomer',
        summary: 'Every entry and exit of a customer, newest first',
        params: IdParams,
        querystring: MovePaging,
        response: readAnswers(MovePage, [400, 404]),
      },
    },
    async (request, reply) => {
      const query = movesQuery(request)
      const definitions = await definitionsForCustomer(request)
      if (definitions === undefined) return sendAnswer(reply, absent(request))
      const found = await movesOfCustomer(deps.db, request.actor.accountId, request.params.id, query)
      return answerMoves(request, reply, definitions, found)
    },
  )

  for (const kind of ['segment', 'stage'] as const)
    app.get(
      `/${kind}s/:id/moves`,
      {
        schema: {
          tags: TAGS,
          operationId: operationOf('listMovesOf', kind),
          summary: `Every entry and exit of a ${kind}, newest first`,
          description: `Those of customers whom the user may see. A ${kind} that is no more keeps its moves.`,
          params: IdParams,
          querystring: MovePaging,
          response: readAnswers(MovePage, [400, 404]),
        },
      },
      async (request, reply) => {
        const query = movesQuery(request)
        const definitions = await currentDefinitions(deps, request.actor.accountId)
        requireCustomersOn(definitions)
        const target = { kind, id: request.params.id }
        const found = await movesOfTarget(deps.db, request.actor, definitions, target, query)
        if (found.moves.length === 0 && !exists(definitions, target))
          return sendAnswer(reply, absent(request))
        return answerMoves(request, reply, definitions, found)
      },
    )

  for (const { path, kind, operationId, summary, model, bodyOf } of TARGETS_AT)
    app.get(
      `/customers/:id/${path}`,
      {
        schema: {
          tags: TAGS,
          operationId,
          summary,
          params: IdParams,
          querystring: AtParameter,
          response: readAnswers(model, [400, 404]),
        },
      },
      async (request, reply) => {
        const now = deps.now()
        const at = requestedMoment(queryOf(request), now)
        const found = await staysAt(request, kind, at)
        if (found === undefined) return sendAnswer(reply, absent(request))
        // Hand marks have no history: only those of now are known.
        return sendAnswer(reply, ok({ at, ...bodyOf(found.stays, at === now ? found.marks : undefined) }))
      },
    )

  for (const kind of ['segment', 'stage'] as const)
    app.get(
      `/${kind}s/:id/size`,
      {
        schema: {
          tags: TAGS,
          operationId: operationOf('getSizeOf', kind),
          summary: `How many customers were in a ${kind}, over time`,
          description: 'Of the customers whom the user may see now.',
          params: IdParams,
          querystring: SizeParameters,
          response: readAnswers(Sizes, [400, 404]),
        },
      },
      async (request, reply) => {
        const definitions = await currentDefinitions(deps, request.actor.accountId)
        requireCustomersOn(definitions)
        const range = requestedRange(queryOf(request), deps.now())
        const target = { kind, id: request.params.id }
        const moments = pointsOf(range, definitions.calendar)
        const points = await sizesOf(deps.db, request.actor, definitions, target, moments)
        if (!exists(definitions, target) && points.every(({ size }) => size === 0))
          return sendAnswer(reply, absent(request))
        return sendAnswer(reply, ok({ ...range, points }))
      },
    )

  /** undefined where the actor sees no such customer. */
  async function staysAt(
    request: FastifyRequest<{ Params: { id: number } }>,
    kind: TargetKind,
    at: UnixSeconds,
  ) {
    const definitions = await definitionsForCustomer(request)
    if (definitions === undefined) return undefined
    const { accountId } = request.actor
    const { id } = request.params
    const [stays, marks] = await deps.db.snapshot((snapshot) =>
      Promise.all([findStaysAt(snapshot, accountId, id, kind, at), findHandMarks(snapshot, accountId, id)]),
    )
    const reasons = stays.map((stay) => stay.came)
    const renderer = await MoveRenderer.for(reasons, deps, definitions, tags, languageOf(request))
    return { stays: stays.map((stay) => renderer.stay(kind, stay)), marks }
  }

  /** The definitions that a customer was read under, with its due transitions applied; undefined where the actor sees no such customer. */
  async function definitionsForCustomer(
    request: FastifyRequest<{ Params: { id: number } }>,
  ): Promise<Definitions | undefined> {
    const { actor, params } = request
    return readWithDefinitions(deps, actor.accountId, async (definitions) => {
      requireCustomersOn(definitions)
      const { customer, version } = await reader.findUpToDate(actor.accountId, params.id)
      const isVisible =
        customer !== undefined &&
        may(actor, 'customers', 'view', customer.responsible_user_id, definitions.groupOf)
      return { version, value: isVisible ? definitions : undefined }
    })
  }

  async function answerMoves(
    request: FastifyRequest,
    reply: FastifyReply,
    definitions: Definitions,
    { moves, next }: MovesFound,
  ): Promise<void> {
    if (moves.length === 0) return sendAnswer(reply, { status: 204 })
    const reasons = moves.map((move) => move.reason)
    const renderer = await MoveRenderer.for(reasons, deps, definitions, tags, languageOf(request))
    const body = {
      next_cursor: next === undefined ? null : moveCursorOf(questionOfMoves(request), next),
      _embedded: { moves: moves.map((move) => renderer.move(move)) },
    }
    return sendAnswer(reply, ok(body))
  }
}

function movesQuery(request: FastifyRequest): MovesQuery {
  const query = queryOf(request)
  const cursor = cursorsIn(query).at(-1)
  return {
    limit: pageOf(query).limit,
    before: cursor === undefined ? undefined : readMoveCursor(cursor, questionOfMoves(request)),
  }
}

function questionOfMoves(request: FastifyRequest): string {
  return listQuestion(request, queryOf(request), 'newest first')
}

/** The segments that a customer is in, each with its hand mark, and those that it is kept out of. */
function withHands(segments: readonly RenderedStay[], marks: readonly HandMarked[]) {
  const hands = new Map(marks.map(({ id, hand }) => [id, hand]))
  return {
    segments: segments.map((segment) => ({ ...segment, hand: hands.get(segment.id) ?? null })),
    kept_out: marks.filter(({ hand }) => hand === 'out').map(({ id, name }) => ({ id, name })),
  }
}

function exists(definitions: Definitions, { kind, id }: Target): boolean {
  return kind === 'segment' ? definitions.segments.has(id) : definitions.hasStage(id)
}
