import Type, { type Static } from 'typebox'
import { NAME_MAX } from '../core/names.ts'
import { Id, Name, Nullable, PageLinks, RequestId } from '../http/schema.ts'

export const NewTag = Type.Object({
  name: Type.String({ minLength: 1, maxLength: NAME_MAX }),
  color: Type.Optional(Type.Unknown({ description: 'Ignored: only tags of leads have colours' })),
  request_id: Type.Optional(RequestId),
})
export type NewTag = Static<typeof NewTag>

export const RenamedTag = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: NAME_MAX, examples: ['wholesale'] }) },
  { additionalProperties: false },
)

const model = { id: Id, name: Name, color: Nullable(Type.String()) }

export const TagModel = Type.Object(model)

export const TagPage = Type.Object({
  _total_items: Type.Optional(Type.Integer()),
  _page: Type.Integer(),
  _links: PageLinks,
  _embedded: Type.Object({ tags: Type.Array(TagModel) }),
})

export const WrittenTags = Type.Object({
  _total_items: Type.Integer(),
  _embedded: Type.Object({ tags: Type.Array(Type.Object({ ...model, request_id: Type.String() })) }),
})
