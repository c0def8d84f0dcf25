import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { answerChange, answerDeletion } from '../account/answer-write.ts'
import type { Definitions, SegmentDefinition } from '../account/definitions.ts'
import { requireMode } from '../account/mode.ts'
import { currentDefinitions, type Deps } from '../account/scope.ts'
import { renderFieldValues } from '../core/field-types/values.ts'
import { ForceQuery } from '../http/flags.ts'
import { filtersAndOrders } from '../http/filters.ts'
import { ok, sendAnswer } from '../http/hal.ts'
import { type Links, linksOf, selfLink } from '../http/links.ts'
import { BY_ID, listPageOf, pageLinks, pageOfRows } from '../http/list-page.ts'
import { absent, pageAnswer, PagingParameters, queryOf } from '../http/paging.ts'
import { requireKnown } from '../http/strict.ts'
import { answers, IdParams, readAnswers, WRITE_PROBLEMS, WriteHeaders } from '../http/schema.ts'
import { sentRequestId } from '../http/request-ids.ts'
import { countMembers } from './queries.ts'
import { NewSegment, SegmentModel, SegmentPage, SegmentPatch } from './schema.ts'
import { addSegment, changeSegment, deleteSegment } from './service.ts'

const TAGS = ['Segments']

/** Segments, which exist in segments mode only. Writes take and answer one bare object, where other entities have arrays. */
export const segmentRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.get(
    '/customers/segments',
    {
      schema: {
        tags: TAGS,
        operationId: 'listSegments',
        summary: 'Segments list',
        querystring: Type.Object(PagingParameters),
        response: readAnswers(SegmentPage, [400, 422]),
      },
    },
    async (request, reply) => {
      const query = queryOf(request)
      requireKnown(request, filtersAndOrders(query))
      const definitions = await currentDefinitions(deps, request.actor.accountId)
      requireMode(definitions, 'segments')
      const counts = await countMembers(deps.db, request.actor.accountId)
      const page = listPageOf(request, query, BY_ID)
      const links = linksOf(request)
      const segments = [...definitions.segments.values()]
      const shown = pageOfRows(segments, page)
      const answer = pageAnswer(
        'segments',
        shown.rows,
        (segment) => JSON.stringify(segmentModel(segment, definitions, counts.get(segment.id) ?? 0, links)),
        {
          _total_items: segments.length,
          _page: page.page,
          _page_count: Math.ceil(segments.length / page.limit),
          _links: pageLinks(links, request, query, page, shown),
        },
      )
      await sendAnswer(reply, answer)
    },
  )

  app.get(
    '/customers/segments/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getSegment',
        summary: 'Getting a customers segment by its ID',
        params: IdParams,
        response: readAnswers(SegmentModel, [404, 422]),
      },
    },
    async (request, reply) => {
      const definitions = await currentDefinitions(deps, request.actor.accountId)
      requireMode(definitions, 'segments')
      const segment = definitions.segments.get(request.params.id)
      if (segment === undefined) return sendAnswer(reply, absent(request))
      const counts = await countMembers(deps.db, request.actor.accountId)
      return sendAnswer(
        reply,
        ok(segmentModel(segment, definitions, counts.get(segment.id) ?? 0, linksOf(request))),
      )
    },
  )

  app.post(
    '/customers/segments',
    {
      config: { right: 'admin', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: 'addSegment',
        summary: 'Adding a customers segment',
        headers: WriteHeaders,
        body: NewSegment,
        response: answers(SegmentModel, WRITE_PROBLEMS, 'The segment has been added'),
      },
    },
    async (request, reply) =>
      answerChange(deps, request, reply, async (scope) => {
        requireMode(scope.definitions, 'segments')
        const segment = await addSegment(scope, request.body)
        return ok({
          ...segmentModel(segment, scope.definitions, 0, linksOf(request)),
          ...sentRequestId(request.body),
        })
      }),
  )

  app.patch(
    '/customers/segments/:id',
    {
      config: { right: 'admin', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: 'updateSegment',
        summary: 'Updating a customers segment',
        headers: WriteHeaders,
        params: IdParams,
        body: SegmentPatch,
        response: answers(SegmentModel, [...WRITE_PROBLEMS, 404], 'The segment has been updated'),
      },
    },
    async (request, reply) =>
      answerChange(deps, request, reply, async (scope) => {
        requireMode(scope.definitions, 'segments')
        const segment = await changeSegment(scope, request.params.id, request.body)
        const counts = await countMembers(scope.trx, scope.actor.accountId)
        return ok({
          ...segmentModel(segment, scope.definitions, counts.get(segment.id) ?? 0, linksOf(request)),
          ...sentRequestId(request.body),
        })
      }),
  )

  app.delete(
    '/customers/segments/:id',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'deleteSegment',
        summary: 'Deleting a customers segment',
        headers: WriteHeaders,
        params: IdParams,
        querystring: ForceQuery,
        response: answers('none', [...WRITE_PROBLEMS, 404], 'The segment has been deleted'),
      },
    },
    async (request, reply) =>
      answerDeletion(deps, request, reply, 'refuse_v4', async (scope, ifUsed) => {
        requireMode(scope.definitions, 'segments')
        await deleteSegment(scope, request.params.id, ifUsed)
      }),
  )
}

/** Deleting a segment in either mode, under `/api/patron/v1`. */
export const segmentDeletionRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.delete(
    '/segments/:id',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'deleteSegmentInEitherMode',
        summary: 'Deleting a segment, in either mode',
        headers: WriteHeaders,
        params: IdParams,
        querystring: ForceQuery,
        response: answers('none', [...WRITE_PROBLEMS, 404], 'The segment has been deleted'),
      },
    },
    async (request, reply) =>
      answerDeletion(deps, request, reply, 'refuse', (scope, ifUsed) =>
        deleteSegment(scope, request.params.id, ifUsed),
      ),
  )
}

function segmentModel(
  segment: SegmentDefinition,
  definitions: Definitions,
  customersCount: number,
  links: Links,
) {
  return {
    id: segment.id,
    created_at: segment.created_at,
    updated_at: segment.updated_at,
    account_id: definitions.account.id,
    name: segment.name,
    color: segment.color,
    available_products_price_types: segment.available_products_price_types,
    customers_count: customersCount,
    custom_fields_values: renderFieldValues(
      segment.fields,
      definitions.fieldsOf('segments'),
      definitions.calendar,
    ),
    _links: selfLink(links, `customers/segments/${segment.id}`),
  }
}
