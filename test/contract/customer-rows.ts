import type { Insertable } from 'kysely'
import { foldText } from '../../src/core/fold.ts'
import { STAGE_TYPE } from '../../src/core/placement.ts'
import { maskOf } from '../../src/core/segment-mask.ts'
import { BLANK_CUSTOMER } from '../../src/engine/customer.ts'
import type { Tables } from '../../src/db/tables.ts'
import { ADMIN_ID, EARLY, FIRST_ID } from './account-rows.ts'
import type { Given, GivenCustomer, GivenTransaction, PrintedExchange } from './exchange.ts'

/** Minor units of one unit of the printed account's currency. */
const CENTS = 100

type Row<Table extends keyof Tables> = Insertable<Tables[Table]>

/** The account's own, as far as customers refer to it. */
type Account = {
  readonly stages: readonly { id: number; type: number }[]
  readonly segments: readonly { id: number; slot: number }[]
}

/** The customers of an exchange with all that hangs on them; what is stored twice says the same twice. */
export function customerRows({ given }: PrintedExchange, account_id: number, account: Account) {
  const customers = customersOf(given)
  const purchases = purchasesOf(given, customers)
  const segment_members = customers.flatMap((customer) =>
    segmentsOf(customer).map((segment_id) => ({ account_id, segment_id, customer_id: customer.id })),
  )
  const members = Map.groupBy(segment_members, (member) => member.segment_id)
  return {
    segment_members,
    segment_counts: [...members].map(([segment_id, { length }]) => ({
      account_id,
      segment_id,
      customers: length,
    })),
    customers: customers.map((customer) => {
      const own = purchases.filter((purchase) => purchase.customer_id === customer.id)
      return customerRow(account_id, customer, own, account)
    }),
    entity_tags: customers.flatMap((customer) =>
      tagsOf(customer).map((tag_id) => ({ account_id, tag_id, entity_id: customer.id })),
    ),
    entity_search: customers.map((customer) => searchRow(account_id, customer)),
    transactions: purchases.map((purchase) => transactionRow(account_id, purchase)),
    links: customers.flatMap((customer) => contactRows(account_id, customer)),
  }
}

/** The printed customers, and those behind a `next` link. */
function customersOf(given: readonly Given[]): GivenCustomer[] {
  const printed = given.flatMap((one) => ('customer' in one ? [one.customer] : []))
  const last = Math.max(0, ...printed.map(({ id }) => id))
  const beyond = given.flatMap((one) => ('beyond' in one ? Array.from({ length: one.beyond.count }) : []))
  return [...printed, ...beyond.map((_, at) => ({ id: last + 1 + at }))]
}

type Purchase = Omit<GivenTransaction, 'is_deleted'>

/** The printed purchases, and those that the printed totals of a customer need besides. */
function purchasesOf(given: readonly Given[], customers: readonly GivenCustomer[]): Purchase[] {
  const printed: Purchase[] = given.flatMap((one) => ('transaction' in one ? [one.transaction] : []))
  let id = Math.max(FIRST_ID, ...printed.map((purchase) => purchase.id))
  const others = customers.flatMap((customer) => {
    const own = printed.filter((purchase) => purchase.customer_id === customer.id)
    const rest = (customer.ltv ?? 0) - own.reduce((sum, { price }) => sum + price, 0)
    const at = customer.created_at ?? EARLY
    return evenly(rest, (customer.purchases_count ?? 0) - own.length).map((price) => ({
      id: ++id,
      price,
      comment: null,
      completed_at: at,
      customer_id: customer.id,
      created_by: ADMIN_ID,
      updated_by: ADMIN_ID,
      created_at: at,
      updated_at: at,
    }))
  })
  return [...printed, ...others]
}

/** `count` whole numbers that add up to `sum`, all but the last the same. */
function evenly(sum: number, count: number): number[] {
  if (count <= 0) return []
  const share = Math.floor(sum / count)
  return [...Array.from({ length: count - 1 }, () => share), sum - share * (count - 1)]
}

function customerRow(
  account_id: number,
  customer: GivenCustomer,
  purchases: readonly Purchase[],
  { stages, segments }: Account,
): Row<'customers'> {
  const usual = purchases.length > 0 ? STAGE_TYPE.recent : STAGE_TYPE.regular
  const stageId = customer.status_id ?? stages.find(({ type }) => type === usual)?.id ?? 0
  const mine = new Set(segmentsOf(customer))
  const mask = maskOf(segments.filter(({ id }) => mine.has(id)).map(({ slot }) => slot))
  const { segments: _in, hand_segments: _hand, out_segments: _out, ...blank } = BLANK_CUSTOMER
  return {
    ...blank,
    account_id,
    id: customer.id,
    name: nameOf(customer),
    next_price_minor: CENTS * (customer.next_price ?? 0),
    next_date: customer.next_date ?? null,
    responsible_user_id: customer.responsible_user_id ?? ADMIN_ID,
    status_id: stageId,
    verdict_id: stageId,
    periodicity: customer.periodicity ?? 0,
    created_by: customer.created_by ?? ADMIN_ID,
    updated_by: customer.updated_by ?? ADMIN_ID,
    created_at: customer.created_at ?? EARLY,
    updated_at: customer.updated_at ?? EARLY,
    ltv_minor: CENTS * purchases.reduce((sum, { price }) => sum + price, 0),
    purchases_count: purchases.length,
    first_purchase_at: purchases.length > 0 ? Math.min(...purchases.map(madeAt)) : null,
    last_purchase_at: purchases.length > 0 ? Math.max(...purchases.map(madeAt)) : null,
    tag_ids: tagsOf(customer),
    fields: '{}',
    segments_low: mask.low,
    segments_high: mask.high,
    hand_segments_low: mask.low,
    hand_segments_high: mask.high,
    out_segments_low: 0,
    out_segments_high: 0,
    version: 1,
    evaluated_at: customer.updated_at ?? EARLY,
  }
}

function nameOf(customer: GivenCustomer): string {
  return customer.name ?? `Customer ${customer.id}`
}

function segmentsOf(customer: GivenCustomer): number[] {
  return (customer._embedded?.segments ?? []).map(({ id }) => id)
}

function tagsOf(customer: GivenCustomer): number[] {
  return (customer._embedded?.tags ?? []).map(({ id }) => id)
}

/** No printed customer has field values, so its name is all there is to find. */
function searchRow(account_id: number, customer: GivenCustomer): Row<'entity_search'> {
  const name = foldText(nameOf(customer))
  return {
    account_id,
    entity: 'customers',
    entity_id: customer.id,
    name_folded: name,
    words: name,
    tokens: [],
  }
}

function transactionRow(account_id: number, purchase: Purchase): Row<'transactions'> {
  const { _embedded, price, ...rest } = purchase
  return {
    account_id,
    ...rest,
    price_minor: CENTS * price,
    made_at: madeAt(purchase),
    catalog_elements: JSON.stringify(_embedded?.catalog_elements ?? []),
    sequence: 0,
    given_next_date: null,
    given_next_price_minor: null,
    period_next_date: null,
    is_deleted: false,
  }
}

/** A purchase counts from when it was made or recorded, whichever is earlier. */
function madeAt({ completed_at, created_at }: Purchase): number {
  return Math.min(completed_at, created_at)
}

function contactRows(account_id: number, customer: GivenCustomer): Row<'links'>[] {
  return (customer._embedded?.contacts ?? []).map(({ id, is_main }) => ({
    account_id,
    from_entity: 'customers',
    from_id: customer.id,
    to_entity: 'contacts',
    to_id: id,
    is_main,
    metadata: null,
  }))
}
