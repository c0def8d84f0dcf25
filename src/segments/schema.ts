import Type, { type Static } from 'typebox'
import { FieldValuesRead, WrittenFieldValues } from '../custom-fields/schema.ts'
import { Id, Name, Nullable, PageLinks, RequestId, SelfLink, Timestamp } from '../http/schema.ts'

const SegmentName = Type.String({ minLength: 1, maxLength: 255 })
const PriceTypes = Nullable<number[]>(Type.Array(Id, { maxItems: 250, description: 'Ids of price fields' }))
const Color = Type.String({ maxLength: 255, description: 'One of the published segment colours, without #' })

export const NewSegment = Type.Object({
  name: SegmentName,
  color: Type.Optional(Color),
  available_products_price_types: Type.Optional(PriceTypes),
  custom_fields_values: Type.Optional(WrittenFieldValues),
  request_id: Type.Optional(RequestId),
})
export type NewSegment = Static<typeof NewSegment>

export const SegmentPatch = Type.Object({
  name: Type.Optional(SegmentName),
  color: Type.Optional(Color),
  available_products_price_types: Type.Optional(PriceTypes),
  custom_fields_values: Type.Optional(WrittenFieldValues),
  request_id: Type.Optional(RequestId),
})
export type SegmentPatch = Static<typeof SegmentPatch>

export const SegmentModel = Type.Object({
  id: Id,
  created_at: Timestamp,
  updated_at: Timestamp,
  account_id: Id,
  name: Name,
  color: Type.String(),
  available_products_price_types: Type.Array(Id),
  customers_count: Type.Integer({ minimum: 0 }),
  custom_fields_values: FieldValuesRead,
  request_id: Type.Optional(Type.String()),
  _links: SelfLink,
})

export const SegmentPage = Type.Object({
  _total_items: Type.Integer(),
  _page: Type.Integer(),
  _page_count: Type.Integer(),
  _links: PageLinks,
  _embedded: Type.Object({ segments: Type.Array(SegmentModel) }),
})
