import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { answerChange, answerWrite, answerDeletion } from '../account/answer-write.ts'
import { requireCustomersEnabled } from '../account/mode.ts'
import { currentDefinitions, type Deps } from '../account/scope.ts'
import type { EntityDescriptor } from '../core/entity.ts'
import { Violations } from '../core/errors.ts'
import { nameAfter } from '../core/names.ts'
import { ok, sendAnswer } from '../http/hal.ts'
import { linksOf } from '../http/links.ts'
import { BY_ID, listPageOf, pageLinks } from '../http/list-page.ts'
import { isStrict, pageAnswer, PagingParameters, queryOf } from '../http/paging.ts'
import { filterParameters } from '../http/query-parameters.ts'
import { requireKnown } from '../http/strict.ts'
import { requestIdsOf } from '../http/request-ids.ts'
import { answers, readAnswers, WRITE_PROBLEMS, WriteHeaders, IdParams, operationOf } from '../http/schema.ts'
import { countList, FILTERS, listTags, readTagQuery, unknownParameters } from './list.ts'
import { renameTag } from './renaming.ts'
import { NewTag, RenamedTag, TagModel, TagPage, WrittenTags } from './schema.ts'
import { tagsNamed } from './service.ts'
import type { Tag } from './tag.ts'
import { ForceQuery } from '../http/flags.ts'
import { deleteTag } from './deletion.ts'

const TAGS = ['Tags']
const MAX_BATCH = 250

/** Tags of every entity that has some. */
export const tagRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  for (const entity of deps.entities.all()) if (entity.tags) addRoutes(app, deps, entity, entity.tags.path)
}

function addRoutes(
  app: Parameters<FastifyPluginAsyncTypebox>[0],
  deps: Deps,
  { name, needsCustomers }: EntityDescriptor,
  path: string,
): void {
  app.get(
    `/${path}`,
    {
      schema: {
        tags: TAGS,
        operationId: operationOf('listTagsOf', name),
        summary: `Tags of ${name}`,
        querystring: Type.Object({
          query: Type.Optional(Type.String({ description: 'Text to be found in the name, without case' })),
          ...filterParameters(FILTERS),
          ...PagingParameters,
        }),
        response: readAnswers(TagPage, [400, 422]),
      },
    },
    async (request, reply) => {
      const query = queryOf(request)
      requireKnown(request, unknownParameters(query))
      const { accountId } = request.actor
      if (needsCustomers) requireCustomersEnabled(await currentDefinitions(deps, accountId))
      const tagQuery = readTagQuery(query, name)
      const page = listPageOf(request, query, BY_ID)
      const found = await listTags(deps.db, accountId, tagQuery, page)
      const total = isStrict(request) ? { _total_items: await countList(deps.db, accountId, tagQuery) } : {}
      const answer = pageAnswer('tags', found.tags, (tag) => JSON.stringify(tagModel(tag)), {
        ...total,
        _page: page.page,
        _links: pageLinks(linksOf(request), request, query, page, found),
      })
      await sendAnswer(reply, answer)
    },
  )

  app.post(
    `/${path}`,
    {
      config: { right: 'anyone', namesAllErrors: true },
      schema: {
        tags: TAGS,
        operationId: operationOf('addTagsOf', name),
        summary: `Adding tags of ${name}; a name that exists gives the tag it names`,
        headers: WriteHeaders,
        body: Type.Array(NewTag, { minItems: 1, maxItems: MAX_BATCH }),
        response: answers(WrittenTags, WRITE_PROBLEMS, 'The tags exist'),
      },
    },
    async (request, reply) =>
      answerWrite(deps, request, reply, async (scope) => {
        if (needsCustomers) requireCustomersEnabled(scope.definitions)
        const requestIds = requestIdsOf(request.body)
        const violations = new Violations(requestIds)
        const names = request.body.map(({ name: written }, i) =>
          nameAfter('', written, 'name', (...violation) => violations.add(i, ...violation)),
        )
        violations.throwIfAny()
        const tags = await tagsNamed(scope, name, names)
        return ok({
          _total_items: tags.length,
          _embedded: { tags: tags.map((tag, i) => ({ ...tagModel(tag), request_id: requestIds[i] })) },
        })
      }),
  )
}

function tagModel({ id, name, color }: Tag) {
  return { id, name, color }
}

/** Renaming and deleting a tag, under `/api/patron/v1`: the published API has no such methods. */
export const ownTagRoutes: FastifyPluginAsyncTypebox<Deps> = async (app, deps) => {
  app.patch(
    '/tags/:id',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'renameTag',
        summary: 'Giving a tag another name; whatever has it or names it keeps it',
        headers: WriteHeaders,
        params: IdParams,
        body: RenamedTag,
        response: answers(TagModel, [...WRITE_PROBLEMS, 404], 'The tag has the name'),
      },
    },
    async (request, reply) =>
      answerChange(deps, request, reply, async (scope) =>
        ok(tagModel(await renameTag(scope, request.params.id, request.body.name))),
      ),
  )

  app.delete(
    '/tags/:id',
    {
      config: { right: 'admin' },
      schema: {
        tags: TAGS,
        operationId: 'deleteTag',
        summary: 'Deleting a tag; every customer loses it',
        headers: WriteHeaders,
        params: IdParams,
        querystring: ForceQuery,
        response: answers('none', [...WRITE_PROBLEMS, 404], 'The tag has been deleted'),
      },
    },
    async (request, reply) =>
      answerDeletion(deps, request, reply, 'refuse', (scope, ifUsed) =>
        deleteTag(scope, request.params.id, ifUsed),
      ),
  )
}
