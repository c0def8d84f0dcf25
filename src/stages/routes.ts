import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { answerChange } from '../account/answer-write.ts'
import type { Definitions, StageDefinition } from '../account/definitions.ts'
import { requireMode } from '../account/mode.ts'
import { currentDefinitions, type Deps } from '../account/scope.ts'
import { type Condition, tagIdsIn } from '../core/conditions/tree.ts'
import { toWire } from '../core/conditions/wire.ts'
import { STAGE_TYPE } from '../core/placement.ts'
import type { Queries } from '../db/database.ts'
import { NO_CONTENT, ok, sendAnswer } from '../http/hal.ts'
import { type Links, linksOf, selfLink } from '../http/links.ts'
import { absent } from '../http/paging.ts'
import { requestIdOf, requestIdsOf } from '../http/request-ids.ts'
import { answers, IdParams, readAnswers, WRITE_PROBLEMS, WriteHeaders } from '../http/schema.ts'
import { TagNames } from '../tags/names.ts'
import type { Tag } from '../tags/tag.ts'
import { AddedStages, NewStage, StageList, StageModel, StagePatch } from './schema.ts'
import { addStages, changeStage, deleteStage } from './service.ts'

const TAGS = ['Stages']
const MAX_BATCH = 250

/** Stages, `statuses` on the wire, which exist in periodicity mode only. */
export const stageRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const tagNames = new TagNames('customers')
  const render = async (
    queries: Queries,
    definitions: Definitions,
    stages: readonly StageDefinition[],
    links: Links,
  ) => {
    const tagIds = stages.flatMap((stage) => tagIdsIn(stage.conditions))
    const tags = await tagNames.load(queries, definitions, tagIds)
    return stages.map((stage) => stageModel(stage, definitions, tags, links))
  }

  app.get(
    '/customers/statuses',
    {
      schema: {
        tags: TAGS,
        operationId: 'listStages',
        summary: 'Stages list',
        response: answers(StageList, [400, 422]),
      },
    },
    async (request, reply) => {
      const definitions = await currentDefinitions(deps, request.actor.accountId)
      requireMode(definitions, 'periodicity')
      const links = linksOf(request)
      const statuses = await render(deps.db, definitions, definitions.stages, links)
      await sendAnswer(
        reply,
        ok({
          _total_items: statuses.length,
          _links: selfLink(links, 'customers/statuses'),
          _embedded: { statuses },
        }),
      )
    },
  )

  app.get(
    '/customers/statuses/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getStage',
        summary: 'Getting a customers stage by its ID',
        params: IdParams,
        response: readAnswers(StageModel, [404, 422]),
      },
    },
    async (request, reply) => {
      const definitions = await currentDefinitions(deps, request.actor.accountId)
      requireMode(definitions, 'periodicity')
      const stages = definitions.stages.filter((stage) => stage.id === request.params.id)
      const [model] = await render(deps.db, definitions, stages, linksOf(request))
      await sendAnswer(reply, model === undefined ? absent(request) : ok(model))
    },
  )

  app.post(
    '/customers/statuses',
    {
      config: { right: 'admin', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: 'addStages',
        summary: 'Adding stages into the customers pipeline',
        headers: WriteHeaders,
        body: Type.Array(NewStage, { minItems: 1, maxItems: MAX_BATCH }),
        response: answers(AddedStages, WRITE_PROBLEMS, 'Stages have been added'),
      },
    },
    async (request, reply) =>
      answerChange(deps, request, reply, async (scope) => {
        requireMode(scope.definitions, 'periodicity')
        const requestIds = requestIdsOf(request.body)
        const links = linksOf(request)
        const ids = await addStages(scope, request.body, requestIds)
        return ok({
          _total_items: ids.length,
          _links: selfLink(links, 'customers/statuses'),
          _embedded: {
            statuses: ids.map((id, i) => ({
              id,
              request_id: requestIds[i],
              _links: selfLink(links, `customers/statuses/${id}`),
            })),
          },
        })
      }),
  )

  app.patch(
    '/customers/statuses/:id',
    {
      config: { right: 'admin', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: 'updateStage',
        summary: 'Updating a customers stage',
        headers: WriteHeaders,
        params: IdParams,
        body: StagePatch,
        response: answers(StageModel, [...WRITE_PROBLEMS, 404], 'The stage has been updated'),
      },
    },
    async (request, reply) =>
      answerChange(deps, request, reply, async (scope) => {
        requireMode(scope.definitions, 'periodicity')
        const stage = await changeStage(scope, request.params.id, request.body)
        const [model] = await render(scope.trx, scope.definitions, [stage], linksOf(request))
        return ok({ ...model, request_id: requestIdOf(request.body, 0) })
      }),
  )

  app.delete(
    '/customers/statuses/:id',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'deleteStage',
        summary: 'Deleting a customers stage',
        headers: WriteHeaders,
        params: IdParams,
        response: answers('none', [...WRITE_PROBLEMS, 404], 'The stage has been deleted'),
      },
    },
    async (request, reply) =>
      answerChange(deps, request, reply, async (scope) => {
        requireMode(scope.definitions, 'periodicity')
        await deleteStage(scope, request.params.id)
        return NO_CONTENT
      }),
  )
}

function stageModel(
  stage: StageDefinition,
  definitions: Definitions,
  tags: ReadonlyMap<number, Tag>,
  links: Links,
) {
  const names = {
    account: definitions,
    tagName: (id: number) => tags.get(id)?.name,
    language: definitions.language,
  }
  return {
    id: stage.id,
    name: stage.name,
    sort: stage.sort,
    is_default: stage.is_default,
    conditions: toWire(shownConditions(stage), names),
    color: stage.color,
    type: stage.type,
    account_id: definitions.account.id,
    _links: selfLink(links, `customers/statuses/${stage.id}`),
  }
}

/** The page prints no conditions for Did not purchase; its built-in one stays unseen as long as it stands. */
function shownConditions(stage: StageDefinition): Condition | null {
  const { conditions } = stage
  const isBuiltIn =
    stage.type === STAGE_TYPE.missed &&
    conditions !== null &&
    'after_today' in conditions &&
    conditions.after_today === 1
  return isBuiltIn ? null : conditions
}
