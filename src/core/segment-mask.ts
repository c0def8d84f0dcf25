/**
 * The segments of one customer as bits: the slot of a segment (0 to 99) is its bit.
 * Two numbers of 50 bits each, so that both stay exact in JSON, in JavaScript and in a bigint column.
 */
export type SegmentMask = { readonly low: number; readonly high: number }

export const SLOTS = 100
/** Slots below it have their bit in the low half of a mask, from the lowest on; the others in the high one. */
export const HALF = 50
const QUARTER = 25
const QUARTER_BIT = 2 ** QUARTER

export const EMPTY_MASK: SegmentMask = { low: 0, high: 0 }

/** The value of each slot's bit in its half. */
const BITS = Float64Array.from({ length: SLOTS }, (_, slot) => 2 ** (slot % HALF))

export function maskHas(mask: SegmentMask, slot: number): boolean {
  const word = slot < HALF ? mask.low : mask.high
  return word !== 0 && Math.floor(word / (BITS[slot] as number)) % 2 === 1
}

export function maskWith(mask: SegmentMask, slot: number): SegmentMask {
  if (maskHas(mask, slot)) return mask
  return slot < HALF
    ? { low: mask.low + 2 ** slot, high: mask.high }
    : { low: mask.low, high: mask.high + 2 ** (slot - HALF) }
}

export function maskWithout(mask: SegmentMask, slot: number): SegmentMask {
  if (!maskHas(mask, slot)) return mask
  return slot < HALF
    ? { low: mask.low - 2 ** slot, high: mask.high }
    : { low: mask.low, high: mask.high - 2 ** (slot - HALF) }
}

export function maskOf(slots: Iterable<number>): SegmentMask {
  let mask = EMPTY_MASK
  for (const slot of slots) mask = maskWith(mask, slot)
  return mask
}

/** The slots of a mask, ascending. */
export function slotsOf(mask: SegmentMask): number[] {
  const slots: number[] = []
  forEachSlot(mask, (slot) => slots.push(slot))
  return slots
}

/** Visits the slots of a mask, ascending. */
export function forEachSlot({ low, high }: SegmentMask, visit: (slot: number) => void): void {
  if (low !== 0) {
    visitBits(low % QUARTER_BIT, 0, visit)
    visitBits(Math.floor(low / QUARTER_BIT), QUARTER, visit)
  }
  if (high !== 0) {
    visitBits(high % QUARTER_BIT, HALF, visit)
    visitBits(Math.floor(high / QUARTER_BIT), HALF + QUARTER, visit)
  }
}

/** Bit operations see 32 bits. */
function visitBits(bits: number, firstSlot: number, visit: (slot: number) => void): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) visit(firstSlot + 31 - Math.clz32(rest & -rest))
}

export function sameMask(a: SegmentMask, b: SegmentMask): boolean {
  return a.low === b.low && a.high === b.high
}

/** Which half of a mask holds a slot, and the value of its bit there: for SQL. */
export function bitOf(slot: number): { half: 'low' | 'high'; bit: number } {
  return slot < HALF ? { half: 'low', bit: 2 ** slot } : { half: 'high', bit: 2 ** (slot - HALF) }
}
