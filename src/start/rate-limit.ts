import type { FastifyInstance } from 'fastify'
import { Refused } from '../core/errors.ts'

/** Refuses what goes over so many requests a second for one token; loaded only when it is switched on. */
export async function limitRate(app: FastifyInstance, requestsPerSecond: number): Promise<void> {
  const { default: rateLimit } = await import('@fastify/rate-limit')
  await app.register(rateLimit, {
    max: requestsPerSecond,
    timeWindow: 1000,
    keyGenerator: (request) => request.headers.authorization ?? request.ip,
    errorResponseBuilder: () => new Refused('too_many_requests'),
  })
}
