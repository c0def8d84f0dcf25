import type { Purchase } from '../../core/conditions/facts.ts'
import type { CopiedValues } from '../../db/copied-values.ts'

/** The purchases of a block of customers, by the place of the customer. */
export class PurchaseColumn {
  readonly #byPlace: (Purchase[] | undefined)[]

  /**
   * Takes rows of customer, moment, price and, if `elements` says so, an array of what was bought. `ids` are those of the customers,
   * ascending.
   */
  constructor(ids: Float64Array, rows: CopiedValues, elements: boolean) {
    this.#byPlace = Array.from<undefined>({ length: ids.length }).fill(undefined)
    let place = 0
    while (!rows.isAtEnd()) {
      const owner = rows.number()
      const purchase = {
        made_at: rows.number(),
        price: rows.number(),
        element_ids: elements ? rows.numbers() : NOTHING,
      }
      if (ids[place] !== owner) place = placeOf(ids, owner)
      if (ids[place] !== owner) continue // a customer who is deleted, or in none of the places
      const own = this.#byPlace[place]
      if (own) own.push(purchase)
      else this.#byPlace[place] = [purchase]
    }
  }

  /** Those of the customer at a place. */
  at(place: number): readonly Purchase[] {
    return this.#byPlace[place] ?? NONE
  }
}

const NOTHING: readonly number[] = []
const NONE: readonly Purchase[] = []

/** The place of an id among ascending ones, or that before which it would stand. */
function placeOf(ids: Float64Array, id: number): number {
  let [from, to] = [0, ids.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((ids[middle] as number) < id) from = middle + 1
    else to = middle
  }
  return from
}
