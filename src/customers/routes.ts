import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { answerWrite } from '../account/answer-write.ts'
import type { Definitions } from '../account/definitions.ts'
import { requireCustomersOn, requireMode } from '../account/mode.ts'
import { type Deps, readWithDefinitions } from '../account/scope.ts'
import { apiNameOf } from '../core/customer-columns.ts'
import { Refused } from '../core/errors.ts'
import { handMarkOf } from '../core/membership.ts'
import { may } from '../core/rights.ts'
import { maskHas } from '../core/segment-mask.ts'
import { etagOf, ifVersionOf } from '../http/etag.ts'
import { ok, NO_CONTENT, sendAnswer } from '../http/hal.ts'
import { linksOf, selfLink } from '../http/links.ts'
import { listPageOf, pageLinks } from '../http/list-page.ts'
import { PageAnchors } from '../http/page-anchors.ts'
import { absent, isStrict, JsonRows, PagingParameters, queryOf } from '../http/paging.ts'
import { filterParameters, orderParameters, withNames, withParameter } from '../http/query-parameters.ts'
import { requireKnown } from '../http/strict.ts'
import { requestIdOf, requestIdsOf } from '../http/request-ids.ts'
import {
  answers,
  IdParams,
  IfMatchHeaders,
  readAnswers,
  WRITE_PROBLEMS,
  WriteHeaders,
} from '../http/schema.ts'
import { TagNames } from '../tags/names.ts'
import type { Customer } from '../engine/customer.ts'
import { countList, readList } from './list.ts'
import { FILTERS, ORDERS, readListQuery, unknownParameters } from './list-query.ts'
import { listOrderOf } from './order.ts'
import { PatchQueue } from './patch-queue.ts'
import type { CustomerListRow } from './queries.ts'
import { CustomerReader } from './reader.ts'
import { renderCustomer, type RenderContext, renderWritten } from './render.ts'
import {
  CustomerModel,
  CustomerPage,
  CustomerPatch,
  CustomerPatchItem,
  HandMarkBody,
  HandMarkParams,
  MarkedSegment,
  NewCustomer,
  PatchedCustomer,
  WrittenCustomers,
} from './schema.ts'
import { addCustomers, changeCustomers, deleteCustomer, restoreCustomer, setHandMark } from './service.ts'
import { findLinks, linkedEntitiesOf, NO_LINKS, WITH, withOf } from './with.ts'

const TAGS = ['Customers']
const MAX_BATCH = 250

