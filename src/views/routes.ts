import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerWrite } from '../account/answer-write.ts'
import { currentDefinitions, type Deps, type Scope } from '../account/scope.ts'
import { etagOf, ifVersionOf } from '../http/etag.ts'
import { NO_CONTENT, ok, sendAnswer } from '../http/hal.ts'
import { absent } from '../http/paging.ts'
import { languageOf } from '../http/problems.ts'
import {
  answers,
  IdParams,
  IfMatchHeaders,
  readAnswers,
  WRITE_PROBLEMS,
  WriteHeaders,
} from '../http/schema.ts'
import { findView, listViews, type View } from './queries.ts'
import { renderViews } from './render.ts'
import { NewView, ViewList, ViewModel, ViewPatch } from './schema.ts'
import { addView, changeView, deleteView } from './service.ts'

const TAGS = ['Views']

/** Saved questions about customers, under `/api/patron/v1`. */
export const viewRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.get(
    '/views',
    {
      schema: {
        tags: TAGS,
        operationId: 'listViews',
        summary: 'The views of the user, and those that are shared',
        response: answers(ViewList, []),
      },
    },
    async (request, reply) => {
      const { actor } = request
      const [definitions, found] = await Promise.all([
        currentDefinitions(deps, actor.accountId),
        listViews(deps.db, actor),
      ])
      const views = await renderViews(deps.db, definitions, found, languageOf(request))
      await sendAnswer(reply, ok({ _embedded: { views } }))
    },
  )

  app.get(
    '/views/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getView',
        summary: 'Getting a view by its ID',
        params: IdParams,
        response: readAnswers(ViewModel, [404]),
      },
    },
    async (request, reply) => {
      const definitions = await currentDefinitions(deps, request.actor.accountId)
      const view = await findView(deps.db, request.actor, request.params.id)
      if (view === undefined) return sendAnswer(reply, absent(request))
      const [model] = await renderViews(deps.db, definitions, [view], languageOf(request))
      void reply.header('etag', etagOf(view))
      return sendAnswer(reply, ok(model as object))
    },
  )

  async function answerView(
    request: FastifyRequest,
    reply: FastifyReply,
    save: (scope: Scope) => Promise<View>,
  ): Promise<void> {
    await answerWrite(deps, request, reply, async (scope) => {
      const view = await save(scope)
      const [model] = await renderViews(scope.trx, scope.definitions, [view], languageOf(request))
      return ok(model as object)
    })
  }

  app.post(
    '/views',
    {
      config: { right: 'anyone', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: 'addView',
        summary: 'Saving a question about customers',
        headers: WriteHeaders,
        body: NewView,
        response: answers(ViewModel, WRITE_PROBLEMS, 'The view has been saved'),
      },
    },
    async (request, reply) => answerView(request, reply, (scope) => addView(scope, request.body)),
  )

  app.patch(
    '/views/:id',
    {
      config: { right: 'anyone', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: 'updateView',
        summary: 'Changing a view',
        headers: IfMatchHeaders,
        params: IdParams,
        body: ViewPatch,
        response: answers(ViewModel, [...WRITE_PROBLEMS, 404, 412], 'The view has been changed'),
      },
    },
    async (request, reply) => {
      const ifVersion = ifVersionOf(request)
      return answerView(request, reply, (scope) =>
        changeView(scope, request.params.id, request.body, ifVersion),
      )
    },
  )

  app.delete(
    '/views/:id',
    {
      config: { right: 'anyone' },
      schema: {
        tags: TAGS,
        operationId: 'deleteView',
        summary: 'Deleting a view',
        headers: IfMatchHeaders,
        params: IdParams,
        response: answers('none', [...WRITE_PROBLEMS, 404, 412], 'The view has been deleted'),
      },
    },
    async (request, reply) => {
      const ifVersion = ifVersionOf(request)
      await answerWrite(deps, request, reply, async (scope) => {
        await deleteView(scope, request.params.id, ifVersion)
        return NO_CONTENT
      })
    },
  )
}
