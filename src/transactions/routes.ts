import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { answerWrite } from '../account/answer-write.ts'
import type { Definitions } from '../account/definitions.ts'
import { requireTransactionsOn } from '../account/mode.ts'
import { currentDefinitions, type Deps } from '../account/scope.ts'
import type { Actor } from '../core/actor.ts'
import { Violations } from '../core/errors.ts'
import { may, permittedOwners } from '../core/rights.ts'
import { findCustomer, renderStanding } from '../customers/service.ts'
import { ifVersionOf } from '../http/etag.ts'
import { integersOf, unknownKeys } from '../http/filters.ts'
import { amountProperties } from '../http/amounts.ts'
import { NO_CONTENT, ok, sendAnswer } from '../http/hal.ts'
import { type Links, linksOf, selfLink } from '../http/links.ts'
import { BY_ID, listPageOf, pageLinks } from '../http/list-page.ts'
import { PageAnchors } from '../http/page-anchors.ts'
import { absent, isStrict, pageAnswer, PagingParameters, queryOf } from '../http/paging.ts'
import { type Filters, filterParameters } from '../http/query-parameters.ts'
import { requireKnown } from '../http/strict.ts'
import { nodeAt, type Query } from '../http/query-string.ts'
import { requestIdsOf } from '../http/request-ids.ts'
import { answers, IdParams, IfMatchHeaders, readAnswers, WRITE_PROBLEMS } from '../http/schema.ts'
import { countTransactions, findTransaction, listTransactions, type Transaction } from './queries.ts'
import {
  AddedTransactions,
  CustomerParams,
  CustomerTransactionParams,
  NewTransaction,
  TransactionModel,
  TransactionPage,
} from './schema.ts'
import { addTransactions, deleteTransaction } from './service.ts'

const TAGS = ['Transactions']
/** The one published filter. */
const FILTERS: Filters = { id: 'integers' }
const MAX_BATCH = 250

