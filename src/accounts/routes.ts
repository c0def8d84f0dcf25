import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { ok, sendAnswer } from '../http/hal.ts'
import { linksOf } from '../http/links.ts'
import { queryOf } from '../http/paging.ts'
import { requireKnown } from '../http/strict.ts'
import { withNames, withParameter } from '../http/query-parameters.ts'
import { answers, WRITE_PROBLEMS, WriteHeaders } from '../http/schema.ts'
import { ACCOUNT_WITH, accountModel } from './model.ts'
import { AccountModel } from './schema.ts'
import { currentDefinitions, type Deps } from '../account/scope.ts'
import { answerChange } from '../account/answer-write.ts'
import { Mode, Settings, SettingsPatch } from './schema.ts'
import { changeSettings, settingsOf, switchMode } from './settings.ts'

/** The account itself. */
export const accountRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.get(
    '/account',
    {
      schema: {
        tags: ['Account'],
        operationId: 'getAccount',
        summary: 'Account parameters',
        querystring: Type.Object(withParameter(ACCOUNT_WITH)),
        response: answers(AccountModel, [400]),
      },
    },
    async (request, reply) => {
      const wanted = withNames(queryOf(request))
      requireKnown(request, wanted, new Set<string>(ACCOUNT_WITH))
      const definitions = await currentDefinitions(deps, request.actor.accountId)
      await sendAnswer(
        reply,
        ok(accountModel(definitions, request.actor, linksOf(request), wanted, deps.now())),
      )
    },
  )
}

/** The published switch of customers. */
export const modeRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.patch(
    '/customers/mode',
    {
      config: { right: 'admin' },
      schema: {
        tags: ['Customers'],
        operationId: 'setCustomersMode',
        summary: 'Enabling customers and changing the customers mode',
        headers: WriteHeaders,
        body: Mode,
        response: answers(Mode, [...WRITE_PROBLEMS, 402], 'The customers mode has been changed'),
      },
    },
    async (request, reply) =>
      answerChange(deps, request, reply, async (scope) => {
        await switchMode(scope, request.body)
        const { mode, is_enabled } = request.body
        return ok({ mode, is_enabled })
      }),
  )
}

/** Settings of the account, under `/api/patron/v1`. */
export const settingsRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.get(
    '/account',
    {
      schema: {
        tags: ['Account'],
        operationId: 'getSettings',
        summary: 'Settings of the account',
        response: answers(Settings, []),
      },
    },
    async (request, reply) => {
      const definitions = await currentDefinitions(deps, request.actor.accountId)
      await sendAnswer(reply, ok(settingsOf({ definitions })))
    },
  )

  app.patch(
    '/account',
    {
      config: { right: 'admin', namesAllErrors: true },
      schema: {
        tags: ['Account'],
        operationId: 'updateSettings',
        summary: 'Changing settings of the account',
        headers: WriteHeaders,
        body: SettingsPatch,
        response: answers(Settings, WRITE_PROBLEMS, 'The settings have been changed'),
      },
    },
    async (request, reply) =>
      answerChange(deps, request, reply, async (scope) => ok(await changeSettings(scope, request.body))),
  )
}
