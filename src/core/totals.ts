/** The largest sum of money we keep: beyond it numbers of JSON are no longer exact. */
export const MAX_MONEY = Number.MAX_SAFE_INTEGER

export type Totals = { ltv: number; purchases_count: number }

/** Totals after purchases of these prices (whole units of the account currency) were added. */
export function withPurchases(totals: Totals, prices: readonly number[]): Totals {
  return {
    ltv: prices.reduce((sum, price) => sum + price, totals.ltv),
    purchases_count: totals.purchases_count + prices.length,
  }
}

/** Totals after one purchase of this price was deleted. */
export function withoutPurchase(totals: Totals, price: number): Totals {
  return { ltv: totals.ltv - price, purchases_count: totals.purchases_count - 1 }
}

/** Returns the average purchase as a customer shows it: 0 without purchases, else as {@link averageOf} rounds it. */
export function averageCheck(totals: Totals): number {
  return averageOf(totals) ?? 0
}

/** Returns the average purchase, rounded half up; undefined without purchases. Exact for every safe integer. */
export function averageOf(totals: Totals): number | undefined {
  if (totals.purchases_count === 0) return undefined
  const rest = totals.ltv % totals.purchases_count
  const floor = (totals.ltv - rest) / totals.purchases_count
  return 2 * rest >= totals.purchases_count ? floor + 1 : floor
}
