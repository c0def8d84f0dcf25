import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Deps } from '../account/scope.ts'
import { ok, sendAnswer } from '../http/hal.ts'
import { languageOf } from '../http/problems.ts'
import { answers } from '../http/schema.ts'
import { Tree } from '../rules/schema.ts'
import { preview } from './preview.ts'
import { Preview, QueryAnswer, QueryBody } from './schema.ts'
import { CustomerQuery } from './service.ts'

const PROBLEMS = [400, 413, 415, 422, 503]

/** Asking which customers meet a tree of conditions, under `/api/patron/v1`. */
export const queryRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const customers = new CustomerQuery(deps)

  app.post(
    '/customers/query',
    {
      config: { right: 'anyone' },
      schema: {
        tags: ['Customers'],
        operationId: 'queryCustomers',
        summary: 'The customers for whom a tree of conditions holds now',
        body: QueryBody,
        response: answers(QueryAnswer, PROBLEMS),
      },
    },
    async (request, reply) =>
      sendAnswer(reply, await customers.answer(request.actor, request.body, languageOf(request))),
  )

  app.post(
    '/conditions/preview',
    {
      config: { right: 'anyone' },
      schema: {
        tags: ['Rules'],
        operationId: 'previewCondition',
        summary: 'For whom a tree of conditions holds; nothing is saved',
        description:
          'The body is a tree, or has its trees under the keys of a rule, so that it can be tried and then saved: `{conditions}` of a stage, or `{entry, exit}` of a segment, which means those who would come in now',
        body: Tree,
        response: answers(Preview, PROBLEMS),
      },
    },
    async (request, reply) => {
      const previewed = await preview(deps, request.actor, request.body, languageOf(request))
      await sendAnswer(reply, ok({ ...previewed, took_ms: Math.round(reply.elapsedTime) }))
    },
  )
}
