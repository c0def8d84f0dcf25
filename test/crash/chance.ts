import { randomInt } from 'node:crypto'

/** A whole number from `min` to `max`. */
export function anyNumber(min: number, max: number): number {
  return randomInt(min, max + 1)
}

/** Does something now or up to 20 ms later: at any moment of what goes on meanwhile. */
export function anyDelay(work: () => void): void {
  setTimeout(work, anyNumber(0, 20))
}
