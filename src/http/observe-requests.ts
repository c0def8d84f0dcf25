import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../core/actor.ts'
import type { RefusalCode } from '../core/errors.ts'
import type { Observe } from '../core/observation.ts'
import { runFor } from '../db/origin.ts'
import { traceIdOf } from './traceparent.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Why it was refused, if it was; `invalid`: it holds values that cannot be taken. */
    refusal: RefusalCode | 'invalid' | undefined
    /** The bug of ours that a 500 stands for. */
    failure: unknown
    /** What its connection had written before. */
    writtenBefore: number
  }
}

/** Reports each request once it is answered or its client has gone, and lets its statements be known as those of the request. */
export function observeRequests(app: FastifyInstance, observe: Observe): void {
  app.decorateRequest('refusal', undefined)
  app.decorateRequest('failure', undefined)
  app.decorateRequest('writtenBefore', 0)
  const runForRequest = (request: FastifyRequest, _reply: FastifyReply, done: () => void) =>
    runFor({ requestId: request.id, traceId: traceIdOf(request.headers['traceparent']) }, done)
  app.addHook('onRequest', (request, reply, done) => {
    request.writtenBefore = request.raw.socket.bytesWritten
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) observe(requestDone(request, reply, true))
    })
    runForRequest(request, reply, done)
  })
  // The body came by events of its connection, which know nothing of the request.
  app.addHook('preValidation', runForRequest)
  app.addHook('onResponse', (request, reply, done) => {
    observe(requestDone(request, reply, false))
    done()
  })
}

/** Reports a request that the framework has refused before it looked for a route, once it is answered. */
export function observeUnrouted(request: FastifyRequest, reply: FastifyReply, observe: Observe): void {
  reply.raw.once('close', () =>
    observe({ ...requestDone(request, reply, !reply.raw.writableFinished), route: undefined }),
  )
}

function requestDone(request: FastifyRequest, reply: FastifyReply, isAborted: boolean) {
  const { actor } = request as { actor?: Actor }
  const length = Number(reply.getHeader('content-length'))
  return {
    type: 'request_done',
    requestId: request.id,
    traceId: traceIdOf(request.headers['traceparent']),
    method: request.method,
    route: request.is404 ? undefined : request.routeOptions.url,
    status: reply.statusCode,
    ms: reply.elapsedTime,
    // That of a compressed body is not known beforehand.
    bytes: Number.isNaN(length) ? request.raw.socket.bytesWritten - request.writtenBefore : length,
    accountId: actor?.accountId,
    userId: actor?.userId,
    refusal: request.refusal,
    error: request.failure,
    isAborted,
  } as const
}
