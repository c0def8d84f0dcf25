import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { answerChange, answerDeletion, ifUsedOf } from '../account/answer-write.ts'
import { requireCustomersEnabled } from '../account/mode.ts'
import { currentDefinitions, type Deps } from '../account/scope.ts'
import type { EntityDescriptor } from '../core/entity.ts'
import type { FieldDefinition } from '../core/field-types/field-type.ts'
import { ForceQuery } from '../http/flags.ts'
import { ok, sendAnswer } from '../http/hal.ts'
import { linksOf } from '../http/links.ts'
import { listPageOf, pageLinks } from '../http/list-page.ts'
import { absent, pageAnswer, PagingParameters, queryOf } from '../http/paging.ts'
import { requireKnown } from '../http/strict.ts'
import { filterParameters, orderParameters } from '../http/query-parameters.ts'
import { requestIdsOf, sentRequestId } from '../http/request-ids.ts'
import { answers, IdParams, readAnswers, WRITE_PROBLEMS, WriteHeaders, operationOf } from '../http/schema.ts'
import {
  fieldsMatching,
  FILTERS,
  listOrderOf,
  ORDERS,
  pageOfFields,
  readFieldQuery,
  unknownParameters,
} from './list.ts'
import { fieldModel } from './model.ts'
import { fieldAnswers, FieldPatch, FieldPatchItem, NewField } from './schema.ts'
import { addFields, changeFields, deleteField } from './service.ts'

const TAGS = ['Custom fields']
const MAX_BATCH = 250
const ListParameters = Type.Object({
  ...filterParameters(FILTERS),
  ...orderParameters(ORDERS),
  ...PagingParameters,
})

/** The definitions of custom fields of every entity that has some. Changing them is for administrators. */
export const customFieldRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const all = deps.entities.all()
  const schemas = fieldAnswers(all.flatMap(({ name, fields }) => (fields ? [name] : [])))
  for (const entity of all) if (entity.fields) addRoutes(app, deps, entity, entity.fields.path, schemas)
}

