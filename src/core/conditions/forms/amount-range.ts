import { ceilInMinorUnits, floorInMinorUnits } from '../../money.ts'
import type { NumberRange } from './number-range.ts'

/** Ranges of parameters, which never change, in the minor units of the currency that they were last used with. */
const known = new WeakMap<NumberRange, { readonly digits: number; readonly inMinorUnits: NumberRange }>()

/**
 * Returns the range of amounts in minor units for a range in currency units: exactly those amounts are in one that are in the other. A
 * bound between two minor units becomes a whole one, so that comparing doubles is exact.
 */
export function minorRange(range: NumberRange, digits: number): NumberRange {
  const last = known.get(range)
  if (last?.digits === digits) return last.inMinorUnits
  const inMinorUnits = scaled(range, digits)
  known.set(range, { digits, inMinorUnits })
  return inMinorUnits
}

function scaled({ gte, gt, lte, lt, eq }: NumberRange, digits: number): NumberRange {
  return {
    ...(gte !== undefined && { gte: ceilInMinorUnits(gte, digits) }),
    ...(gt !== undefined && { gt: floorInMinorUnits(gt, digits) }),
    ...(lte !== undefined && { lte: floorInMinorUnits(lte, digits) }),
    ...(lt !== undefined && { lt: ceilInMinorUnits(lt, digits) }),
    ...(eq !== undefined && { eq: exactly(eq, digits) }),
  }
}

/** NaN, which equals no amount, where the bound lies between two minor units. */
function exactly(eq: number, digits: number): number {
  const floor = floorInMinorUnits(eq, digits)
  return floor === ceilInMinorUnits(eq, digits) ? floor : NaN
}
