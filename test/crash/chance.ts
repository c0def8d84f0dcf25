import { Random } from '../../src/demo/random.ts'
import { SEED } from '../helpers/seed.ts'

const random = new Random(SEED)

/** A whole number from `min` to `max`. */
export function anyNumber(min: number, max: number): number {
  return random.whole([min, max])
}

/** Does something now or up to 20 ms later: at any moment of what goes on meanwhile. */
export function anyDelay(work: () => void): void {
  setTimeout(work, anyNumber(0, 20))
}
