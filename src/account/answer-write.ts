import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasFlag } from '../http/flags.ts'
import { type Answer, NO_CONTENT, ok, sendAnswer } from '../http/hal.ts'
import { onceKeyOf, once } from '../http/idempotency.ts'
import { violationsOfAll } from '../http/partial-body.ts'
import type { IfUsed } from './rule-uses.ts'
import { changeDefinitions, type Deps, type Scope, writeCustomers } from './scope.ts'

type Work = (scope: Scope) => Promise<Answer>
type Transact = (work: Work) => Promise<Answer>

/** Does a write of customers in one transaction, once for an Idempotency-Key, and answers. */
export async function answerWrite(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  work: Work,
): Promise<void> {
  await answerWith((inside) => writeCustomers(deps, request.actor, inside), deps, request, reply, work)
}

/** Changes definitions in one transaction, once for an Idempotency-Key, and answers. The route states that only administrators may. */
export async function answerChange(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  work: Work,
): Promise<void> {
  if (request.routeOptions.config.right !== 'admin') throw new Error('definitions are for administrators')
  await answerWith((inside) => changeDefinitions(deps, request.actor, inside), deps, request, reply, work)
}

/** Answers with what a change would do: `plan` writes nothing, in a transaction in which definitions stand still. */
export async function answerPlan(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  plan: (scope: Scope) => Promise<object>,
): Promise<void> {
  await sendAnswer(reply, ok(await writeCustomers(deps, request.actor, plan)))
}

/** What becomes of taking away what rules use: it is done with `?force=1`, else refused, on `/api/v4` with that API's status. */
export function ifUsedOf(request: FastifyRequest, otherwise: Exclude<IfUsed, 'force'>): IfUsed {
  return hasFlag(request, 'force') ? 'force' : otherwise
}

/** {@link answerChange} for the deletion of what rules may use. */
export async function answerDeletion(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  otherwise: Exclude<IfUsed, 'force'>,
  remove: (scope: Scope, ifUsed: IfUsed) => Promise<void>,
): Promise<void> {
  await answerChange(deps, request, reply, async (scope) => {
    await remove(scope, ifUsedOf(request, otherwise))
    return NO_CONTENT
  })
}

async function answerWith(
  transact: Transact,
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  work: Work,
): Promise<void> {
  const body = request.partialBody
  if (body !== undefined)
    throw await violationsOfAll(body, () =>
      transact(async (scope) => {
        await work({ ...scope, refused: body.refused })
        throw body.refused // nothing of it is kept unless all of it is
      }),
    )
  const key = onceKeyOf(request)
  const answer = await transact((scope) =>
    key === undefined ? work(scope) : once(scope.trx, key, deps.realNow(), () => work(scope)),
  )
  await sendAnswer(reply, answer)
}
