import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'

export type TlsProxy = {
  readonly url: string
  close(): Promise<void>
}

/**
 * A proxy as operators put before a server that speaks plain HTTP: it ends TLS, passes the path, the Host header and the bodies on as
 * they came, and tells the scheme that it was called with in X-Forwarded-Proto.
 */
export async function startTlsProxy(target: string, tls: { cert: string; key: string }): Promise<TlsProxy> {
  const agent = new http.Agent({ keepAlive: true })
  const server = https.createServer(tls, (request, response) => passOn(request, response, target, agent))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      agent.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function passOn(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  target: string,
  agent: http.Agent,
): void {
  const { hostname, port } = new URL(target)
  const headers = { ...endToEnd(request.headers), 'x-forwarded-proto': 'https' }
  const { method, url: path } = request
  const onward = http.request({ hostname, port, method, path, headers, agent, setHost: false }, (answer) => {
    response.writeHead(answer.statusCode as number, endToEnd(answer.headers))
    pipeline(answer, response, () => undefined)
  })
  pipeline(request, onward, (error) => {
    if (error) response.destroy()
  })
}

/** Headers without those that speak of one connection only. */
function endToEnd(headers: http.IncomingHttpHeaders): http.IncomingHttpHeaders {
  const ofThisConnection = new Set(['connection', 'keep-alive'])
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofThisConnection.has(name)))
}
