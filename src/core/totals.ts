/** What the purchases of a customer add up to, the sum in minor units. */
export type Totals = { ltv_minor: number; purchases_count: number }

/** Totals after purchases of these prices, in minor units, were added. */
export function withPurchases(totals: Totals, prices: readonly number[]): Totals {
  return {
    ltv_minor: prices.reduce((sum, price) => sum + price, totals.ltv_minor),
    purchases_count: totals.purchases_count + prices.length,
  }
}

/** Totals after one purchase of this price, in minor units, was deleted. */
export function withoutPurchase(totals: Totals, price: number): Totals {
  return { ltv_minor: totals.ltv_minor - price, purchases_count: totals.purchases_count - 1 }
}

/** Returns the average purchase of a customer in minor units: 0 without purchases, else as {@link averageOf} rounds it. */
export function averageCheck(totals: Totals): number {
  return averageOf(totals) ?? 0
}

/** Returns the average purchase in minor units, rounded half up; undefined without purchases. Exact for every safe integer. */
export function averageOf(totals: Totals): number | undefined {
  if (totals.purchases_count === 0) return undefined
  const rest = totals.ltv_minor % totals.purchases_count
  const floor = (totals.ltv_minor - rest) / totals.purchases_count
  return 2 * rest >= totals.purchases_count ? floor + 1 : floor
}
