// Types only: as a module, node:http loads fetch and all that belongs to it, which nobody here calls and every start would wait for.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Observe } from '../core/observation.ts'
import { newAnswerId } from './answer-id.ts'

type BrokenRequest = Error & { code?: string }

type Answer = { readonly status: number; readonly title: string; readonly detail: string }

const KINDS: Readonly<Record<string, Answer>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: 'Request Timeout',
    detail: 'The request did not arrive in time',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: 'Request Header Fields Too Large',
    detail: 'The headers of the request are too large',
  },
}
const OTHERS: Answer = { status: 400, title: 'Bad Request', detail: 'The request is not valid HTTP' }

/**
 * Answers what is no HTTP with a problem, as every other error, for clients read JSON only. Bytes that follow a whole request
 * do not keep that from being answered, and the connection is closed then, as web servers do: amocrm-js sends the data of a
 * DELETE without saying that there are any.
 */
export function answerBrokenRequests(server: Server, observe: Observe): void {
  const latest = new WeakMap<Duplex, ServerResponse>()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    latest.set(request.socket, response)
  })
  server.on('clientError', (error: BrokenRequest, socket: Duplex) => {
    const response = latest.get(socket)
    const isUnderWay = response !== undefined && !response.writableEnded
    if (error.code !== 'ECONNRESET' && isUnderWay && response.req.complete) response.shouldKeepAlive = false
    else if (error.code === 'ECONNRESET' || !socket.writable || (isUnderWay && response.headersSent))
      socket.destroy(error)
    else {
      const answer = KINDS[error.code ?? ''] ?? OTHERS
      const requestId = newAnswerId()
      socket.end(problem(answer, requestId))
      observe({ type: 'request_unreadable', requestId, status: answer.status })
    }
  })
}

/** It has an id as every other answer has. */
function problem({ status, title, detail }: Answer, requestId: string): string {
  const body = JSON.stringify({ title, type: `https://httpstatus.es/${status}`, status, detail })
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/problem+json',
    `x-request-id: ${requestId}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
