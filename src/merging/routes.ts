import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { answerChange, answerPlan } from '../account/answer-write.ts'
import type { Deps } from '../account/scope.ts'
import { ok } from '../http/hal.ts'
import { answers, IdParams, WRITE_PROBLEMS, WriteHeaders } from '../http/schema.ts'
import { MergeBody, TagMerge } from './schema.ts'
import { mergeTags, planMerge } from './service.ts'

const TAGS = ['Tags']

/** Merging tags, under `/api/patron/v1`. */
export const mergingRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.post(
    '/tags/:id/merge',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'mergeTag',
        summary: 'Merging a tag into another, which carries all that bears it or names it',
        headers: WriteHeaders,
        params: IdParams,
        body: MergeBody,
        response: answers(TagMerge, [...WRITE_PROBLEMS, 404], 'The tag is gone, and everybody is up to date'),
      },
    },
    async (request, reply) =>
      answerChange(deps, request, reply, async (scope) =>
        ok(await mergeTags(scope, request.params.id, request.body.into)),
      ),
  )

  app.post(
    '/tags/:id/merge/plan',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'planMergeOfTag',
        summary: 'What merging a tag into another would do',
        params: IdParams,
        body: MergeBody,
        response: answers(TagMerge, [...WRITE_PROBLEMS, 404], 'What would happen; nothing has been saved'),
      },
    },
    async (request, reply) =>
      answerPlan(deps, request, reply, (scope) => planMerge(scope, request.params.id, request.body.into)),
  )
}
