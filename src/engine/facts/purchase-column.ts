import type { Purchase } from '../../core/conditions/facts.ts'
import type { CopiedValues } from '../../db/copied-values.ts'
import type { FactColumn } from './source.ts'

/** The purchases of a block of customers, by the index of the customer. */
export class PurchaseColumn implements FactColumn<readonly Purchase[]> {
  readonly #byIndex: (Purchase[] | undefined)[]

  /**
   * Takes rows of customer, moment, price and, if `elements` says so, an array of what was bought. `ids` are those of the customers,
   * ascending.
   */
  constructor(ids: Float64Array, rows: CopiedValues, elements: boolean) {
    this.#byIndex = Array.from<undefined>({ length: ids.length }).fill(undefined)
    let index = 0
    while (!rows.isAtEnd()) {
      const owner = rows.number()
      const purchase = {
        made_at: rows.number(),
        price_minor: rows.number(),
        element_ids: elements ? rows.numbers() : NOTHING,
      }
      if (ids[index] !== owner) index = indexOf(ids, owner)
      if (ids[index] !== owner) continue // a deleted customer, or one outside the block
      const own = this.#byIndex[index]
      if (own) own.push(purchase)
      else this.#byIndex[index] = [purchase]
    }
  }

  /** Those of the customer at an index. */
  at(index: number): readonly Purchase[] {
    return this.#byIndex[index] ?? NONE
  }
}

const NOTHING: readonly number[] = []
const NONE: readonly Purchase[] = []

/** The index of an id among ascending ones, or that before which it would stand. */
function indexOf(ids: Float64Array, id: number): number {
  let [from, to] = [0, ids.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((ids[middle] as number) < id) from = middle + 1
    else to = middle
  }
  return from
}
