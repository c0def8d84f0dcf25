import type { FastifyInstance } from 'fastify'
import type { Database } from '../db/database.ts'

/** Whether the process lives, and whether it can serve. Open to everybody; they tell nothing else. */
export async function healthRoutes(app: FastifyInstance, { db }: { db: Database }): Promise<void> {
  app.get('/health/live', { schema: { hide: true } }, async (_request, reply) => reply.send({ status: 'ok' }))
  app.get('/health/ready', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await db.query('select 1')
      return await reply.send({ status: 'ok' })
    } catch {
      return reply.code(503).header('retry-after', 5).send({ status: 'the database cannot be reached' })
    }
  })
}
