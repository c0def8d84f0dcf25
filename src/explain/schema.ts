import Type from 'typebox'
import { Hand } from '../customers/schema.ts'
import { Id, Name, Nullable, Timestamp } from '../http/schema.ts'
import { LeafAnswerModel } from '../rules/schema.ts'
import type { VerdictReason } from './service.ts'

/** A tree with its answers; the reference shows {@link EXPLAINED} in its place. */
const ExplainedTree = Type.Unsafe<object>({ type: 'object', 'x-explained': true })
const ExplainedOrNull = Nullable<object>(ExplainedTree as typeof ExplainedTree & { type: string })

const part = { $ref: '#/components/schemas/ExplainedCondition' }
const group = (word: string, parts: object) => ({
  type: 'object',
  required: ['holds', word],
  properties: { holds: { type: 'boolean' }, [word]: parts },
})
/** A tree holds trees, so it has a name in the reference. */
export const EXPLAINED = {
  description: 'A tree of conditions with the answer of each node, and what each leaf saw',
  anyOf: [
    group('all', { type: 'array', items: part }),
    group('any', { type: 'array', items: part }),
    group('not', part),
    LeafAnswerModel,
  ],
}

const shared = {
  customer_id: Id,
  at: Timestamp,
  id: Id,
  name: Name,
  holds: Type.Boolean({ description: 'Whether the customer is in it' }),
  by_hand: Type.Boolean({ description: 'Whether a hand keeps the customer where it is' }),
  applied: Type.Boolean({
    description: 'Whether rules move customers now; while the engine of this mode sleeps, they do not',
  }),
}
const outlook = {
  nearest_miss: Nullable<object[]>(
    Type.Array(LeafAnswerModel, {
      description:
        'The fewest different leaves that would have to change for the answer of the rules as a whole to change; null if none could, as of a customer who is kept out by hand',
    }),
  ),
  next_change_at: Nullable<number>(
    Type.Integer({
      description:
        'When the customer comes or goes by itself, if nothing is written; null if it does not within ten years, nor before a thousand conditions have changed their answers',
    }),
  ),
}

const SegmentExplained = Type.Object({
  kind: Type.Literal('segment'),
  ...shared,
  hand: Hand,
  rules: Type.Object({ entry: ExplainedOrNull, exit: ExplainedOrNull }),
  ...outlook,
})

const StageExplained = Type.Object({
  kind: Type.Literal('stage'),
  ...shared,
  rules: Type.Object({ conditions: ExplainedOrNull }),
  verdict: Type.Object(
    {
      id: Id,
      name: Name,
      reason: Type.Unsafe<VerdictReason>({
        type: 'string',
        enum: ['conditions_hold', 'has_purchased', 'first_without_conditions', 'none_other'],
        description:
          '`conditions_hold`: it is the last stage whose conditions hold. Else no stage has conditions that do, and it is the one for those who have purchased, the first without conditions, or there is none other',
      }),
      conditions: ExplainedOrNull,
    },
    { description: 'The stage that the rules give; by_hand, the customer may stand in another' },
  ),
  ...outlook,
})

export const Explanation = Type.Union([SegmentExplained, StageExplained])

export const ExplainParameters = Type.Object({
  segment: Type.Optional(Type.Integer({ description: 'The id of a segment' })),
  stage: Type.Optional(Type.Integer({ description: 'Or that of a stage' })),
})
