import type { FastifyInstance } from 'fastify'
import type { Database } from '../db/database.ts'
import { schemaState } from '../db/migrate.ts'

/** Whether the process lives, and whether it can serve. Open to everybody; they tell nothing else. */
export async function healthRoutes(app: FastifyInstance, { db }: { db: Database }): Promise<void> {
  app.get('/health/live', { schema: { hide: true } }, async (_request, reply) => reply.send({ status: 'ok' }))
  app.get('/health/ready', { schema: { hide: true } }, async (_request, reply) => {
    const obstacle = await obstacleIn(db)
    if (obstacle === undefined) return reply.send({ status: 'ok' })
    return reply.code(503).header('retry-after', 5).send({ status: obstacle })
  })
}

/** What keeps requests from being served; undefined: nothing. */
async function obstacleIn(db: Database): Promise<string | undefined> {
  try {
    const { state } = await schemaState(db)
    if (state === 'current') return undefined
    return state === 'unfinished'
      ? 'customers are being evaluated after an upgrade'
      : 'the database has other migrations than this program'
  } catch {
    return 'the database cannot be reached'
  }
}
