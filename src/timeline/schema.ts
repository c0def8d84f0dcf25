import Type from 'typebox'
import { Hand } from '../customers/schema.ts'
import { Id, Name, Nullable, Timestamp, UserId } from '../http/schema.ts'
import { LeafAnswerModel } from '../rules/schema.ts'

/** Why a customer entered a stage or segment, or left it. */
const reason = {
  cause: Type.String({
    description:
      'What made the engine look: `time`, a write (`customer_changed`, `purchase_added`, …), a change of rules (`segment_rules_changed`, …), or a release that changed what rules mean (`upgraded`)',
  }),
  cause_id: Nullable<number>(
    Type.Integer({ description: 'The purchase, segment, stage or field that the cause is about' }),
  ),
  actor_id: UserId,
  by_hand: Type.Boolean({ description: 'Whether a hand placed it, and no rule' }),
  decided_by: Nullable<object>(
    Type.Object(LeafAnswerModel.properties, {
      description: 'The leaf of the rule that decided, and the values that it saw; null where none did',
    }),
  ),
}

const targetProperties = {
  kind: Type.Unsafe<'stage' | 'segment'>({ type: 'string', enum: ['stage', 'segment'] }),
  place_id: Type.Integer(),
  place_name: Nullable<string>(Type.String({ description: 'null when it is no more' })),
}

export const MoveModel = Type.Object({
  at: Timestamp,
  ...targetProperties,
  customer_id: Id,
  entered: Type.Boolean({ description: 'true: it came; false: it went' }),
  ...reason,
})

export const MovePage = Type.Object({
  next_cursor: Nullable<string>(Type.String({ description: 'For the next page; null on the last one' })),
  _embedded: Type.Object({ moves: Type.Array(MoveModel) }),
})

export const MovePaging = Type.Object({
  limit: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Moves on a page: 50 unless given, at most 250' }),
  ),
  cursor: Type.Optional(Type.String({ description: '`next_cursor` of the page before' })),
})

export const AtParameter = Type.Object({
  at: Type.Optional(Type.Integer({ description: 'Unix seconds, not ahead; now unless given' })),
})

const StayModel = Type.Object({
  id: Type.Integer(),
  name: Nullable<string>(Type.String({ description: 'null when it is no more' })),
  since: Timestamp,
  until: Nullable<number>(Timestamp),
  ...reason,
})

export const SegmentsAt = Type.Object({
  at: Timestamp,
  _embedded: Type.Object({
    segments: Type.Array(Type.Object({ ...StayModel.properties, hand: Type.Optional(Hand) })),
    kept_out: Type.Optional(
      Type.Array(Type.Object({ id: Id, name: Name }), {
        description:
          'Segments that a hand keeps the customer out of. Like `hand`, present in answers about now: hand marks have no history',
      }),
    ),
  }),
})
export const StageAt = Type.Object({
  at: Timestamp,
  stage: Nullable<object>(
    Type.Object(StayModel.properties, { description: 'null before the customer was added' }),
  ),
})

export const SizeParameters = Type.Object({
  from: Type.Optional(Type.Integer({ description: 'Unix seconds; 30 days before `to` unless given' })),
  to: Type.Optional(Type.Integer({ description: 'Unix seconds, not ahead; now unless given' })),
  step: Type.Optional(
    Type.Unsafe<number | 'day'>({
      anyOf: [
        { type: 'integer', minimum: 1 },
        { type: 'string', enum: ['day'] },
      ],
      description:
        'Seconds, or `day` (unless given): the beginning of each calendar day of the account. At most 1,000 points',
    }),
  ),
})

export const Sizes = Type.Object({
  from: Timestamp,
  to: Timestamp,
  step: Type.Unsafe<number | 'day'>({ type: ['integer', 'string'] }),
  points: Type.Array(Type.Object({ at: Timestamp, size: Type.Integer({ minimum: 0 }) }), {
    description: '`from`, and each step from there up to `to`',
  }),
})
