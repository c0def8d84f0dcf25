import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { currentDefinitions, type Deps } from '../account/scope.ts'
import { ok, sendAnswer } from '../http/hal.ts'
import { languageOf } from '../http/problems.ts'
import { answers } from '../http/schema.ts'
import { TagNames } from '../tags/names.ts'
import { MoveRenderer } from '../timeline/render.ts'
import { movesByTime } from '../timeline/service.ts'
import type { SandboxClock } from './sandbox-clock.ts'
import { ChangedClock, ClockChange, ClockModel } from './schema.ts'
import { changeClock } from './service.ts'

const MAX_MOVES = 1000
const TAGS = ['Sandbox']
const SERVED = 'Served only with `PATRON_SANDBOX=1`; without it there is no such method.'

/** The clock of the sandbox, under `/api/patron/v1`; without a sandbox there are no such routes. */
export const clockRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; clock: SandboxClock }> = async (
  app,
  { deps, clock },
) => {
  const tags = new TagNames('customers')
  const state = () => ({ now: clock.now(), frozen: clock.isFrozen, real_now: deps.realNow() })

  app.get(
    '/clock',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'getClock',
        summary: 'What time it is for customers, purchases, stages and segments (sandbox only)',
        description: SERVED,
        response: answers(ClockModel, [403, 404]),
      },
    },
    async (request, reply) => {
      await clock.refresh(deps.db)
      await sendAnswer(reply, ok(state()))
    },
  )

  app.post(
    '/clock',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'setClock',
        summary: 'Stopping the clock, letting it run, taking it forward (sandbox only)',
        description: `Everything that becomes due on the way happens in order, for every account, before the answer. Tokens, rate limits and idempotency keys use real time. ${SERVED}`,
        body: ClockChange,
        response: answers(ChangedClock, [400, 403, 404, 413, 415, 422, 503], 'The clock has been set'),
      },
    },
    async (request, reply) => {
      const { accountId } = request.actor
      const before = await currentDefinitions(deps, accountId)
      const from = await changeClock(deps, clock, before, request.body)
      const definitions = await currentDefinitions(deps, accountId)
      const { moves, count } = await movesByTime(deps.db, accountId, from, clock.now(), MAX_MOVES)
      const reasons = moves.map((move) => move.reason)
      const renderer = await MoveRenderer.for(reasons, deps, definitions, tags, languageOf(request))
      const body = {
        from,
        ...state(),
        moves_count: count,
        _embedded: { moves: moves.map((move) => renderer.move(move)) },
      }
      await sendAnswer(reply, ok(body))
    },
  )
}
