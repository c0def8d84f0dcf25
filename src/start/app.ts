import type { FastifyInstance } from 'fastify'
import type { Deps } from '../account/scope.ts'
import { bulkRoutes } from '../bulk/routes.ts'
import { accountRoutes, modeRoutes, settingsRoutes } from '../accounts/routes.ts'
import { clockRoutes } from '../clock/routes.ts'
import type { SandboxClock } from '../clock/sandbox-clock.ts'
import { customerLifecycleRoutes, customerRoutes, handMarkRoutes } from '../customers/routes.ts'
import { customFieldRoutes, fieldDeletionRoutes } from '../custom-fields/routes.ts'
import { Refused } from '../core/errors.ts'
import { explainRoutes } from '../explain/routes.ts'
import { readToken, requireRouteRights, requireToken } from '../http/authentication.ts'
import { compressAnswers } from '../http/compression.ts'
import { allowOrigins } from '../http/cross-origin.ts'
import { setSecurityHeaders } from '../http/security-headers.ts'
import { createServer, refuseUnrouted, type ServerSettings } from '../http/server.ts'
import { queryRoutes } from '../query/routes.ts'
import { ruleFileRoutes } from '../rules/file/routes.ts'
import { ruleRoutes } from '../rules/routes.ts'
import { segmentDeletionRoutes, segmentRoutes } from '../segments/routes.ts'
import { stageRoutes } from '../stages/routes.ts'
import { mergingRoutes } from '../merging/routes.ts'
import { ownTagRoutes, tagRoutes } from '../tags/routes.ts'
import { timelineRoutes } from '../timeline/routes.ts'
import { transactionRoutes } from '../transactions/routes.ts'
import { userRoutes } from '../users/routes.ts'
import type { TokenVerifier } from '../users/tokens.ts'
import { viewRoutes } from '../views/routes.ts'
import { healthRoutes } from './health.ts'
import { limitRate } from './rate-limit.ts'
import { referencePlugins } from './reference.ts'

export type AppSettings = ServerSettings & {
  /** Requests a second for a token, or for an address without a good one; 0: no limit. */
  rateLimit: number
  /** Other origins whose pages may call the API; `*`: every one. None unless given. */
  corsOrigins?: readonly string[]
  /** Whether browsers that came by HTTPS shall come back by HTTPS only. Not unless given. */
  isStrictTransport?: boolean
  /** Served where there is a sandbox. */
  clock: SandboxClock | undefined
  /** Whether the API answers yet; until then it is refused with 503 `upgrading`. Always unless given. */
  isReady?: () => boolean
}

/** The whole HTTP application, apart from listening. */
export async function createApp(
  deps: Deps,
  tokens: TokenVerifier,
  settings: AppSettings,
): Promise<FastifyInstance> {
  const app = createServer(settings, deps.observe)
  setSecurityHeaders(app, settings.isStrictTransport ?? false)
  await allowOrigins(app, settings.corsOrigins ?? [])
  await compressAnswers(app)
  refuseUnrouted(app)
  await app.register(referencePlugins)
  await app.register(healthRoutes, { db: deps.db })
  await app.register(
    async (api) => {
      api.addHook('onRequest', async () => {
        if (settings.isReady?.() === false) throw new Refused('upgrading')
      })
      readToken(api, (token) => tokens.verify(token))
      if (settings.rateLimit > 0) await limitRate(api, settings.rateLimit)
      requireToken(api)
      requireRouteRights(api)
      await api.register((v4) => publishedRoutes(v4, deps), { prefix: '/v4' })
      await api.register((own) => ownRoutes(own, deps, settings.clock), { prefix: '/patron/v1' })
    },
    { prefix: '/api' },
  )
  return app
}

/** The names of the original. Nothing of ours is mixed in. */
async function publishedRoutes(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(accountRoutes, deps)
  await app.register(userRoutes, deps)
  await app.register(modeRoutes, deps)
  await app.register(stageRoutes, deps)
  await app.register(segmentRoutes, deps)
  await app.register(customFieldRoutes, deps)
  await app.register(tagRoutes, deps)
  await app.register(transactionRoutes, deps)
  await app.register(customerRoutes, deps)
}

/** What the original lacks. */
async function ownRoutes(app: FastifyInstance, deps: Deps, clock: SandboxClock | undefined): Promise<void> {
  if (clock) await app.register(clockRoutes, { deps, clock })
  await app.register(settingsRoutes, deps)
  await app.register(customerLifecycleRoutes, deps)
  await app.register(handMarkRoutes, deps)
  await app.register(segmentDeletionRoutes, deps)
  await app.register(fieldDeletionRoutes, deps)
  await app.register(ownTagRoutes, deps)
  await app.register(mergingRoutes, deps)
  await app.register(queryRoutes, deps)
  await app.register(bulkRoutes, deps)
  await app.register(viewRoutes, deps)
  await app.register(ruleRoutes, deps)
  await app.register(ruleFileRoutes, deps)
  await app.register(timelineRoutes, deps)
  await app.register(explainRoutes, deps)
}
