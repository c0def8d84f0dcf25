import { digitsOf } from '../core/money.ts'
import type { Random } from './random.ts'
import type { Words } from './words.ts'

/** What somebody comes for. */
export type Taste = {
  /** Places on the list of coffees. */
  readonly coffees: readonly number[]
  /** Bags, or tens of kilos, of a usual purchase. */
  readonly amount: number
}

/** What was bought, and its price in the account's currency. */
export type Bought = { readonly price: number; readonly comment: string | null }

/** Prices in dollars, each list in the order of the words. */
const COFFEE_BAGS = [15, 18, 17, 22, 14, 19, 18, 17]
const EXTRAS = [6, 11, 24, 28, 32, 74, 129]
const KILO = 23
const WORKSHOP_SEAT = 55
const GIFT_BOX = 46
const GIFT_CARDS = [25, 50, 100]

/** What such goods cost where the dollar is not the currency: a believable price list, no exchange rate. */
const SCALES: Readonly<Record<string, { readonly perDollar: number; readonly step: number }>> = {
  RUB: { perDollar: 55, step: 10 },
  KZT: { perDollar: 300, step: 50 },
  UAH: { perDollar: 24, step: 5 },
}

/** The goods of the shop, in the words and the currency of an account. */
export class Catalogue {
  readonly #random: Random
  readonly #words: Words
  readonly #scale: { readonly perDollar: number; readonly step: number }
  readonly #hasCents: boolean

  constructor(random: Random, words: Words, currency: string) {
    this.#random = random
    this.#words = words
    const scale = SCALES[currency]
    this.#scale = scale ?? { perDollar: 1, step: 1 }
    this.#hasCents = scale === undefined && digitsOf(currency) > 0
  }

  /** What costs so many dollars, in the account's currency. */
  price(dollars: number): number {
    return this.rounded(dollars * this.#scale.perDollar)
  }

  /** A sum of the account's currency as price tags are rounded there. */
  rounded(sum: number): number {
    const { step } = this.#scale
    return Math.max(step, Math.round(sum / step) * step)
  }

  /** What so many tenths of a price in dollars come to in the account's currency: with cents where prices are small and it has them. */
  discounted(dollars: number, tenths: number): number {
    return this.#hasCents ? (dollars * tenths) / 10 : this.price((dollars * tenths) / 10)
  }

  /** Bags of a coffee somebody likes, now and then with something for the kitchen. */
  bags({ coffees, amount }: Taste): Bought {
    const count = Math.max(1, amount + this.#random.whole([-1, 1]))
    const coffee = this.#random.pick(coffees)
    const line = this.#words.bags(count, this.#coffee(coffee))
    const price = count * this.price(COFFEE_BAGS[coffee] as number)
    if (!this.#random.chance(0.16)) return this.#bought(price, line)
    // The dearer, the rarer: the smaller of two draws.
    const indexes = [0, EXTRAS.length - 1] as const
    const extra = Math.min(this.#random.whole(indexes), this.#random.whole(indexes))
    return this.#bought(
      price + this.price(EXTRAS[extra] as number),
      `${line}, ${this.#words.extras[extra] as string}`,
    )
  }

  /** A subscription: one coffee in a fixed amount, a tenth cheaper. */
  subscription({ coffees, amount }: Taste): Bought {
    const coffee = coffees[0] as number
    const price = this.discounted(amount * (COFFEE_BAGS[coffee] as number), 9)
    return {
      price,
      comment: `${this.#words.subscription}: ${this.#words.bags(amount, this.#coffee(coffee))}`,
    }
  }

  kilos({ coffees, amount }: Taste): Bought {
    const count = amount * 5 + this.#random.whole([-3, 4])
    return this.#bought(
      count * this.price(KILO),
      this.#words.kilos(count, this.#coffee(this.#random.pick(coffees))),
    )
  }

  workshop(): Bought {
    const seats = this.#random.chance(0.3) ? 2 : 1
    const name = this.#random.pick(this.#words.workshops)
    return { price: seats * this.price(WORKSHOP_SEAT), comment: seats === 1 ? name : `${name} × ${seats}` }
  }

  gift(): Bought {
    const { giftBox, giftCard } = this.#words
    if (this.#random.chance(0.4))
      return { price: this.price(this.#random.pick(GIFT_CARDS)), comment: giftCard }
    const count = this.#random.whole([1, 3])
    return { price: count * this.price(GIFT_BOX), comment: count === 1 ? giftBox : `${giftBox} × ${count}` }
  }

  #coffee(index: number): string {
    return this.#words.coffees[index] as string
  }

  /** Nobody writes something down each time. */
  #bought(price: number, line: string): Bought {
    if (this.#random.chance(0.2)) return { price, comment: null }
    return {
      price,
      comment: this.#random.chance(0.2) ? `${line}; ${this.#random.pick(this.#words.remarks)}` : line,
    }
  }
}
