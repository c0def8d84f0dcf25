import { type Expression, sql } from 'kysely'
import { averageOf } from '../../totals.ts'
import type { Phrase } from '../forms/words.ts'

export const MEASURES = ['count', 'sum', 'average', 'largest', 'smallest'] as const
/** A number of some purchases. All but their count are amounts. Count and sum of none are 0, everything else of none is absent. */
export type Measure = (typeof MEASURES)[number]

/** Whether the customer's totals tell the measure of all of its purchases. */
export function isInTotals(measure: Measure): measure is 'count' | 'sum' | 'average' {
  return measure === 'count' || measure === 'sum' || measure === 'average'
}

/** Whether there is no such number without purchases. */
export function isAbsentOfNone(measure: Measure): boolean {
  return measure !== 'count' && measure !== 'sum'
}

/** A measure of purchases, amounts in minor units, of which some are added, and those that were added first are taken away. */
export class RunningMeasure {
  readonly #measure: Measure
  readonly #totals = { ltv_minor: 0, purchases_count: 0 }
  /** Of largest and smallest: the present one, then the one once that is taken away, and so on. */
  readonly #extremes: number[] = []
  #present = 0

  constructor(measure: Measure) {
    this.#measure = measure
  }

  /** Undefined where it is absent. */
  get value(): number | undefined {
    if (isInTotals(this.#measure)) return measureInTotals(this.#measure, this.#totals)
    return this.#extremes[this.#present]
  }

  add(price: number): void {
    this.#totals.ltv_minor += price
    this.#totals.purchases_count++
    if (isInTotals(this.#measure)) return
    const isBeaten = (other: number) => (this.#measure === 'largest' ? other < price : other > price)
    while (this.#extremes.length > this.#present && isBeaten(this.#extremes.at(-1) as number))
      this.#extremes.pop()
    this.#extremes.push(price)
  }

  /** Takes away the purchase that was added before all that are left. */
  takeFirst(price: number): void {
    this.#totals.ltv_minor -= price
    this.#totals.purchases_count--
    if (this.#extremes[this.#present] === price) this.#present++
  }
}

/** Returns the measure of purchases of which only the totals are known; undefined where it is absent. */
export function measureInTotals(
  measure: 'count' | 'sum' | 'average',
  totals: { readonly ltv_minor: number; readonly purchases_count: number },
): number | undefined {
  if (measure === 'count') return totals.purchases_count
  return measure === 'sum' ? totals.ltv_minor : averageOf(totals)
}

const SUM = sql`coalesce(sum(t.price_minor), 0)::bigint`
const COUNT = sql`nullif(count(*), 0)`

/** Of a group of rows `t` of `transactions`, one at least. */
export const AGGREGATES: { readonly [M in Measure]: Expression<number | null> } = {
  count: sql`count(*)::float8`,
  sum: sql`${SUM}::float8`,
  // As `averageOf` rounds, and the column average_check_minor.
  average: sql`(${SUM} / ${COUNT} + 2 * (${SUM} % ${COUNT}) / ${COUNT})::float8`,
  largest: sql`max(t.price_minor)::float8`,
  smallest: sql`min(t.price_minor)::float8`,
}

export const MEASURE_WORDS: { readonly [M in Measure]: Phrase } = {
  count: { en: 'the number of purchases', ru: 'число покупок' },
  sum: { en: 'the total of purchases', ru: 'сумма покупок' },
  average: { en: 'the average of purchases', ru: 'средняя сумма покупок' },
  largest: { en: 'the largest purchase', ru: 'самая крупная из покупок' },
  smallest: { en: 'the smallest purchase', ru: 'самая мелкая из покупок' },
}