/** The published methods under `/api/v4/customers`. */
export const customerRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const anchors = new PageAnchors(deps.realNow)
  const tagNames = new TagNames('customers')
  const patches = new PatchQueue(deps)
  const reader = new CustomerReader(deps)

  app.get(
    '/customers',
    {
      schema: {
        tags: TAGS,
        operationId: 'listCustomers',
        summary: 'Customers list',
        querystring: Type.Object({
          ...withParameter(WITH),
          ...PagingParameters,
          ...filterParameters(FILTERS),
          ...orderParameters(ORDERS.map(apiNameOf)),
          query: Type.Optional(
            Type.String({ description: 'Text to be found in the name or in values of custom fields' }),
          ),
        }),
        response: readAnswers(CustomerPage, [400]),
      },
    },
    async (request, reply) => {
      const query = queryOf(request)
      const names = withNames(query)
      requireKnown(request, [...unknownParameters(query), ...names], new Set<string>(WITH))
      const { actor } = request
      const answer = await readWithDefinitions(deps, actor.accountId, async (definitions) => {
        requireCustomersOn(definitions)
        const listQuery = readListQuery(query, definitions)
        const page = anchors.shortcut(actor, listPageOf(request, query, listOrderOf(listQuery.order)))
        const about = { definitions, links: linksOf(request), with: withOf(names) }
        const hasLinks = linkedEntitiesOf(about.with).length > 0
        const rows = new JsonRows()
        const waiting: CustomerListRow[] = []
        const list = await readList(deps.db, actor, definitions, listQuery, page, (customer) => {
          // Whoever is behind one that waits waits, too: the list has an order.
          const mustWait = hasLinks || waiting.length > 0
          const tags = mustWait ? undefined : tagNames.kept(definitions, customer.tag_ids)
          if (tags) rows.add(renderCustomer(customer, { ...about, tags, linked: NO_LINKS }))
          else waiting.push(customer)
        })
        anchors.remember(actor, page, list)
        if (waiting.length > 0) {
          const context = await contextOf(about, waiting)
          for (const customer of waiting) rows.add(renderCustomer(customer, context))
        }
        const total = isStrict(request)
          ? { _total_items: await countList(deps.db, actor, definitions, listQuery) }
          : {}
        const value = rows.page('customers', {
          ...total,
          _page: page.page,
          _links: pageLinks(about.links, request, query, page, list),
        })
        return { version: list.version, value }
      })
      await sendAnswer(reply, answer)
    },
  )

  app.get(
    '/customers/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getCustomer',
        summary: 'Getting a customer by its ID',
        params: IdParams,
        querystring: Type.Object(withParameter(WITH)),
        response: readAnswers(CustomerModel, [400, 404]),
      },
    },
    async (request, reply) => {
      const names = withNames(queryOf(request))
      requireKnown(request, names, new Set<string>(WITH))
      const answer = await readWithDefinitions(deps, request.actor.accountId, async (definitions) => {
        requireCustomersOn(definitions)
        const { customer, version } = await reader.findUpToDate(request.actor.accountId, request.params.id)
        const isVisible =
          customer !== undefined &&
          may(request.actor, 'customers', 'view', customer.responsible_user_id, definitions.groupOf)
        if (!isVisible) return { version, value: undefined }
        const about = { definitions, links: linksOf(request), with: withOf(names) }
        const context = await contextOf(about, [customer])
        const body = renderCustomer(customer, context)
        return { version, value: { body, etag: etagOf(customer) } }
      })
      if (answer === undefined) return sendAnswer(reply, absent(request))
      void reply.header('etag', answer.etag)
      return sendAnswer(reply, { status: 200, body: answer.body })
    },
  )

  app.post(
    '/customers',
    {
      config: { right: 'customers.add', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: 'addCustomers',
        summary: 'Adding customers',
        headers: WriteHeaders,
        body: Type.Array(NewCustomer, { minItems: 1, maxItems: MAX_BATCH }),
        response: answers(WrittenCustomers, WRITE_PROBLEMS, 'Customers have been created'),
      },
    },
    async (request, reply) => {
      const requestIds = requestIdsOf(request.body)
      await answerWrite(deps, request, reply, async (scope) => {
        requireCustomersOn(scope.definitions)
        const customers = await addCustomers(scope, request.body, requestIds)
        return ok(collection(request, scope.definitions, customers, requestIds))
      })
    },
  )

  app.patch(
    '/customers',
    {
      config: { right: 'customers.edit', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: 'updateCustomers',
        summary: 'Updating customers',
        headers: WriteHeaders,
        body: Type.Array(CustomerPatchItem, { minItems: 1, maxItems: MAX_BATCH }),
        response: answers(WrittenCustomers, WRITE_PROBLEMS, 'Customers have been updated'),
      },
    },
    async (request, reply) => {
      const requestIds = requestIdsOf(request.body)
      await answerWrite(deps, request, reply, async (scope) => {
        requireCustomersOn(scope.definitions)
        const patches = request.body.map((item) => ({
          id: item.id,
          item,
          ifVersion: item.version ?? undefined,
        }))
        const customers = await changeCustomers(scope, patches, requestIds)
        return ok(collection(request, scope.definitions, customers, requestIds))
      })
    },
  )

  app.patch(
    '/customers/:id',
    {
      config: { right: 'customers.edit', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: 'updateCustomer',
        summary: 'Updating one customer',
        headers: IfMatchHeaders,
        params: IdParams,
        body: CustomerPatch,
        response: answers(PatchedCustomer, [...WRITE_PROBLEMS, 404, 412], 'The customer has been updated'),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const ifVersion = ifVersionOf(request)
      const isPlain = ifVersion === undefined && request.headers['idempotency-key'] === undefined
      if (isPlain && request.partialBody === undefined) return answerQueued(request, reply, id, request.body)
      return answerWrite(deps, request, reply, async (scope) => {
        requireCustomersOn(scope.definitions)
        const patch = { id, item: request.body, ifVersion }
        const [customer] = await changeCustomers(scope, [patch], 'single')
        return ok(written(request, scope.definitions, customer as Customer))
      })
    },
  )

  async function answerQueued(request: FastifyRequest, reply: FastifyReply, id: number, item: CustomerPatch) {
    const { customer, definitions } = await patches.change(request.actor, id, item)
    await sendAnswer(reply, ok(written(request, definitions, customer)))
  }

  async function contextOf(
    about: RenderRequest,
    customers: readonly CustomerListRow[],
  ): Promise<RenderContext> {
    const { definitions } = about
    const tagIds = customers.flatMap((customer) => customer.tag_ids)
    const tags = tagNames.kept(definitions, tagIds) ?? (await tagNames.load(deps.db, definitions, tagIds))
    const ids = customers.map((customer) => customer.id)
    const linked = await findLinks(deps.db, deps.entities, definitions.account.id, ids, about.with)
    return { ...about, tags, linked }
  }
}

