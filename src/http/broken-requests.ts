import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

type BrokenRequest = Error & { code?: string }

const KINDS: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time'],
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too large'],
}
const OTHERS = [400, 'The request is not valid HTTP'] as const

/**
 * Answers what is no HTTP with a problem, as every other error (clients-need 1.9). Bytes that follow a whole request do not keep that from
 * being answered, and the connection is closed then, as web servers do: amocrm-js sends the data of a DELETE without saying that
 * there are any.
 */
export function answerBrokenRequests(server: Server): void {
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
    else socket.end(problem(...(KINDS[error.code ?? ''] ?? OTHERS)))
  })
}

function problem(status: number, detail: string): string {
  const title = STATUS_CODES[status]
  const body = JSON.stringify({ title, type: `https://httpstatus.es/${status}`, status, detail })
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
