import { once } from 'node:events'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { CannotRun } from '../core/errors.ts'
import type { Observe } from '../core/observation.ts'
import { isAway } from '../db/away.ts'
import { migrate } from '../db/migrate.ts'
import { answerBrokenRequests } from '../http/broken-requests.ts'
import { createFirstAccount } from '../accounts/create.ts'
import { type Admin, openAdmin } from './admin.ts'
import { createApp } from './app.ts'
import { closeableTls, closeGently, stopWithin } from './closing.ts'
import type { Config } from './config.ts'
import type { DatabaseSource } from './database.ts'
import { FIRST_ACCOUNT, keepFirstRun, showFirstRun } from './first-run.ts'
import { keepHeapSmall } from './heap.ts'
import { portError } from './ports.ts'
import type { Metrics } from './metrics.ts'
import { openServices, type Services } from './services.ts'
import { loadTls } from './tls.ts'
import { finishUpgrade } from './upgrade.ts'
import { startWork } from './work.ts'

export type Serving = {
  readonly url: string
  readonly httpsUrl: string | undefined
  /** Finishes the requests under way, but waits for no client forever; then ends the database that was started with it. */
  stop(): Promise<void>
}

export type ServeOptions = {
  /** Whether to run jobs, move customers whose time has come and number events; else a `patron worker` does. */
  readonly worker: boolean
  readonly observe: Observe
  /** Served on the admin port of the settings; nowhere unless given. */
  readonly metrics?: Metrics | undefined
  /** Shows how to get into the first account, secrets included, where only its owner sees it; not unless given. */
  readonly showSecrets?: (text: string) => void
  /** How long a stop waits for the requests under way; 10 seconds unless given. */
  readonly stopPatienceMs?: number
  /** Called once the account of a first run is there. */
  readonly afterFirstRun?: (services: Services) => Promise<void>
}

/**
 * Serves the API over a database: migrates it, listens, finishes an upgrade, and makes the first account on an empty
 * one: a port that is taken leaves no account behind whose token nobody was told.
 * @throws CannotRun
 */
export async function serve(config: Config, source: DatabaseSource, options: ServeOptions): Promise<Serving> {
  const { observe } = options
  const tls = await loadTls({ ...config.tls, dataDir: config.dataDir })
  await migrate(source.connection).catch((error: unknown) => {
    throw reachable(error, config)
  })
  let isReady = false
  const opened: { app?: FastifyInstance; https?: HttpsListener; admin?: Admin } = {}
  const patience = { patienceMs: options.stopPatienceMs }
  const closeListeners = ({ app, https, admin }: typeof opened) =>
    Promise.all([
      app && closeGently(app.server, () => app.close(), patience),
      https?.close(patience),
      admin?.close(),
    ])
  const services = await openServices(source.connection, {
    prepare: config.prepare,
    sandbox: config.sandbox,
    observe,
    slowStatementMs: config.slowStatementMs,
  })
  try {
    const app = await createApp(services.deps, services.tokens, {
      publicUrl: config.publicUrl,
      rateLimit: config.rateLimit,
      corsOrigins: config.corsOrigins,
      isStrictTransport: config.tls.certFile !== undefined,
      clock: services.clock,
      isReady: () => isReady,
    })
    opened.app = app
    const url = await listen(app, config)
    const https = tls && (await listenHttps(app, config, tls, observe))
    if (https) opened.https = https
    if (options.metrics && config.admin)
      opened.admin = await openAdmin(config.admin, options.metrics, services)
    observe({ type: 'listening', url })
    await finishUpgrade(services)
    isReady = true
    const file = join(config.dataDir, 'first-run.json')
    const { deps, tokenSecret } = services
    const created = await createFirstAccount(deps, tokenSecret, FIRST_ACCOUNT, (account) =>
      keepFirstRun(file, { url, ...account }),
    )
    if (created) {
      observe({ type: 'first_account_made', accountId: created.account_id, file })
      if (options.showSecrets) showFirstRun(created, options.showSecrets)
    }
    await options.afterFirstRun?.(services)
    const work = options.worker && startWork(services, config)
    keepHeapSmall()
    observe({
      type: 'started',
      url,
      ...(https && { httpsUrl: https.url }),
      ...(tls?.caFile !== undefined && { caFile: tls.caFile }),
    })
    return {
      url,
      httpsUrl: https?.url,
      async stop() {
        observe({ type: 'stopping' })
        const stop = () => Promise.all([work && work.stop(), closeListeners(opened)])
        await stopWithin(stop, () => services.cutOff(), patience)
        await services.close()
        await source.stop()
        observe({ type: 'stopped' })
      },
    }
  } catch (error) {
    await closeListeners(opened)
    await services.close()
    throw error
  }
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    throw portError(error, 'PATRON_PORT', host, port)
  }
  return urlOf('http', host, app.server.address() as AddressInfo)
}

/** How long clients may take, and how much they may ask of one connection. */
const LIMITS = [
  'timeout',
  'headersTimeout',
  'requestTimeout',
  'keepAliveTimeout',
  'keepAliveTimeoutBuffer',
  'maxHeadersCount',
  'maxRequestsPerSocket',
] as const

type HttpsListener = {
  readonly url: string
  close(patience: { patienceMs: number | undefined }): Promise<void>
}

/** HTTPS beside HTTP: the same routes behind a second listener, which is as patient with its clients. */
async function listenHttps(
  app: FastifyInstance,
  { host, tls: { port } }: Config,
  tls: { cert: string; key: string },
  observe: Observe,
): Promise<HttpsListener> {
  const server = createHttpsServer(tls, (request, response) => app.routing(request, response))
  Object.assign(server, Object.fromEntries(LIMITS.map((name) => [name, app.server[name]])))
  answerBrokenRequests(server, observe)
  const closeable = closeableTls(server)
  try {
    await once(server.listen({ host, port }), 'listening')
  } catch (error) {
    throw portError(error, 'PATRON_TLS_PORT', host, port)
  }
  return {
    url: urlOf('https', host, server.address() as AddressInfo),
    close: (patience) =>
      closeGently(closeable, () => new Promise((resolve) => server.close(resolve)), patience),
  }
}

function urlOf(scheme: string, host: string, { port }: AddressInfo): string {
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `${scheme}://${shown.includes(':') ? `[${shown}]` : shown}:${port}`
}

/** A wrong password, a user or a database that there is not. */
const UNUSABLE: ReadonlySet<unknown> = new Set(['28P01', '28000', '3D000'])

/** A database that cannot be reached, said without the URL, which holds a password. */
function reachable(error: unknown, config: Config): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (config.databaseUrl === undefined || !(isAway(error) || UNUSABLE.has(code))) return error
  return new CannotRun(`The database of DATABASE_URL cannot be used: ${(error as Error).message}.`, {
    cause: error,
  })
}
