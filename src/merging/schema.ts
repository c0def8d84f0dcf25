import Type, { type Static } from 'typebox'
import { Id, Name } from '../http/schema.ts'

const NamedTag = Type.Object({ id: Id, name: Name })
const Kind = Type.Unsafe<'stage' | 'segment'>({ type: 'string', enum: ['stage', 'segment'] })
const Count = Type.Integer({ minimum: 0 })

export const MergeBody = Type.Object(
  { into: { ...Id, description: 'The id of the tag that stays', examples: [1002] } },
  { additionalProperties: false },
)
export type MergeBody = Static<typeof MergeBody>

export const TagMerge = Type.Object({
  tag: { ...NamedTag, description: 'The tag that goes' },
  into: { ...NamedTag, description: 'The tag that stays' },
  holders: Type.Integer({
    minimum: 0,
    description: 'How many have the tag that goes, and get the one that stays',
  }),
  rules: Type.Array(Type.Object({ kind: Kind, id: Id, name: Name }), {
    description: 'Stages and segments whose conditions name the tag that goes, and name the other then',
  }),
  views: Type.Integer({ minimum: 0, description: 'Saved questions that name it' }),
  targets: Type.Array(Type.Object({ kind: Kind, id: Id, name: Name, enter: Count, leave: Count }), {
    description: 'Stages and segments into which or out of which somebody moves by that',
  }),
})
export type TagMerge = Static<typeof TagMerge>
