import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { requireCustomersOn } from '../account/mode.ts'
import { type Deps, type Scope, writeCustomers } from '../account/scope.ts'
import type { Condition } from '../core/conditions/tree.ts'
import { Invalid } from '../core/errors.ts'
import { type Answer, ok, sendAnswer } from '../http/hal.ts'
import { absent, queryOf } from '../http/paging.ts'
import { languageOf } from '../http/problems.ts'
import { nodeAt, scalarOf } from '../http/query-string.ts'
import { IdParams, readAnswers } from '../http/schema.ts'
import { TagNames } from '../tags/names.ts'
import { renderSegment, renderStage } from './render.ts'
import { ExplainParameters, Explanation } from './schema.ts'
import { explainSegment, explainStage, lockSubject, type Subject } from './service.ts'

/** Why a customer is where it is, under `/api/patron/v1`. */
export const explainRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const tags = new TagNames('customers')

  app.get(
    '/customers/:id/explain',
    {
      schema: {
        tags: ['Rules'],
        operationId: 'explainCustomer',
        summary: 'Why a customer is in a segment or stage, or is not, and when that changes by itself',
        params: IdParams,
        querystring: ExplainParameters,
        response: readAnswers(Explanation, [400, 404, 503]),
      },
    },
    async (request, reply) => {
      const target = requestedTarget(request)
      // The customer, its purchases and the rules are those of one moment, under the locks of a write that changes nothing but what is overdue.
      const answer = await writeCustomers(deps, request.actor, async (scope) => {
        requireCustomersOn(scope.definitions)
        const subject = await lockSubject(scope, request.params.id, `${target.kind}s`)
        return subject === undefined ? undefined : explained(scope, request, subject, target)
      })
      return sendAnswer(reply, answer ?? absent(request))
    },
  )

  async function explained(
    scope: Scope,
    request: FastifyRequest,
    subject: Subject,
    { kind, id }: RequestedTarget,
  ): Promise<Answer> {
    const { definitions } = scope
    const namesOf = (...trees: Trees) =>
      tags.namesFor(scope.trx, definitions, trees, languageOf(request), subject.customer.tag_ids)
    const head = { kind, customer_id: subject.customer.id, at: subject.at }
    if (kind === 'segment') {
      const segment = definitions.segments.get(id) ?? refuse(kind)
      const names = await namesOf(segment.entry, segment.exit)
      const { name } = segment
      return ok({ ...head, id, name, ...renderSegment(explainSegment(scope, subject, segment), names) })
    }
    const stage = definitions.stages.find((each) => each.id === id) ?? refuse(kind)
    const names = await namesOf(...definitions.stages.map((each) => each.conditions))
    return ok({ ...head, id, name: stage.name, ...renderStage(explainStage(scope, subject, stage), names) })
  }
}

type RequestedTarget = { readonly kind: 'segment' | 'stage'; readonly id: number }
type Trees = (Condition | null)[]

/** @throws Invalid unless one segment or one stage is named */
function requestedTarget(request: FastifyRequest): RequestedTarget {
  const query = queryOf(request)
  const [segment, stage] = ['segment', 'stage'].map((name) => scalarOf(nodeAt(query, name)))
  if (segment === undefined && stage === undefined)
    throw new Invalid([{ code: 'FieldMissing', path: 'segment' }])
  if (segment !== undefined && stage !== undefined)
    throw new Invalid([{ code: 'NotSupportedChoice', path: 'stage' }])
  const kind = segment === undefined ? 'stage' : 'segment'
  const text = segment ?? stage ?? ''
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new Invalid([{ code: 'InvalidType', path: kind, params: { type: 'int' } }])
  return { kind, id: Number(text) }
}

function refuse(kind: RequestedTarget['kind']): never {
  throw new Invalid([{ code: 'NotSupportedChoice', path: kind }])
}
