import Type, { type Static } from 'typebox'
import { CustomerStanding } from '../customers/schema.ts'
import { Amount, ExactAmount, WholeAmount } from '../http/amounts.ts'
import { Id, Nullable, PageLinks, RequestId, SelfLink, TEXT_MAX, Timestamp, UserId } from '../http/schema.ts'

/** Kept and answered as sent until catalogs exist. */
const CatalogElement = Type.Object({
  id: Id,
  metadata: Type.Optional(
    Nullable<Record<string, unknown>>(
      Type.Object({
        catalog_id: Type.Optional(Nullable<number>(Id)),
        quantity: Type.Optional(Nullable<number>(Type.Number())),
        price_id: Type.Optional(Nullable<number>(Type.Integer())),
      }),
    ),
  ),
})
const CatalogElements = Type.Array(CatalogElement, { maxItems: 250 })
export type CatalogElement = Static<typeof CatalogElement>

export const NewTransaction = Type.Object({
  price: Amount,
  comment: Type.Optional(Nullable<string>(Type.String({ maxLength: TEXT_MAX }))),
  completed_at: Type.Optional(Nullable<number>(Timestamp)),
  next_price: Type.Optional(Nullable<number>(Amount)),
  next_date: Type.Optional(Nullable<number>(Timestamp)),
  created_by: Type.Optional(Nullable<number>(UserId)),
  _embedded: Type.Optional(
    Nullable<{ catalog_elements?: CatalogElement[] | null }>(
      Type.Object({ catalog_elements: Type.Optional(Nullable<CatalogElement[]>(CatalogElements)) }),
    ),
  ),
  request_id: Type.Optional(RequestId),
})
export type NewTransaction = Static<typeof NewTransaction>

const EmbeddedCustomer = Type.Object({ id: Id, _links: SelfLink })

export const TransactionModel = Type.Object({
  id: Id,
  price: WholeAmount,
  price_with_minor_units: ExactAmount,
  comment: Nullable(Type.String()),
  completed_at: Timestamp,
  customer_id: Id,
  created_by: UserId,
  updated_by: UserId,
  created_at: Timestamp,
  updated_at: Timestamp,
  is_deleted: Type.Boolean(),
  account_id: Id,
  _links: SelfLink,
  _embedded: Type.Object({
    customer: EmbeddedCustomer,
    catalog_elements: Type.Optional(Type.Array(Type.Object({ id: Id, metadata: Type.Object({}) }))),
  }),
})

export const TransactionPage = Type.Object({
  _total_items: Type.Optional(Type.Integer()),
  _page: Type.Integer(),
  _links: PageLinks,
  _embedded: Type.Object({ transactions: Type.Array(TransactionModel) }),
})

/** As the live service answers, and not the printed example, which shows customers: the official SDK reads `transactions` only. */
export const AddedTransactions = Type.Object({
  _total_items: Type.Integer(),
  _embedded: Type.Object({
    transactions: Type.Array(
      Type.Object({
        id: Id,
        customer_id: Id,
        price: WholeAmount,
        price_with_minor_units: ExactAmount,
        comment: Nullable(Type.String()),
        request_id: Type.String(),
        _links: SelfLink,
        _embedded: Type.Object({ customer: CustomerStanding }),
      }),
    ),
  }),
})

export const CustomerParams = Type.Object({ customerId: Id })
export const CustomerTransactionParams = Type.Object({ customerId: Id, id: Id })
