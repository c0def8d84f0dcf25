import Type, { type Static } from 'typebox'
import { Id, Name, RequestId, SelfLink } from '../http/schema.ts'

export const MAX_SORT = 2_147_483_647
export const Sort = Type.Integer({ minimum: -MAX_SORT - 1, maximum: MAX_SORT })
const Color = Type.String({ maxLength: 255, description: 'One of the published stage colours, with #' })
const StageName = Type.String({ minLength: 1, maxLength: 255 })

export const NewStage = Type.Object({
  name: StageName,
  sort: Sort,
  color: Type.Optional(Color),
  request_id: Type.Optional(RequestId),
})
export type NewStage = Static<typeof NewStage>

export const StagePatch = Type.Object({
  name: Type.Optional(StageName),
  sort: Type.Optional(Sort),
  color: Type.Optional(Color),
  request_id: Type.Optional(RequestId),
})
export type StagePatch = Static<typeof StagePatch>

/** One item of the published conditions. Only `tag` has `options`, `logic_operator` and `tmpl`. */
const WireCondition = Type.Object({
  type: Type.String(),
  match: Type.Object({ value: Type.Unknown(), logic: Type.Optional(Type.String()) }),
  conditions: Type.Array(Type.Object({})),
  options: Type.Optional(Type.Object({ name: Type.String() })),
  logic_operator: Type.Optional(Type.String()),
  tmpl: Type.Optional(Type.String()),
})

export const StageModel = Type.Object({
  id: Id,
  name: Name,
  sort: Type.Integer(),
  is_default: Type.Boolean({ description: 'A system stage' }),
  conditions: Type.Array(Type.Array(WireCondition), {
    description: 'The outer array is an OR, the inner an AND',
  }),
  color: Type.String(),
  type: Type.Integer({
    minimum: 0,
    maximum: 4,
    description: '0 regular, 1 expected purchase, 2 did not purchase, 3 closed, 4 recently purchased',
  }),
  account_id: Id,
  request_id: Type.Optional(Type.String()),
  _links: SelfLink,
})

export const StageList = Type.Object({
  _total_items: Type.Integer(),
  _links: SelfLink,
  _embedded: Type.Object({ statuses: Type.Array(StageModel) }),
})

export const AddedStages = Type.Object({
  _total_items: Type.Integer(),
  _links: SelfLink,
  _embedded: Type.Object({
    statuses: Type.Array(Type.Object({ id: Id, request_id: Type.String(), _links: SelfLink })),
  }),
})
