/**
 * Random choices that are the same for the same seed (mulberry32, public domain, by Tommy Ettinger): a demo shop can be loaded twice
 * and compared.
 */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** A whole number from `min` to `max`, both included. */
  whole([min, max]: Range): number {
    return min + Math.floor(this.#next() * (max - min + 1))
  }

  /** True in `probability` of the cases. */
  chance(probability: number): boolean {
    return this.#next() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[this.whole([0, list.length - 1])] as T
  }

  /** So many different items, in the order of the list. */
  some<T>(list: readonly T[], count: number): T[] {
    const chosen = new Set<T>()
    while (chosen.size < Math.min(count, list.length)) chosen.add(this.pick(list))
    return list.filter((item) => chosen.has(item))
  }

  /** From 0 up to, but not including, 1. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Both ends included. */
export type Range = readonly [min: number, max: number]
