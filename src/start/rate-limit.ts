import type { FastifyInstance } from 'fastify'
import { Refused } from '../core/errors.ts'

/**
 * Refuses what goes over so many requests a second for one token, or for one address without a good token, such as whoever tries many.
 * Loaded only when it is switched on.
 */
export async function limitRate(app: FastifyInstance, requestsPerSecond: number): Promise<void> {
  const { default: rateLimit } = await import('@fastify/rate-limit')
  await app.register(rateLimit, { global: false })
  const limit = app.rateLimit({
    max: requestsPerSecond,
    timeWindow: 1000,
    keyGenerator: ({ tokenId, ip }) => (tokenId === undefined ? `address ${ip}` : `token ${tokenId}`),
    errorResponseBuilder: () => new Refused('too_many_requests'),
  })
  // A hook of the instance: those of routes, which the plugin would add, come after whoever has no token has been refused.
  app.addHook('onRequest', limit)
}