/** What a request asks to see beside customers, under its definitions. */
type RenderRequest = Omit<RenderContext, 'tags' | 'linked'>

/** Deleting and restoring a customer, under `/api/patron/v1`: the published API has no such methods. */
export const customerLifecycleRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.delete(
    '/customers/:id',
    {
      config: { right: 'customers.delete' },
      schema: {
        tags: TAGS,
        operationId: 'deleteCustomer',
        summary: 'Deleting a customer; it can be restored for 30 days',
        headers: IfMatchHeaders,
        params: IdParams,
        response: answers('none', [...WRITE_PROBLEMS, 404, 412], 'The customer has been deleted'),
      },
    },
    async (request, reply) =>
      answerWrite(deps, request, reply, async (scope) => {
        requireCustomersOn(scope.definitions)
        await deleteCustomer(scope, request.params.id, ifVersionOf(request))
        return NO_CONTENT
      }),
  )

  app.post(
    '/customers/:id/restore',
    {
      config: { right: 'customers.delete' },
      schema: {
        tags: TAGS,
        operationId: 'restoreCustomer',
        summary: 'Restoring a deleted customer',
        headers: IfMatchHeaders,
        params: IdParams,
        response: answers(PatchedCustomer, [...WRITE_PROBLEMS, 404, 412], 'The customer is back'),
      },
    },
    async (request, reply) =>
      answerWrite(deps, request, reply, async (scope) => {
        requireCustomersOn(scope.definitions)
        const customer = await restoreCustomer(scope, request.params.id, ifVersionOf(request))
        return ok(renderWritten(customer, scope.definitions, linksOf(request), undefined))
      }),
  )
}

/** What a hand says of a customer and a segment, under `/api/patron/v1`. */
export const handMarkRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.put(
    '/customers/:id/segments/:segmentId',
    {
      config: { right: 'customers.edit' },
      schema: {
        tags: TAGS,
        operationId: 'setHandMark',
        summary: 'Putting a customer into a segment by hand, keeping it out, or leaving that to the rules',
        headers: IfMatchHeaders,
        params: HandMarkParams,
        body: HandMarkBody,
        response: answers(MarkedSegment, [...WRITE_PROBLEMS, 404, 412], 'How the customer stands now'),
      },
    },
    async (request, reply) =>
      answerWrite(deps, request, reply, async (scope) => {
        requireCustomersOn(scope.definitions)
        requireMode(scope.definitions, 'segments')
        const segment = scope.definitions.segments.get(request.params.segmentId)
        if (segment === undefined) throw new Refused('not_found')
        const customer = await setHandMark(scope, {
          id: request.params.id,
          segment,
          hand: request.body.hand,
          ifVersion: ifVersionOf(request),
        })
        return ok({
          customer_id: customer.id,
          id: segment.id,
          name: segment.name,
          holds: maskHas(customer.segments, segment.slot),
          hand: handMarkOf(customer, segment.slot),
        })
      }),
  )
}

function collection(
  request: FastifyRequest,
  definitions: Definitions,
  customers: readonly Customer[],
  requestIds: readonly string[],
) {
  const links = linksOf(request)
  return {
    _links: selfLink(links, 'customers'),
    _embedded: {
      customers: customers.map((customer, i) => renderWritten(customer, definitions, links, requestIds[i])),
    },
  }
}

function written(request: FastifyRequest, definitions: Definitions, customer: Customer) {
  return renderWritten(customer, definitions, linksOf(request), requestIdOf(request.body, 0))
}