function addRoutes(
  app: Parameters<FastifyPluginAsyncTypebox>[0],
  deps: Deps,
  { name: entity, needsCustomers }: EntityDescriptor,
  fieldsPath: string,
  { FieldModel, PatchedField, FieldPage, WrittenFields }: ReturnType<typeof fieldAnswers>,
): void {
  const path = `/${fieldsPath}`
  const modelFor = (request: FastifyRequest, field: FieldDefinition) =>
    fieldModel(field, request.actor.accountId, linksOf(request), fieldsPath)
  const written = (
    request: FastifyRequest,
    fields: readonly FieldDefinition[],
    requestIds: readonly string[],
  ) => ({
    _total_items: fields.length,
    _embedded: {
      custom_fields: fields.map((field, i) => ({ ...modelFor(request, field), request_id: requestIds[i] })),
    },
  })

  app.get(
    path,
    {
      schema: {
        tags: TAGS,
        operationId: operationOf('listFieldsOf', entity),
        summary: `Custom fields of ${entity}`,
        querystring: ListParameters,
        response: readAnswers(FieldPage, [400, 422]),
      },
    },
    async (request, reply) => {
      const query = queryOf(request)
      requireKnown(request, unknownParameters(query))
      const definitions = await currentDefinitions(deps, request.actor.accountId)
      if (needsCustomers) requireCustomersEnabled(definitions)
      const fieldQuery = readFieldQuery(query)
      const page = listPageOf(request, query, listOrderOf(fieldQuery))
      const fields = fieldsMatching(fieldQuery, definitions.fieldsOf(entity))
      const shown = pageOfFields(fields, fieldQuery, page)
      const links = linksOf(request)
      const pageCount = Math.ceil(fields.length / page.limit)
      const lastPage = { ...page, page: pageCount }
      const { self: last } = pageLinks(links, request, query, lastPage, { hasNext: false, last: undefined })
      const answer = pageAnswer(
        'custom_fields',
        shown.rows,
        (field) => JSON.stringify(modelFor(request, field)),
        {
          _total_items: fields.length,
          _page: page.page,
          _page_count: pageCount,
          _links: {
            ...pageLinks(links, request, query, page, shown),
            last,
          },
        },
      )
      await sendAnswer(reply, answer)
    },
  )

  app.get(
    `${path}/:id`,
    {
      schema: {
        tags: TAGS,
        operationId: operationOf('getFieldOf', entity),
        summary: `Getting a custom field of ${entity} by its ID`,
        params: IdParams,
        response: readAnswers(FieldModel, [404, 422]),
      },
    },
    async (request, reply) => {
      const definitions = await currentDefinitions(deps, request.actor.accountId)
      if (needsCustomers) requireCustomersEnabled(definitions)
      const field = definitions.fieldsOf(entity).byId(request.params.id)
      await sendAnswer(reply, field === undefined ? absent(request) : ok(modelFor(request, field)))
    },
  )

  app.post(
    path,
    {
      config: { right: 'admin', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: operationOf('addFieldsOf', entity),
        summary: `Adding custom fields of ${entity}`,
        headers: WriteHeaders,
        body: Type.Array(NewField, { minItems: 1, maxItems: MAX_BATCH }),
        response: answers(WrittenFields, WRITE_PROBLEMS, 'The fields have been added'),
      },
    },
    async (request, reply) =>
      answerChange(deps, request, reply, async (scope) => {
        if (needsCustomers) requireCustomersEnabled(scope.definitions)
        const requestIds = requestIdsOf(request.body)
        return ok(written(request, await addFields(scope, entity, request.body, requestIds), requestIds))
      }),
  )

  app.patch(
    path,
    {
      config: { right: 'admin', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: operationOf('updateFieldsOf', entity),
        summary: `Updating custom fields of ${entity}`,
        headers: WriteHeaders,
        querystring: ForceQuery,
        body: Type.Array(FieldPatchItem, { minItems: 1, maxItems: MAX_BATCH }),
        response: answers(WrittenFields, WRITE_PROBLEMS, 'The fields have been updated'),
      },
    },
    async (request, reply) =>
      answerChange(deps, request, reply, async (scope) => {
        if (needsCustomers) requireCustomersEnabled(scope.definitions)
        const requestIds = requestIdsOf(request.body)
        const patches = request.body.map((item) => ({ id: item.id, item }))
        const ifUsed = ifUsedOf(request, 'refuse_v4')
        const fields = await changeFields(scope, entity, patches, requestIds, ifUsed)
        return ok(written(request, fields, requestIds))
      }),
  )

  app.patch(
    `${path}/:id`,
    {
      config: { right: 'admin', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: operationOf('updateFieldOf', entity),
        summary: `Updating one custom field of ${entity}`,
        headers: WriteHeaders,
        params: IdParams,
        querystring: ForceQuery,
        body: FieldPatch,
        response: answers(PatchedField, [...WRITE_PROBLEMS, 404], 'The field has been updated'),
      },
    },
    async (request, reply) =>
      answerChange(deps, request, reply, async (scope) => {
        if (needsCustomers) requireCustomersEnabled(scope.definitions)
        const patch = { id: request.params.id, item: request.body }
        const ifUsed = ifUsedOf(request, 'refuse_v4')
        const [field] = await changeFields(scope, entity, [patch], 'single', ifUsed)
        return ok({ ...modelFor(request, field as FieldDefinition), ...sentRequestId(request.body) })
      }),
  )

  app.delete(
    `${path}/:id`,
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: operationOf('deleteFieldOf', entity),
        summary: `Deleting a custom field of ${entity} with its values`,
        headers: WriteHeaders,
        params: IdParams,
        querystring: ForceQuery,
        response: answers('none', [...WRITE_PROBLEMS, 404], 'The field has been deleted'),
      },
    },
    async (request, reply) =>
      answerDeletion(deps, request, reply, 'refuse_v4', async (scope, ifUsed) => {
        if (needsCustomers) requireCustomersEnabled(scope.definitions)
        await deleteField(scope, entity, request.params.id, ifUsed)
      }),
  )
}

/** Deleting a field of customers, under `/api/patron/v1`. */
export const fieldDeletionRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.delete(
    '/custom_fields/:id',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'deleteField',
        summary: 'Deleting a custom field of customers with its values',
        headers: WriteHeaders,
        params: IdParams,
        querystring: ForceQuery,
        response: answers('none', [...WRITE_PROBLEMS, 404], 'The field has been deleted'),
      },
    },
    async (request, reply) =>
      answerDeletion(deps, request, reply, 'refuse', (scope, ifUsed) =>
        deleteField(scope, 'customers', request.params.id, ifUsed),
      ),
  )
}
