import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import helmet, { type HelmetOptions } from 'helmet'

const OPTIONS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' },
  // Of old browsers only, and every answer carries them.
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const satisfies HelmetOptions

/** Answers hold personal data. A route whose answer may be kept says so itself. */
const CACHE_CONTROL = 'no-store'

/** Half a year, seconds. */
const HSTS_SECONDS = 180 * 24 * 60 * 60

/**
 * Sets headers for browsers on every answer: nothing in it is run, framed, sniffed or kept. A page has to allow itself what it needs.
 * `isStrictTransport`: whether an answer over HTTPS tells browsers to come back by HTTPS only. That is for a certificate of the operator;
 * one for `localhost` would bar the browser from every other program there.
 */
export function setSecurityHeaders(app: FastifyInstance, isStrictTransport: boolean): void {
  const headers = { ...headersOf(OPTIONS), 'cache-control': CACHE_CONTROL }
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers)
    if (isStrictTransport && request.protocol === 'https')
      void reply.header('strict-transport-security', `max-age=${HSTS_SECONDS}`)
  })
}

/** Returns what helmet sets. Once, because nothing of it depends on the request, and to set it anew for each takes 7 % of a small GET. */
function headersOf(options: HelmetOptions): OutgoingHttpHeaders {
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  helmet(options)(response.req, response, () => undefined)
  return response.getHeaders()
}
