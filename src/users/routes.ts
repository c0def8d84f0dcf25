import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import type { Definitions, UserDefinition } from '../account/definitions.ts'
import { currentDefinitions, type Deps } from '../account/scope.ts'
import { ALL_RIGHTS } from '../core/actor.ts'
import { filtersAndOrders } from '../http/filters.ts'
import { ok, sendAnswer } from '../http/hal.ts'
import { type Links, linksOf, selfLink } from '../http/links.ts'
import { BY_ID, listPageOf, pageLinks, pageOfRows } from '../http/list-page.ts'
import { absent, pageAnswer, PagingParameters, queryOf } from '../http/paging.ts'
import { withNames, withParameter } from '../http/query-parameters.ts'
import { requireKnown } from '../http/strict.ts'
import { IdParams, readAnswers } from '../http/schema.ts'
import { UserModel, UserPage } from './schema.ts'

const WITH: ReadonlySet<string> = new Set(['role', 'group', 'uuid', 'amojo_id', 'user_rank', 'phone_number'])

/** The users of an account, for administrators, as published. */
export const userRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.get(
    '/users',
    {
      config: { right: 'admin' },
      schema: {
        tags: ['Users'],
        operationId: 'listUsers',
        summary: 'Users list',
        querystring: Type.Object({ ...withParameter([...WITH]), ...PagingParameters }),
        response: readAnswers(UserPage, [400, 403]),
      },
    },
    async (request, reply) => {
      const query = queryOf(request)
      const wanted = withNames(query)
      requireKnown(request, [...filtersAndOrders(query), ...wanted], WITH)
      const definitions = await currentDefinitions(deps, request.actor.accountId)
      const links = linksOf(request)
      const page = listPageOf(request, query, BY_ID)
      const users = [...definitions.users.values()]
      const shown = pageOfRows(users, page)
      const answer = pageAnswer(
        'users',
        shown.rows,
        (user) => JSON.stringify(userModel(user, definitions, links, wanted)),
        {
          _total_items: users.length,
          _page: page.page,
          _page_count: Math.ceil(users.length / page.limit),
          _links: pageLinks(links, request, query, page, shown),
        },
      )
      await sendAnswer(reply, answer)
    },
  )

  app.get(
    '/users/:id',
    {
      config: { right: 'admin' },
      schema: {
        tags: ['Users'],
        operationId: 'getUser',
        summary: 'Getting a user by its ID',
        params: IdParams,
        querystring: Type.Object(withParameter([...WITH])),
        response: readAnswers(UserModel, [400, 403, 404]),
      },
    },
    async (request, reply) => {
      const wanted = withNames(queryOf(request))
      requireKnown(request, wanted, WITH)
      const definitions = await currentDefinitions(deps, request.actor.accountId)
      const user = definitions.users.get(request.params.id)
      await sendAnswer(
        reply,
        user === undefined ? absent(request) : ok(userModel(user, definitions, linksOf(request), wanted)),
      )
    },
  )
}

/**
 * The published model. Entities that Patron does not have show the rights that an administrator or an ordinary user
 * has of everything; `customers` is ours, because no published right covers customers.
 */
function userModel(user: UserDefinition, definitions: Definitions, links: Links, wanted: readonly string[]) {
  const group = definitions.groups.find((candidate) => candidate.id === user.group_id)
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    lang: user.lang,
    rights: {
      leads: ALL_RIGHTS,
      contacts: ALL_RIGHTS,
      companies: ALL_RIGHTS,
      customers: user.is_admin ? ALL_RIGHTS : { ...ALL_RIGHTS, ...user.rights.customers },
      tasks: { edit: 'A', delete: 'A' },
      mail_access: false,
      catalog_access: true,
      is_admin: user.is_admin,
      is_free: false,
      is_active: user.is_active,
      group_id: user.group_id,
      role_id: null,
      status_rights: null,
    },
    ...(wanted.includes('uuid') && { uuid: user.uuid }),
    _links: selfLink(links, `users/${user.id}`),
    _embedded: {
      roles: [],
      groups: wanted.includes('group') && group ? [{ id: group.id, name: group.name }] : [],
    },
  }
}
