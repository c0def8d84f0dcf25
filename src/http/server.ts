import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { Refused } from '../core/errors.ts'
import type { Observe } from '../core/observation.ts'
import { newAnswerId } from './answer-id.ts'
import { readBodies } from './body.ts'
import { answerBrokenRequests } from './broken-requests.ts'
import { readForms } from './forms.ts'
import { frameworkLog } from './framework-log.ts'
import { observeRequests, observeUnrouted } from './observe-requests.ts'
import { BODY_LIMIT_BYTES, sendError } from './problems.ts'
import { tryPartialBodies } from './partial-body.ts'
import { refuseUnknownParameters } from './strict.ts'
import { validatorCompiler } from './validation.ts'

export type ServerSettings = {
  publicUrl: string | undefined
}

/** How long a request may take to arrive whole: Node's own limit, which Fastify takes away. */
const ARRIVAL_MS = 300_000

/** An HTTP server without routes: bodies, checks, errors, request ids. It does not listen yet. */
export function createServer(settings: ServerSettings, observe: Observe): FastifyInstance {
  const app = Fastify({
    loggerInstance: frameworkLog(observe),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: ARRIVAL_MS,
    genReqId: newAnswerId,
    routerOptions: { maxParamLength: 200, querystringParser: () => ({}), ignoreTrailingSlash: true },
    // A path with a broken escape, or with a part longer than any id.
    frameworkErrors: (_error, request, reply) => {
      observeUnrouted(request, reply, observe)
      void sendNoRoute(request, reply)
    },
    clientErrorHandler: () => undefined, // left to answerBrokenRequests, which a second listener can have, too
    forceCloseConnections: 'idle',
    // Hrefs must repeat the scheme that a proxy in front was called with; nothing else is taken from its headers.
    trustProxy: false,
  })
  answerBrokenRequests(app.server, observe)
  app.decorate('publicUrl', settings.publicUrl)
  app.setValidatorCompiler(validatorCompiler)
  // Answers are rendered by the slices; schemas of answers serve the reference and the tests, not the serialising.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  observeRequests(app, observe)
  readBodies(app)
  readForms(app)
  refuseUnknownParameters(app)
  tryPartialBodies(app)
  // Asynchronous, so that nothing is answered before Node has read what came behind the request (broken-requests.ts).
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
  })
  app.setErrorHandler(sendError)
  app.setNotFoundHandler(sendNoRoute)
  return app
}

/** Refuses requests that no route takes before their body is read. Hooks that such an answer needs as well are added before. */
export function refuseUnrouted(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (request.is404) throw new Refused('no_route')
  })
}

/** Answers that nothing is found at this method and URL. */
async function sendNoRoute(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await sendError(new Refused('no_route'), request, reply.header('x-request-id', request.id))
}
