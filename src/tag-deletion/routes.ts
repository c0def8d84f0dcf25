import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { answerDeletion } from '../account/answer-write.ts'
import type { Deps } from '../account/scope.ts'
import { ForceQuery } from '../http/flags.ts'
import { answers, IdParams, WRITE_PROBLEMS, WriteHeaders } from '../http/schema.ts'
import { deleteTag } from './service.ts'

/** Deleting a tag, under `/api/patron/v1`: the published API has no such method. */
export const tagDeletionRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.delete(
    '/tags/:id',
    {
      schema: {
        tags: ['Tags'],
        summary: 'Deleting a tag; every customer loses it',
        headers: WriteHeaders,
        params: IdParams,
        querystring: ForceQuery,
        response: answers('none', [...WRITE_PROBLEMS, 404], 'The tag has been deleted'),
      },
    },
    async (request, reply) =>
      answerDeletion(deps, request, reply, 'refuse', (scope, ifUsed) =>
        deleteTag(scope, request.params.id, ifUsed),
      ),
  )
}
