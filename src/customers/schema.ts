import Type, { type Static } from 'typebox'
import { HAND_MARKS, type HandMark } from '../core/membership.ts'
import { FieldValuesRead, WrittenFieldValues } from '../custom-fields/schema.ts'
import { Amount, ExactAmount, WholeAmount } from '../http/amounts.ts'
import {
  Deciding,
  Id,
  Name,
  Nullable,
  PageLinks,
  RequestId,
  SelfLink,
  Timestamp,
  UserId,
} from '../http/schema.ts'

// Either is enough, so that neither is wrong alone while the other cannot be read.
const TagName = Type.Object({
  id: Type.Optional(Nullable<number>(Deciding(['name'], Id))),
  name: Type.Optional(Nullable<string>(Deciding(['id'], Name))),
})
const SegmentName = Type.Object({ id: Id })
const MAX_REFERENCES = 1000
export const Tags = Type.Array(TagName, { maxItems: MAX_REFERENCES })
const Segments = Type.Array(SegmentName, { maxItems: MAX_REFERENCES })
const embedded = {
  _embedded: Type.Optional(
    Nullable<{ tags?: Static<typeof Tags> | null; segments?: Static<typeof Segments> | null }>(
      Type.Object({
        tags: Type.Optional(Nullable(Tags)),
        segments: Type.Optional(Nullable(Segments)),
      }),
    ),
  ),
  tags_to_add: Type.Optional(Nullable<Static<typeof Tags>>(Tags)),
  tags_to_delete: Type.Optional(Nullable<Static<typeof Tags>>(Tags)),
  segments_to_add: Type.Optional(Nullable<Static<typeof Segments>>(Segments)),
  segments_to_delete: Type.Optional(Nullable<Static<typeof Segments>>(Segments)),
}

const properties = {
  name: Type.Optional(Name),
  next_price: Type.Optional(Amount),
  next_date: Type.Optional(Nullable<number>(Timestamp)),
  responsible_user_id: Type.Optional(Id),
  status_id: Type.Optional(Id),
  periodicity: Type.Optional(
    // Not an integer, because a client may send back an average in it.
    Type.Number({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description:
        'Days between purchases, a whole number; outside 1 to 3,660 it is stored and moves no date. The average purchase counts as not sent in an item that repeats the stored created_at',
    }),
  ),
  created_by: Type.Optional(UserId),
  updated_by: Type.Optional(UserId),
  // Whether it repeats the stored one decides what counts as sent.
  created_at: Type.Optional(Deciding(['periodicity', 'updated_by'], Timestamp)),
  updated_at: Type.Optional(Timestamp),
  custom_fields_values: Type.Optional(WrittenFieldValues),
  ...embedded,
  request_id: Type.Optional(RequestId),
}

export const NewCustomer = Type.Object(properties)
export type NewCustomer = Static<typeof NewCustomer>

/** One customer changed by its own URL. */
export const CustomerPatch = Type.Object(properties)
export type CustomerPatch = Static<typeof CustomerPatch>

/** One customer of a batch: the same with its id. */
export const CustomerPatchItem = Type.Object({
  ...properties,
  id: Id,
  version: Type.Optional(
    Nullable<number>(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description:
          'The version to change, as read with `with=version`; the batch is refused if it is another now',
      }),
    ),
  ),
})
export type CustomerPatchItem = Static<typeof CustomerPatchItem>

const EmbeddedSegment = Type.Object({ id: Id, _links: SelfLink })
const EmbeddedTag = Type.Object({ id: Id, name: Type.String(), color: Nullable(Type.String()) })
const EmbeddedContact = Type.Object({ id: Id, is_main: Type.Boolean(), _links: SelfLink })
const EmbeddedCompany = Type.Object({ id: Id, _links: SelfLink })
const EmbeddedElement = Type.Object({ id: Id, metadata: Type.Object({}) })

export const CustomerModel = Type.Object({
  id: Id,
  name: Type.String(),
  next_price: WholeAmount,
  next_price_with_minor_units: ExactAmount,
  next_date: Nullable(Timestamp),
  responsible_user_id: Id,
  status_id: Id,
  periodicity: Type.Integer(),
  created_by: UserId,
  updated_by: UserId,
  created_at: Timestamp,
  updated_at: Timestamp,
  closest_task_at: Nullable(Timestamp),
  is_deleted: Type.Boolean(),
  custom_fields_values: Nullable(FieldValuesRead),
  ltv: WholeAmount,
  ltv_with_minor_units: ExactAmount,
  purchases_count: Type.Integer(),
  average_check: WholeAmount,
  average_check_with_minor_units: ExactAmount,
  account_id: Id,
  group_id: Type.Optional(Type.Integer()),
  version: Type.Optional(Type.Integer({ description: 'With `with=version`: raised by every change' })),
  _links: SelfLink,
  _embedded: Type.Object({
    segments: Type.Array(EmbeddedSegment),
    tags: Type.Array(EmbeddedTag),
    contacts: Type.Optional(Type.Array(EmbeddedContact)),
    companies: Type.Optional(Type.Array(EmbeddedCompany)),
    catalog_elements: Type.Optional(Type.Array(EmbeddedElement)),
  }),
})

export const CustomerPage = Type.Object({
  _total_items: Type.Optional(Type.Integer()),
  _page: Type.Integer(),
  _links: PageLinks,
  _embedded: Type.Object({ customers: Type.Array(CustomerModel) }),
})

export const Hand = Type.Unsafe<HandMark>({
  type: ['string', 'null'],
  enum: HAND_MARKS,
  description:
    '`in`: until the exit of the segment holds; `out`: kept out, whatever the rules say; null: the rules decide',
})
export const HandMarkBody = Type.Object({ hand: Hand })
export const HandMarkParams = Type.Object({ id: Id, segmentId: Id })

/** How a customer stands to a segment. */
export const MarkedSegment = Type.Object({
  customer_id: Id,
  id: Id,
  name: Name,
  holds: Type.Boolean({ description: 'Whether the customer is in it' }),
  hand: Hand,
})

/** What a write answers of each customer: the published keys, and the stage and segments that follow from the write. */
const written = {
  id: Id,
  name: Type.String(),
  status_id: Id,
  created_by: UserId,
  updated_by: UserId,
  created_at: Timestamp,
  updated_at: Timestamp,
  account_id: Id,
  _links: SelfLink,
  _embedded: Type.Object({ segments: Type.Array(EmbeddedSegment) }),
}
/** Where a customer stands, in the answer to a purchase. */
export const CustomerStanding = Type.Object({
  id: Id,
  status_id: Id,
  next_date: Nullable<number>(Timestamp),
  next_price: WholeAmount,
  next_price_with_minor_units: ExactAmount,
  ltv: WholeAmount,
  ltv_with_minor_units: ExactAmount,
  purchases_count: Type.Integer(),
  average_check: WholeAmount,
  average_check_with_minor_units: ExactAmount,
  first_purchase_at: Nullable<number>(Timestamp),
  last_purchase_at: Nullable<number>(Timestamp),
  updated_at: Timestamp,
  version: Type.Integer(),
  _links: SelfLink,
  _embedded: Type.Object({ segments: Type.Array(EmbeddedSegment) }),
})
export const WrittenCustomer = Type.Object({ ...written, request_id: Type.String() })
export const PatchedCustomer = Type.Object({ ...written, request_id: Type.Optional(Type.String()) })
export const WrittenCustomers = Type.Object({
  _links: SelfLink,
  _embedded: Type.Object({ customers: Type.Array(WrittenCustomer) }),
})
