import Type, { type Static } from 'typebox'
import { FieldValuesRead } from '../custom-fields/schema.ts'
import { ExactAmount, WholeAmount } from '../http/amounts.ts'
import { Id, Name, Nullable, Timestamp, UserId } from '../http/schema.ts'
import { apiNameOf } from '../core/customer-columns.ts'
import { Warnings } from '../http/warning-texts.ts'
import { TreeOrNull } from '../rules/schema.ts'
import { COLUMNS } from './columns.ts'
import { ORDERS, type WrittenOrder } from './order.ts'

const MAX_ROWS = 250
const MAX_COLUMNS = 100
const CLOSED = { additionalProperties: false }

/** Which customers are meant, in a body that says more. */
export const WhichCustomers = {
  conditions: Type.Optional(TreeOrNull),
  entry: Type.Optional(TreeOrNull),
  exit: Type.Optional(TreeOrNull),
  query: Type.Optional(
    Type.String({
      maxLength: 255,
      description: 'Text to be found in the name or in values of custom fields',
    }),
  ),
}

/** How they are shown. */
export const HowShown = {
  order: Type.Optional(
    Type.Unsafe<WrittenOrder>({
      type: 'object',
      additionalProperties: { type: 'string', enum: ['asc', 'desc'] },
      minProperties: 1,
      maxProperties: 1,
      description: `One of ${ORDERS.map(apiNameOf).join(', ')}, with its direction; by id unless given. Empty values come last`,
    }),
  ),
  columns: Type.Optional(
    Type.Array(Type.String({ minLength: 1 }), {
      minItems: 1,
      maxItems: MAX_COLUMNS,
      description: `What is shown besides the id: ${COLUMNS.join(', ')}; custom_fields_values.CITY or .1001 is one custom field`,
    }),
  ),
}

/** A key that is not known is refused: a misspelt condition would mean everybody. */
export const QueryBody = Type.Object(
  {
    ...WhichCustomers,
    ...HowShown,
    limit: Type.Optional(
      Type.Integer({ minimum: 0, maximum: MAX_ROWS, description: 'Customers of an answer: 50 unless given' }),
    ),
    cursor: Type.Optional(
      Type.String({
        description:
          'The `next` of the answer before: what follows behind it. Whoever goes on so meets each customer once, whatever is added or deleted meanwhile',
      }),
    ),
    count: Type.Optional(Type.Boolean({ description: 'true: how many there are is answered, too' })),
  },
  CLOSED,
)
export type QueryBody = Static<typeof QueryBody>

const NamedTarget = Type.Object({ id: Id, name: Name })

/** What a question shows of a customer: its id, and the columns that it names. */
const CustomerRow = Type.Object({
  id: Id,
  name: Type.Optional(Name),
  next_price: Type.Optional(WholeAmount),
  next_price_with_minor_units: Type.Optional(ExactAmount),
  next_date: Type.Optional(Nullable<number>(Timestamp)),
  responsible_user_id: Type.Optional(Id),
  status_id: Type.Optional(Id),
  placed_by_hand: Type.Optional(Type.Boolean()),
  periodicity: Type.Optional(Type.Integer()),
  created_by: Type.Optional(UserId),
  updated_by: Type.Optional(UserId),
  created_at: Type.Optional(Timestamp),
  updated_at: Type.Optional(Timestamp),
  closest_task_at: Type.Optional(Nullable<number>(Timestamp)),
  ltv: Type.Optional(WholeAmount),
  ltv_with_minor_units: Type.Optional(ExactAmount),
  purchases_count: Type.Optional(Type.Integer()),
  average_check: Type.Optional(WholeAmount),
  average_check_with_minor_units: Type.Optional(ExactAmount),
  first_purchase_at: Type.Optional(Nullable<number>(Timestamp)),
  last_purchase_at: Type.Optional(Nullable<number>(Timestamp)),
  version: Type.Optional(Type.Integer()),
  custom_fields_values: Type.Optional(Nullable(FieldValuesRead)),
  stage: Type.Optional(Nullable<object>(NamedTarget)),
  segments: Type.Optional(Type.Array(NamedTarget)),
  tags: Type.Optional(
    Type.Array(Type.Object({ id: Id, name: Type.String(), color: Nullable<string>(Type.String()) })),
  ),
})

export const QueryAnswer = Type.Object({
  count: Type.Optional(
    Type.Integer({ minimum: 0, description: 'How many customers match, if it was asked for' }),
  ),
  next: Type.Optional(
    Type.String({
      description: 'The `cursor` of the same question for what follows; not there behind the last',
    }),
  ),
  warnings: Warnings,
  _embedded: Type.Object({ customers: Type.Array(CustomerRow) }),
})

export const Preview = Type.Object({
  count: Type.Integer({ minimum: 0, description: 'Customers that the actor may see and the tree holds for' }),
  sample: Type.Array(Type.Object({ id: Id, name: Name }), { maxItems: 20 }),
  took_ms: Type.Integer({ minimum: 0 }),
  aloud: Type.String(),
  warnings: Warnings,
})
