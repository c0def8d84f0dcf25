import Type, { type Static, type TUnsafe } from 'typebox'
import { Hand, Tags } from '../customers/schema.ts'
import { WrittenFieldValues } from '../custom-fields/schema.ts'
import { Id, Nullable, Timestamp, UserId } from '../http/schema.ts'
import { Warnings } from '../http/warning-texts.ts'
import { WhichCustomers } from '../query/schema.ts'

/** Customers that can be named one by one. */
const MAX_IDS = 10_000
const MAX_SEGMENTS = 100
const CLOSED = { additionalProperties: false }
const SomeTags: TUnsafe<Static<typeof Tags>> = Type.Unsafe({ ...Tags, minItems: 1 })

/** What is changed of every customer that is meant. */
export const BulkChange = Type.Object(
  {
    tags_to_add: Type.Optional(SomeTags),
    tags_to_delete: Type.Optional(SomeTags),
    custom_fields_values: Type.Optional(WrittenFieldValues),
    responsible_user_id: Type.Optional(Id),
    status_id: Type.Optional(Id),
    segments: Type.Optional(
      Type.Array(Type.Object({ id: Id, hand: Hand }, CLOSED), { minItems: 1, maxItems: MAX_SEGMENTS }),
    ),
    delete: Type.Optional(
      Type.Unsafe<true>({ enum: [true], description: 'They are deleted; nothing else goes with it' }),
    ),
  },
  { ...CLOSED, minProperties: 1 },
)
export type BulkChange = Static<typeof BulkChange>

/** A key that is not known is refused: a misspelt condition would mean everybody. */
export const BulkBody = Type.Object(
  {
    ...WhichCustomers,
    ids: Type.Optional(
      Type.Array(Id, {
        minItems: 1,
        maxItems: MAX_IDS,
        description: 'The customers themselves, in place of a question',
      }),
    ),
    change: BulkChange,
  },
  {
    ...CLOSED,
    description:
      'A question as of `customers/query` or `ids`, and a change. Everybody is `{"conditions": {"all": []}}`',
  },
)
export type BulkBody = Static<typeof BulkBody>

const count = (description: string) => Type.Integer({ minimum: 0, description })

const matched = count('Customers that were meant when it began, of those that the user may see')
const notFound = count('Ids of no customer that the user may see')

export const BulkPlan = Type.Object({
  matched,
  will_change: count('Those of them that it would change'),
  unchanged: count('Those that are as it would make them'),
  not_yours: count('Those that the user may see, and not change or delete'),
  not_found: notFound,
  warnings: Warnings,
  sample: Type.Object(
    {
      will_change: Type.Array(Id, { maxItems: 20 }),
      not_yours: Type.Array(Id, { maxItems: 20 }),
    },
    { description: 'Ids of the first of them' },
  ),
})

/** Why a customer was left as it is. */
export const LEFT = ['not_yours', 'gone', 'refused', 'changed_since'] as const
export type Left = (typeof LEFT)[number]

const STATES = ['waiting', 'running', 'ended', 'failed'] as const
export type BulkState = (typeof STATES)[number]

export const BulkModel = Type.Object({
  id: Id,
  change: Nullable<object>(
    Type.Object({}, { description: 'As it was written; null of one that takes another back' }),
  ),
  undo_of: Nullable<number>(Id),
  undone_by: Nullable<number>(Id),
  state: Type.Unsafe<BulkState>({
    type: 'string',
    enum: STATES,
    description: '`failed`: it was given up on the way; what is done stays',
  }),
  matched,
  done: count('Those of them that it has come to'),
  changed: count('Customers that it changed'),
  unchanged: count('Customers that were as it would have made them'),
  not_yours: count('Customers that the user had no right to change or delete when it came to them'),
  not_found: notFound,
  gone: count('Customers that were deleted by then'),
  refused: count(
    'Customers that it came to when it named what had been deleted since, or what sleeps in the other mode',
  ),
  changed_since: count('Customers of whom nothing was taken back, because it has changed since'),
  partly: count('Customers among the changed of whom only a part was taken back'),
  tags_created: Type.Array(Type.Object({ id: Id, name: Type.String() }), {
    description: 'The tags that it has made: those of its names that the account did not have',
  }),
  left: Type.Array(
    Type.Object({
      customer_id: Id,
      why: Type.Unsafe<Left>({ type: 'string', enum: LEFT }),
      properties: Type.Optional(
        Type.Array(Type.String(), { description: 'What was not taken back, because it has changed since' }),
      ),
    }),
    { maxItems: 100, description: 'The first customers that were left as they are, wholly or in part' },
  ),
  created_by: UserId,
  created_at: { ...Timestamp, description: 'Unix seconds of real time, as all moments of a bulk change' },
  ended_at: Nullable<number>(Timestamp),
  undo_until: Nullable<number>(
    Type.Integer({
      minimum: 0,
      description: 'Until when it can be taken back; null where it cannot',
    }),
  ),
})
