/** What is expected of the next purchase of a customer: its moment and its price, in minor units of the account's currency. */
export type Expectation = {
  readonly next_date: number | null
  readonly next_price_minor: number
}

/** What a hand has last written of the next purchase, and the number of the last purchase that was recorded before it. */
export type ExpectedByHand = {
  readonly base_next_date: number | null
  readonly base_next_price_minor: number
  readonly next_date_after: number
  readonly next_price_after: number
}

/**
 * What a hand has last written of the next purchase, once it has changed a customer. A value that it repeats is not written: clients send
 * whole copies back.
 */
export function expectedByHand(
  before: Expectation & ExpectedByHand & { readonly purchases_recorded: number },
  { next_date, next_price_minor }: Expectation,
): ExpectedByHand {
  const isDateWritten = next_date !== before.next_date
  const isPriceWritten = next_price_minor !== before.next_price_minor
  return {
    base_next_date: isDateWritten ? next_date : before.base_next_date,
    next_date_after: isDateWritten ? before.purchases_recorded : before.next_date_after,
    base_next_price_minor: isPriceWritten ? next_price_minor : before.base_next_price_minor,
    next_price_after: isPriceWritten ? before.purchases_recorded : before.next_price_after,
  }
}

/** What a purchase says of the next one. Purchases of a customer are numbered in the order in which they were recorded. */
export type ExpectingPurchase = {
  readonly sequence: number
  /** The moment that it carries. */
  readonly given_next_date: number | null
  /** The price that it carries, in minor units. */
  readonly given_next_price_minor: number | null
  /** The moment one period of the customer after it; null where the customer had none that moves dates when it was recorded. */
  readonly period_next_date: number | null
  /** Whether it is the newest of the purchases recorded up to it that are still there; of one moment the later recorded one is. */
  readonly is_newest: boolean
}

/** What is expected once a purchase has been recorded: what it carries; else, of the newest, a period later, if that is later. */
export function expectedAfter(present: Expectation, purchase: ExpectingPurchase): Expectation {
  return {
    next_date: dateAfter(present.next_date, purchase),
    next_price_minor: purchase.given_next_price_minor ?? present.next_price_minor,
  }
}

/**
 * What is expected by the purchases that remain: what a hand has last written, moved by each that was recorded since. `purchases` are in
 * the order of their numbers; those that say nothing of the next one may be left out.
 */
export function expectedBy(byHand: ExpectedByHand, purchases: readonly ExpectingPurchase[]): Expectation {
  let next_date = byHand.base_next_date
  let next_price_minor = byHand.base_next_price_minor
  for (const purchase of purchases) {
    if (purchase.sequence > byHand.next_date_after) next_date = dateAfter(next_date, purchase)
    if (purchase.sequence > byHand.next_price_after)
      next_price_minor = purchase.given_next_price_minor ?? next_price_minor
  }
  return { next_date, next_price_minor }
}

function dateAfter(
  present: number | null,
  { given_next_date, period_next_date, is_newest }: ExpectingPurchase,
): number | null {
  if (given_next_date !== null) return given_next_date
  if (!is_newest || period_next_date === null) return present
  return present === null ? period_next_date : Math.max(present, period_next_date)
}
