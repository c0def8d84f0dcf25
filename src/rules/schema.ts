import Type, { type TProperties, type TSchema } from 'typebox'
import { Id, Name, Nullable, Timestamp, UserId } from '../http/schema.ts'
import { Warnings } from '../http/warning-texts.ts'

/**
 * A tree of conditions. Only that it is an object is checked here: `core/conditions/parse.ts` says what else is wrong, and where. The
 * reference shows the schema of `core/conditions/schema.ts` in its place.
 */
export const Tree = Type.Unsafe<object>({ type: 'object', 'x-tree': true })
/** A tree among others: even that it is an object is left to the parser, so that one wrong tree does not hide what is wrong with the next. */
export const TreeOrNull = Type.Unsafe<object | null>({ 'x-tree': 'nullable' })

const segmentTrees = { entry: TreeOrNull, exit: TreeOrNull }
const stageTrees = { conditions: TreeOrNull }

/** The trees of a rule, of which some are needed. That one is missing is told with what is wrong with the others; the reference shows them as required. */
function rule<Trees extends Record<string, TSchema>>(trees: Trees, needed: readonly (keyof Trees)[]) {
  return Type.Object(Type.Partial(Type.Object(trees)).properties, { 'x-required': needed })
}

export const SegmentConditions = rule(segmentTrees, ['entry'])
export const StageConditions = rule(stageTrees, ['conditions'])

/** A leaf with its answer for one customer: `LeafAnswer` of `core/conditions/leaf-answer.ts`. */
export const LeafAnswerModel = Type.Object({
  condition: Tree,
  holds: Nullable<boolean>(
    Type.Boolean({ description: 'Whether it holds; null for moves that were recorded before 0.2.0' }),
  ),
  seen: Type.Object({}, { description: 'The values that it looked at, as they are stored' }),
  seen_text: Type.Unsafe<Readonly<Record<string, string>>>({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'The same values as a person reads them: dates of the account, names, "none"',
  }),
  aloud: Type.String({
    description: 'Says that the condition holds, or that it does not, in the language of the request',
  }),
})

const Sentence = Nullable<string>(Type.String())

export const BrokenReferences = Type.Array(
  Type.Object({ path: Type.String(), thing: Type.String(), id: Type.Integer({ minimum: 0 }) }),
  { description: 'What the rule names that is gone: nobody has it' },
)

function ruleModel<Trees extends TProperties>(trees: Trees, sentences: TProperties) {
  const change = { version: Type.Integer({ minimum: 0 }), changed_at: Timestamp, changed_by: UserId }
  return {
    ...trees,
    aloud: Type.Object(sentences, { description: 'The rule in words, in the language of the request' }),
    broken: BrokenReferences,
    version: Type.Integer({ minimum: 0, description: '0: as the account was made' }),
    changed_at: Nullable(Timestamp),
    changed_by: Nullable(UserId),
    versions: Type.Array(Type.Object({ ...trees, ...change }), {
      description:
        'Who changed what when; the newest first: up to 20, and fewer where their trees are large. `versions_before` asks for older ones',
    }),
  }
}

export const VersionsQuery = Type.Object({
  versions_before: Type.Optional(
    Type.Integer({
      description: 'Only versions below this one: the last of `versions` pages on, until none is left',
    }),
  ),
})

/** Tags that a tree names, and that there were not. */
export const CreatedTags = Type.Array(Type.Object({ id: Id, name: Name }), {
  description: 'Tags that the conditions name and that were created by saving them',
})

const effect = {
  applied: Type.Boolean({
    description: 'Whether the rule moves customers now; while the engine of its mode sleeps, it does not',
  }),
  entered: Type.Integer({ minimum: 0, description: 'How many customers came in by this change' }),
  left: Type.Integer({ minimum: 0 }),
  tags_created: CreatedTags,
}

const segmentRule = ruleModel(segmentTrees, { entry: Sentence, exit: Sentence })
const stageRule = ruleModel(stageTrees, { conditions: Sentence })

export const SegmentRuleModel = Type.Object(segmentRule)
export const StageRuleModel = Type.Object(stageRule)
export const SavedSegmentRule = Type.Object({ ...segmentRule, ...effect })
export const SavedStageRule = Type.Object({ ...stageRule, ...effect })

const deletion = Type.Optional(Type.Boolean({ description: 'true: what would happen if it were deleted' }))

export const SegmentPlanBody = Type.Object({
  ...SegmentConditions.properties,
  delete: deletion,
})
export const StagePlanBody = Type.Object({ ...StageConditions.properties, delete: deletion })

const counts = { enter: Type.Integer({ minimum: 0 }), leave: Type.Integer({ minimum: 0 }) }

export const PlanModel = Type.Object({
  applied: Type.Boolean({ description: 'Whether rules of this kind move customers now' }),
  ...counts,
  stay: Type.Integer({ minimum: 0 }),
  sample: Type.Object(
    { enter: Type.Array(Id, { maxItems: 20 }), leave: Type.Array(Id, { maxItems: 20 }) },
    { description: 'Ids of the first of them' },
  ),
  moves: Type.Array(
    Type.Object({
      customer_id: Id,
      entered: Type.Boolean(),
      by_hand: Type.Boolean({ description: 'Whether a hand decides, and no rule' }),
      decided_by: Nullable<object>(LeafAnswerModel),
    }),
    { maxItems: 40, description: 'Why each customer of the sample would move' },
  ),
  others: Type.Array(
    Type.Object({
      kind: Type.Unsafe<'stage' | 'segment'>({ type: 'string', enum: ['stage', 'segment'] }),
      id: Id,
      name: Name,
      ...counts,
    }),
    { description: 'Other stages and segments into which or out of which somebody would move' },
  ),
  warnings: Warnings,
})
