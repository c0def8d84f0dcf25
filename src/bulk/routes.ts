import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerWrite } from '../account/answer-write.ts'
import type { Deps, Scope } from '../account/scope.ts'
import { ok, sendAnswer } from '../http/hal.ts'
import { absent } from '../http/paging.ts'
import { languageOf } from '../http/problems.ts'
import { answers, IdParams, readAnswers, WRITE_PROBLEMS, WriteHeaders } from '../http/schema.ts'
import { renderWarnings } from '../http/warning-texts.ts'
import { doBulkChanges } from './job.ts'
import { planBulk } from './plan.ts'
import type { Bulk } from './queries.ts'
import { renderBulk } from './render.ts'
import { BulkBody, BulkModel, BulkPlan } from './schema.ts'
import { beginBulk, findSeenBulk, stateOf, undoBulk } from './service.ts'

const TAGS = ['Customers']

/** Changing many customers together, under `/api/patron/v1`. */
export const bulkRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const job = doBulkChanges(deps)

  /** Answers with what has come of a bulk change, or 202 where a job does it. */
  async function answerBulk(
    request: FastifyRequest,
    reply: FastifyReply,
    begin: (scope: Scope) => Promise<Bulk>,
  ): Promise<void> {
    await answerWrite(deps, request, reply, async (scope) => {
      const bulk = await begin(scope)
      const state = bulk.ended_at === null ? 'waiting' : 'ended'
      return { ...ok(renderBulk(bulk, state)), status: state === 'ended' ? 200 : 202 }
    })
  }

  app.post(
    '/customers/bulk/plan',
    {
      config: { right: 'anyone' },
      schema: {
        tags: TAGS,
        operationId: 'planBulkChange',
        summary: 'How many customers a change would change',
        body: BulkBody,
        response: answers(BulkPlan, [400, 413, 415, 422, 503], 'What would happen; nothing has been saved'),
      },
    },
    async (request, reply) => {
      const { warnings, ...plan } = await planBulk(deps, request.actor, request.body)
      await sendAnswer(reply, ok({ ...plan, warnings: renderWarnings(warnings, languageOf(request)) }))
    },
  )

  app.post(
    '/customers/bulk',
    {
      config: { right: 'anyone' },
      schema: {
        tags: TAGS,
        operationId: 'changeCustomersInBulk',
        summary: 'Changing many customers together: up to 250 at once, more by a job',
        headers: WriteHeaders,
        body: BulkBody,
        response: writeAnswers(WRITE_PROBLEMS),
      },
    },
    async (request, reply) =>
      answerBulk(request, reply, (scope) => beginBulk(scope, request.body, { job, realNow: deps.realNow() })),
  )

  app.post(
    '/customers/bulk/:id/undo',
    {
      config: { right: 'anyone' },
      schema: {
        tags: TAGS,
        operationId: 'undoBulkChange',
        summary: 'Taking a bulk change back, where nothing has changed since',
        headers: WriteHeaders,
        params: IdParams,
        response: writeAnswers([...WRITE_PROBLEMS, 404]),
      },
    },
    async (request, reply) =>
      answerBulk(request, reply, (scope) =>
        undoBulk(scope, request.params.id, { job, realNow: deps.realNow() }),
      ),
  )

  app.get(
    '/customers/bulk/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getBulkChange',
        summary: 'How far a bulk change is, and what has come of it, until a day after its end',
        params: IdParams,
        response: readAnswers(BulkModel, [400, 404]),
      },
    },
    async (request, reply) => {
      const bulk = await findSeenBulk(deps.db, request.actor, request.params.id)
      if (bulk === undefined) return sendAnswer(reply, absent(request))
      return sendAnswer(reply, ok(renderBulk(bulk, await stateOf(deps.db, bulk))))
    },
  )
}

function writeAnswers(problems: readonly number[]) {
  const { 200: done, ...others } = answers(BulkModel, problems, 'It is done') as ReturnType<
    typeof answers
  > & {
    200: object
  }
  return {
    200: done,
    202: { ...done, description: 'A job does it: ask for the bulk change by its id' },
    ...others,
  }
}