/** Purchases of customers. List, read and delete each have two paths: of the account and of one customer. */
export const transactionRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  const anchors = new PageAnchors(deps.realNow)
  const listSchema = {
    tags: TAGS,
    querystring: Type.Object({ ...filterParameters(FILTERS), ...PagingParameters }),
    response: readAnswers(TransactionPage, [400, 404]),
  }
  const readSchema = { tags: TAGS, response: readAnswers(TransactionModel, [404]) }
  const deleteSchema = {
    tags: TAGS,
    headers: IfMatchHeaders,
    response: answers('none', [...WRITE_PROBLEMS, 404, 412], 'The transaction has been deleted'),
  }

  app.get(
    '/customers/transactions',
    { schema: { ...listSchema, operationId: 'listTransactions', summary: 'Transactions list' } },
    async (request, reply) => answerList(request, reply, undefined),
  )
  app.get(
    '/customers/:customerId/transactions',
    {
      schema: {
        ...listSchema,
        params: CustomerParams,
        operationId: 'listTransactionsOfCustomer',
        summary: 'Transactions list of a customer',
      },
    },
    async (request, reply) => answerList(request, reply, request.params.customerId),
  )
  app.get(
    '/customers/transactions/:id',
    {
      schema: {
        ...readSchema,
        params: IdParams,
        operationId: 'getTransaction',
        summary: 'Getting a transaction by its ID',
      },
    },
    async (request, reply) => answerOne(request, reply, request.params.id, undefined),
  )
  app.get(
    '/customers/:customerId/transactions/:id',
    {
      schema: {
        ...readSchema,
        params: CustomerTransactionParams,
        operationId: 'getTransactionOfCustomer',
        summary: 'Getting a transaction of a customer',
      },
    },
    async (request, reply) => answerOne(request, reply, request.params.id, request.params.customerId),
  )
  app.delete(
    '/customers/transactions/:id',
    {
      config: { right: 'customers.edit' },
      schema: {
        ...deleteSchema,
        params: IdParams,
        operationId: 'deleteTransaction',
        summary: 'Deleting a transaction',
      },
    },
    async (request, reply) => answerDelete(request, reply, request.params.id, undefined),
  )
  app.delete(
    '/customers/:customerId/transactions/:id',
    {
      config: { right: 'customers.edit' },
      schema: {
        ...deleteSchema,
        params: CustomerTransactionParams,
        operationId: 'deleteTransactionOfCustomer',
        summary: 'Deleting a transaction of a customer',
      },
    },
    async (request, reply) => answerDelete(request, reply, request.params.id, request.params.customerId),
  )

  app.post(
    '/customers/:customerId/transactions',
    {
      config: { right: 'customers.edit', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: 'addTransactions',
        summary: 'Adding transactions to a customer',
        headers: IfMatchHeaders,
        params: CustomerParams,
        querystring: Type.Object({
          accrue_bonus: Type.Optional(Type.Boolean({ description: 'Ignored: there are no bonus points' })),
        }),
        body: Type.Array(NewTransaction, { minItems: 1, maxItems: MAX_BATCH }),
        response: answers(AddedTransactions, [...WRITE_PROBLEMS, 404, 412], 'Transactions have been created'),
      },
    },
    async (request, reply) =>
      answerWrite(deps, request, reply, async (scope) => {
        requireTransactionsOn(scope.definitions)
        const requestIds = requestIdsOf(request.body)
        const links = linksOf(request)
        const { rows, customer } = await addTransactions(
          scope,
          request.params.customerId,
          request.body,
          requestIds,
          ifVersionOf(request),
        )
        const standing = renderStanding(customer, scope.definitions, links)
        return ok({
          _total_items: rows.length,
          _embedded: {
            transactions: rows.map((row, i) => ({
              id: row.id,
              customer_id: row.customer_id,
              ...amountProperties('price', row.price_minor, scope.definitions.currencyDigits),
              comment: row.comment,
              request_id: requestIds[i],
              _links: purchaseLink(row, links),
              _embedded: { customer: standing },
            })),
          },
        })
      }),
  )

  async function answerList(request: FastifyRequest, reply: FastifyReply, customerId: number | undefined) {
    const { actor } = request
    const query = queryOf(request)
    requireKnown(request, unknownParameters(query))
    const definitions = await currentDefinitions(deps, actor.accountId)
    requireTransactionsOn(definitions)
    if (customerId !== undefined && isStrict(request) && !(await isVisible(actor, definitions, customerId)))
      return sendAnswer(reply, absent(request))
    const ids = idsOf(query)
    const visible = permittedOwners(actor, 'customers', 'view', definitions.users.values())
    const filter = { ids, customerId, visible }
    const page = anchors.shortcut(actor, listPageOf(request, query, BY_ID))
    const found = await listTransactions(deps.db, actor.accountId, filter, page)
    anchors.remember(actor, page, found)
    const links = linksOf(request)
    const total = isStrict(request)
      ? { _total_items: await countTransactions(deps.db, actor.accountId, filter) }
      : {}
    const answer = pageAnswer(
      'transactions',
      found.rows,
      (row) => JSON.stringify(transactionModel(row, definitions, links)),
      {
        ...total,
        _page: page.page,
        _links: pageLinks(links, request, query, page, found),
      },
    )
    await sendAnswer(reply, answer)
  }

  async function answerOne(
    request: FastifyRequest,
    reply: FastifyReply,
    id: number,
    customerId: number | undefined,
  ) {
    const { actor } = request
    const definitions = await currentDefinitions(deps, actor.accountId)
    requireTransactionsOn(definitions)
    const row = await findTransaction(deps.db, actor.accountId, id)
    if (row === undefined || (customerId !== undefined && row.customer_id !== customerId))
      return sendAnswer(reply, absent(request))
    if (!(await isVisible(actor, definitions, row.customer_id))) return sendAnswer(reply, absent(request))
    return sendAnswer(reply, ok(transactionModel(row, definitions, linksOf(request))))
  }

  async function isVisible(actor: Actor, definitions: Definitions, customerId: number): Promise<boolean> {
    const customer = await findCustomer(deps.db, actor.accountId, customerId)
    return (
      customer !== undefined &&
      may(actor, 'customers', 'view', customer.responsible_user_id, definitions.groupOf)
    )
  }

  function answerDelete(
    request: FastifyRequest,
    reply: FastifyReply,
    id: number,
    customerId: number | undefined,
  ) {
    return answerWrite(deps, request, reply, async (scope) => {
      requireTransactionsOn(scope.definitions)
      await deleteTransaction(scope, id, customerId, ifVersionOf(request))
      return NO_CONTENT
    })
  }
}

/** Reads `filter[id]`. @throws Invalid for what is no list of ids */
function idsOf(query: Query): number[] | undefined {
  const violations = new Violations('single')
  const ids = integersOf(nodeAt(query, 'filter', 'id'), 'filter.id', (...problem) =>
    violations.add(0, ...problem),
  )
  violations.throwIfAny()
  return ids
}

/** The filters and orders that the list does not know, for strict requests. */
function unknownParameters(query: Query): string[] {
  return [...unknownKeys(query, 'filter', Object.keys(FILTERS)), ...unknownKeys(query, 'order', [])]
}

function transactionModel(row: Transaction, { account, currencyDigits }: Definitions, links: Links) {
  const { customer_id } = row
  return {
    id: row.id,
    ...amountProperties('price', row.price_minor, currencyDigits),
    comment: row.comment,
    completed_at: row.completed_at,
    customer_id,
    created_by: row.created_by,
    updated_by: row.updated_by,
    created_at: row.created_at,
    updated_at: row.updated_at,
    is_deleted: row.is_deleted,
    account_id: account.id,
    _links: purchaseLink(row, links),
    _embedded: {
      customer: { id: customer_id, _links: selfLink(links, `customers/${customer_id}`) },
      ...(row.catalog_elements.length > 0 && {
        catalog_elements: row.catalog_elements.map(({ id, metadata }) => ({ id, metadata: metadata ?? {} })),
      }),
    },
  }
}

/** The self link is the nested path also when the flat one was read, as the pages print it. */
function purchaseLink(row: Transaction, links: Links) {
  return selfLink(links, `customers/${row.customer_id}/transactions/${row.id}`)
}
