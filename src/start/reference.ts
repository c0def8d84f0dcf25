import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'

/** `/openapi.json`, made of the schemas of the routes, and a readable `/docs` of it. */
export const referencePlugins = fp(async (app: FastifyInstance) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Patron',
        version: '1',
        description:
          'Customers, purchases, stages and segments. `/api/v4` is compatible with the Customers API of amoCRM / Kommo; `/api/patron/v1` is ours.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
      security: [{ token: [] }],
    },
  })
  await app.register(swaggerUi, { routePrefix: '/docs' })
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('content-type', 'application/json').send(Buffer.from(JSON.stringify(app.swagger()))),
  )
})
