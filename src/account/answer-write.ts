import type { FastifyReply, FastifyRequest } from 'fastify'
import { requireAdmin } from '../http/authentication.ts'
import { type Answer, sendAnswer } from '../http/hal.ts'
import { onceKeyOf, once } from '../http/idempotency.ts'
import { changeDefinitions, type Deps, type Scope, writeCustomers } from './scope.ts'

/** Does a write of customers in one transaction, once for an Idempotency-Key, and answers. */
export async function answerWrite(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (scope: Scope) => Promise<Answer>,
): Promise<void> {
  const key = onceKeyOf(request)
  const answer = await writeCustomers(deps, request.actor, (scope) =>
    key === undefined ? work(scope) : once(scope.trx, key, deps.realNow(), () => work(scope)),
  )
  await sendAnswer(reply, answer)
}

/** The same for a change of definitions, which is for administrators only. */
export async function answerChange(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (scope: Scope) => Promise<Answer>,
): Promise<void> {
  requireAdmin(request.actor)
  const key = onceKeyOf(request)
  const answer = await changeDefinitions(deps, request.actor, (scope) =>
    key === undefined ? work(scope) : once(scope.trx, key, deps.realNow(), () => work(scope)),
  )
  await sendAnswer(reply, answer)
}
