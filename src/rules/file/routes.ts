import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { answerChange, answerPlan } from '../../account/answer-write.ts'
import { currentDefinitions, type Deps } from '../../account/scope.ts'
import { flag, hasFlag } from '../../http/flags.ts'
import { ok, sendAnswer } from '../../http/hal.ts'
import { answers, WRITE_PROBLEMS, WriteHeaders } from '../../http/schema.ts'
import { languageOf } from '../../http/problems.ts'
import { renderWarnings } from '../../http/warning-texts.ts'
import { readYamlBodies, sendYaml, YAML_TYPE } from '../../http/yaml.ts'
import { exportRules, rulesAsYaml } from './export.ts'
import { AppliedFile, PlannedFile, RulesFile } from './schema.ts'
import { applyRules, planRules } from './service.ts'

const TAGS = ['Rules']
const consumes = ['application/json', YAML_TYPE]
const DeleteMissing = Type.Object({
  delete_missing: flag('what the lists of the file lack is deleted; system stages never are'),
})

/** All stages and segments with their rules as one file, for git, under `/api/patron/v1`. */
export const ruleFileRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  readYamlBodies(app)

  app.get(
    '/rules',
    {
      schema: {
        tags: TAGS,
        operationId: 'exportRules',
        summary: 'All stages and segments with their rules: YAML, or JSON if Accept asks for it',
        response: {
          ...answers(RulesFile, []),
          200: {
            description: 'Request successful',
            content: {
              [YAML_TYPE]: { schema: Type.String() },
              'application/hal+json': { schema: RulesFile },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const definitions = await currentDefinitions(deps, request.actor.accountId)
      const file = await exportRules(deps.db, definitions)
      return request.headers.accept?.includes('json')
        ? sendAnswer(reply, ok(file))
        : sendYaml(reply, rulesAsYaml(file))
    },
  )

  app.put(
    '/rules',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'applyRules',
        summary: 'Making the stages and segments those of a file, all or nothing',
        consumes,
        headers: WriteHeaders,
        querystring: DeleteMissing,
        body: RulesFile,
        response: answers(AppliedFile, WRITE_PROBLEMS, 'The account is as the file says'),
      },
    },
    async (request, reply) =>
      answerChange(deps, request, reply, async (scope) =>
        ok(await applyRules(scope, request.body, optionsOf(request))),
      ),
  )

  app.post(
    '/rules/plan',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'planRules',
        summary: 'What a file would change, and who would move',
        consumes,
        querystring: DeleteMissing,
        body: RulesFile,
        response: answers(PlannedFile, WRITE_PROBLEMS, 'Nothing has been saved'),
      },
    },
    async (request, reply) =>
      answerPlan(deps, request, reply, async (scope) => {
        const planned = await planRules(scope, request.body, optionsOf(request))
        return { ...planned, warnings: renderWarnings(planned.warnings, languageOf(request)) }
      }),
  )
}

function optionsOf(request: FastifyRequest) {
  return { deletesMissing: hasFlag(request, 'delete_missing') }
}
