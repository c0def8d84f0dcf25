import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { answerChange, answerPlan } from '../account/answer-write.ts'
import { type TargetRule, targetRules } from '../account/rule-uses.ts'
import { currentDefinitions, type Deps } from '../account/scope.ts'
import { Violations } from '../core/errors.ts'
import { ForceQuery, flag, hasFlag } from '../http/flags.ts'
import { ok, sendAnswer } from '../http/hal.ts'
import { absent, queryOf } from '../http/paging.ts'
import { textOf } from '../http/filters.ts'
import { languageOf } from '../http/problems.ts'
import { answers, IdParams, readAnswers, WRITE_PROBLEMS, WriteHeaders } from '../http/schema.ts'
import { plan, type Planned } from './plan.ts'
import { renderPlan, renderRule } from './render.ts'
import {
  PlanModel,
  SavedSegmentRule,
  SavedStageRule,
  SegmentConditions,
  SegmentPlanBody,
  SegmentRuleModel,
  StageConditions,
  StagePlanBody,
  StageRuleModel,
  VersionsQuery,
} from './schema.ts'
import { changeRule, getRule, type WrittenTrees } from './service.ts'

const TAGS = ['Rules']
const NOT_SAVED = 'What would happen; nothing has been saved'
const PLAN_PROBLEMS = [...WRITE_PROBLEMS, 404]
const KeepMembers = Type.Object({
  keep_members: flag('whoever is in the segment now is marked by hand first'),
})
const SAVED = 'The rule has been saved, and everybody is up to date'

/** The rules of stages and segments, under `/api/patron/v1`. They can be read and changed in either mode. */
export const ruleRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  async function answerRule(
    request: FastifyRequest,
    reply: FastifyReply,
    kind: TargetRule['kind'],
    id: number,
  ) {
    const definitions = await currentDefinitions(deps, request.actor.accountId)
    const rule = targetRules(definitions).find((each) => each.kind === kind && each.id === id)
    if (rule === undefined) return sendAnswer(reply, absent(request))
    return sendAnswer(
      reply,
      ok(await renderRule(deps.db, definitions, rule, languageOf(request), versionsBefore(request))),
    )
  }

  async function answerSaved(
    request: FastifyRequest,
    reply: FastifyReply,
    kind: TargetRule['kind'],
    id: number,
    written: WrittenTrees,
  ) {
    const keepMembers = hasFlag(request, 'keep_members')
    await answerChange(deps, request, reply, async (scope) => {
      const { scope: after, effect } = await changeRule(scope, kind, id, written, { keepMembers })
      const rule = getRule(after.definitions, kind, id)
      return ok({
        ...(await renderRule(after.trx, after.definitions, rule, languageOf(request))),
        ...effect,
      })
    })
  }

  app.get(
    '/segments/:id/conditions',
    {
      schema: {
        tags: TAGS,
        operationId: 'getConditionsOfSegment',
        summary: 'Who comes into a segment by rule, and who goes',
        params: IdParams,
        querystring: VersionsQuery,
        response: readAnswers(SegmentRuleModel, [400, 404]),
      },
    },
    async (request, reply) => answerRule(request, reply, 'segment', request.params.id),
  )

  app.put(
    '/segments/:id/conditions',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'setConditionsOfSegment',
        summary: 'Changing the rules of a segment',
        headers: WriteHeaders,
        params: IdParams,
        querystring: KeepMembers,
        body: SegmentConditions,
        response: answers(SavedSegmentRule, [...WRITE_PROBLEMS, 404], SAVED),
      },
    },
    async (request, reply) => answerSaved(request, reply, 'segment', request.params.id, request.body),
  )

  app.get(
    '/stages/:id/conditions',
    {
      schema: {
        tags: TAGS,
        operationId: 'getConditionsOfStage',
        summary: 'The conditions of a stage',
        params: IdParams,
        querystring: VersionsQuery,
        response: readAnswers(StageRuleModel, [400, 404]),
      },
    },
    async (request, reply) => answerRule(request, reply, 'stage', request.params.id),
  )

  app.put(
    '/stages/:id/conditions',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'setConditionsOfStage',
        summary: 'Changing the conditions of a stage',
        headers: WriteHeaders,
        params: IdParams,
        body: StageConditions,
        response: answers(SavedStageRule, [...WRITE_PROBLEMS, 404], SAVED),
      },
    },
    async (request, reply) => answerSaved(request, reply, 'stage', request.params.id, request.body),
  )

  async function answerPlanned(
    request: FastifyRequest,
    reply: FastifyReply,
    kind: TargetRule['kind'],
    id: number,
    written: Planned['written'],
  ) {
    const keepMembers = hasFlag(request, 'keep_members')
    const force = hasFlag(request, 'force')
    await answerPlan(deps, request, reply, async (scope) => {
      const found = await plan(scope, kind, id, { written, keepMembers, force })
      return renderPlan(scope.trx, found, languageOf(request))
    })
  }

  app.post(
    '/segments/:id/plan',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'planConditionsOfSegment',
        summary: 'Who would enter, leave and stay, if these rules were saved or the segment deleted',
        params: IdParams,
        querystring: Type.Object({ ...KeepMembers.properties, ...ForceQuery.properties }),
        body: SegmentPlanBody,
        response: answers(PlanModel, PLAN_PROBLEMS, NOT_SAVED),
      },
    },
    async (request, reply) => answerPlanned(request, reply, 'segment', request.params.id, request.body),
  )

  app.post(
    '/stages/:id/plan',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'planConditionsOfStage',
        summary: 'Who would enter, leave and stay, if these conditions were saved or the stage deleted',
        params: IdParams,
        body: StagePlanBody,
        response: answers(PlanModel, PLAN_PROBLEMS, NOT_SAVED),
      },
    },
    async (request, reply) => answerPlanned(request, reply, 'stage', request.params.id, request.body),
  )
}

function versionsBefore(request: FastifyRequest): number | undefined {
  const violations = new Violations('single')
  const text = textOf(queryOf(request), 'versions_before', (...problem) => violations.add(0, ...problem))
  if (text !== undefined && !/^\d{1,9}$/.test(text))
    violations.add(0, 'InvalidType', 'versions_before', { type: 'int' })
  violations.throwIfAny()
  return text === undefined ? undefined : Number(text)
}
