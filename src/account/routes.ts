import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { ok, sendAnswer } from '../http/hal.ts'
import { linksOf } from '../http/links.ts'
import { queryOf, requireKnown } from '../http/paging.ts'
import { nodeAt, scalarOf } from '../http/query-string.ts'
import { answers } from '../http/schema.ts'
import { ACCOUNT_WITH, accountModel } from './model.ts'
import { AccountModel } from './schema.ts'
import { currentDefinitions, type Deps } from './scope.ts'

/** The account itself. */
export const accountRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.get(
    '/account',
    {
      schema: {
        tags: ['Account'],
        summary: 'Account parameters',
        querystring: Type.Object({
          with: Type.Optional(Type.String({ description: `Comma-separated: ${ACCOUNT_WITH.join(', ')}` })),
        }),
        response: answers(AccountModel, [400]),
      },
    },
    async (request, reply) => {
      const wanted = (scalarOf(nodeAt(queryOf(request), 'with')) ?? '')
        .split(',')
        .filter((name) => name !== '')
      requireKnown(request, wanted, new Set<string>(ACCOUNT_WITH))
      const definitions = await currentDefinitions(deps, request.actor.accountId)
      await sendAnswer(
        reply,
        ok(accountModel(definitions, request.actor, linksOf(request), wanted, deps.now())),
      )
    },
  )
}
