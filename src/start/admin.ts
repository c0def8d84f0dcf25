import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createPool } from '../db/connect.ts'
import { Database } from '../db/database.ts'
import { BacklogReader } from './backlog.ts'
import type { Config } from './config.ts'
import type { Metrics } from './metrics.ts'
import { portError } from './ports.ts'
import type { Services } from './services.ts'

/** A port of its own for those who look after the program. */
export type Admin = { close(): Promise<void> }

/** A database that takes longer is reported as down. */
const DATABASE_PATIENCE_MS = 2_000

/**
 * Serves metrics on a port of its own, over a connection to the database of its own: they answer when requests do not.
 * @throws CannotRun for a port that cannot be opened
 */
export async function openAdmin(
  { host, port }: NonNullable<Config['admin']>,
  metrics: Metrics,
  { deps, database }: Services,
): Promise<Admin> {
  const bounds = { statement_timeout: DATABASE_PATIENCE_MS, query_timeout: DATABASE_PATIENCE_MS }
  const pool = createPool(
    { ...database.connection, ...bounds },
    { name: 'metrics', max: 1, observe: deps.observe, patienceMs: DATABASE_PATIENCE_MS },
  )
  const db = new Database(pool, { prepare: database.prepare })
  metrics.readBacklogWith(new BacklogReader(db, deps.now))
  const { createServer } = await import('node:http')
  const server = createServer((request, response) => void answer(metrics, request, response))
  try {
    await once(server.listen({ host, port }), 'listening')
  } catch (error) {
    await pool.end()
    throw portError(error, 'PATRON_ADMIN_PORT', host, port)
  }
  const { port: opened } = server.address() as AddressInfo
  deps.observe({
    type: 'admin_listening',
    url: `http://${host.includes(':') ? `[${host}]` : host}:${opened}`,
  })
  return {
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await pool.end()
    },
  }
}

async function answer(
  metrics: Metrics,
  { method, url }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isMetrics = method === 'GET' && url === '/metrics'
  if (!isMetrics) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Only GET /metrics is served here.\n')
    return
  }
  const text = await metrics.render()
  response
    .writeHead(200, { 'content-type': metrics.registry.contentType, 'cache-control': 'no-store' })
    .end(text)
}
