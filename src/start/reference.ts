import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { ConditionSchema } from '../core/conditions/schema.ts'
import { EXPLAINED } from '../explain/schema.ts'
import { ProblemBody } from '../http/schema.ts'

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
    transformObject: withNamedSchemas,
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    // It would make browsers ask for the page's scripts by HTTPS where there is none.
    transformStaticCSP: (policy) => policy.replace(' upgrade-insecure-requests;', ''),
    theme: {
      title: 'Patron: reference',
      css: [{ filename: 'patron.css', content: '.swagger-ui .topbar { display: none }' }],
    },
  })
  let rendered: Rendered | undefined
  app.get('/openapi.json', { schema: { hide: true } }, async (request, reply) => {
    rendered ??= render(app)
    reply.header('etag', rendered.etag).header('cache-control', 'no-cache')
    // The header may list several tags, weak ones too: compression on the way makes `W/"…"` of ours.
    if (request.headers['if-none-match']?.includes(rendered.etag)) return reply.code(304).send()
    return reply.header('content-type', 'application/json').send(rendered.body)
  })
})

type Rendered = { readonly body: Buffer; readonly etag: string }

function render(app: FastifyInstance): Rendered {
  const body = Buffer.from(JSON.stringify(app.swagger()))
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` }
}

type Transform = NonNullable<FastifyDynamicSwaggerOptions['transformObject']>
type Answer = { content?: Record<string, { schema: object }> }
type Parameter = { schema: { style?: string; explode?: boolean }; style?: string; explode?: boolean }
type Operation = { parameters?: Parameter[]; responses: Record<string, Answer> }
type Reference = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: object }
}

/**
 * The schemas of problems and of trees of conditions, explained ones too, once, under names: a copy for every status of every route would be half of the
 * reference, and a tree holds trees.
 */
function withNamedSchemas(document: Parameters<Transform>[0]): ReturnType<Transform> {
  const { openapiObject } = document as unknown as { openapiObject: Reference }
  for (const operation of Object.values(openapiObject.paths).flatMap((path) => Object.values(path))) {
    for (const { content } of Object.values(operation.responses)) {
      const problem = content?.['application/problem+json']
      if (problem) problem.schema = { $ref: '#/components/schemas/Problem' }
    }
    for (const parameter of operation.parameters ?? []) hoistStyle(parameter)
  }
  openapiObject.paths = withTrees(openapiObject.paths) as Reference['paths']
  openapiObject.components.schemas = {
    Problem: ProblemBody,
    Condition: withTrees(CONDITION),
    ExplainedCondition: withTrees(EXPLAINED),
  }
  return openapiObject
}

/** How a parameter is written stands beside its schema, which the plugin has it in. */
function hoistStyle(parameter: Parameter): void {
  const { style, explode, ...schema } = parameter.schema
  if (style === undefined) return
  Object.assign(parameter, { schema, style, explode })
}

/** Without its `$id`, from which references would be resolved. */
const { $id: _id, ...CONDITION } = ConditionSchema.$defs.Condition as { $id?: string }
const CONDITION_REF = { $ref: '#/components/schemas/Condition' }
const EXPLAINED_REF = { $ref: '#/components/schemas/ExplainedCondition' }

/** Returns a copy of a schema in which each tree of conditions is a reference to the shared schema of trees. */
function withTrees(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withTrees)
  if (typeof schema !== 'object' || schema === null) return schema
  if ('x-tree' in schema || 'x-explained' in schema) {
    const { type, 'x-tree': tree } = schema as { type?: unknown; 'x-tree'?: unknown }
    const reference = tree === undefined ? EXPLAINED_REF : CONDITION_REF
    return Array.isArray(type) || tree === 'nullable' ? { anyOf: [reference, { type: 'null' }] } : reference
  }
  if ('x-required' in schema) {
    const { 'x-required': required, ...rest } = schema
    return { ...(withTrees(rest) as object), required }
  }
  if ('$ref' in schema && schema.$ref === ConditionSchema.$ref) return CONDITION_REF
  const shown = Object.entries(schema).filter(([key]) => key !== 'x-decides')
  return Object.fromEntries(shown.map(([key, value]) => [key, withTrees(value)]))
}
