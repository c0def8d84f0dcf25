/** A set of indexes in a block of customers, a bit each. Sets of one block have the same length, and are not changed once they are made. */
export type Bits = Uint32Array

/** Something of each customer of a block. */
export type ByIndex<T> = { readonly length: number; at(index: number): T | undefined }

const WORD = 32
const FULL = 0xffffffff

/** All indexes of a block of so many. */
export function allIndexes(size: number): Bits {
  const bits = new Uint32Array(Math.ceil(size / WORD)).fill(FULL)
  if (size % WORD > 0) bits[bits.length - 1] = 2 ** (size % WORD) - 1
  return bits
}

/** These indexes of a block of so many. */
export function bitsAt(size: number, indexes: Iterable<number>): Bits {
  const bits = new Uint32Array(Math.ceil(size / WORD))
  for (const index of indexes) setBit(bits, index)
  return bits
}

/** The indexes of a set for which a test is true. */
export function bitsWhere(bits: Bits, test: (index: number) => boolean): Bits {
  const found = new Uint32Array(bits.length)
  for (let word = 0; word < bits.length; word++) {
    let value = 0
    if (bits[word] === FULL) {
      for (let i = 0; i < WORD; i++) if (test(word * WORD + i)) value |= 1 << i
      found[word] = value
      continue
    }
    for (let rest = bits[word] as number; rest !== 0; rest &= rest - 1) {
      const lowest = rest & -rest
      if (test(word * WORD + 31 - Math.clz32(lowest))) value |= lowest
    }
    found[word] = value
  }
  return found
}

export function hasBit(bits: Bits, index: number): boolean {
  return (((bits[index >>> 5] as number) >>> (index & 31)) & 1) === 1
}

export function isEmpty(bits: Bits): boolean {
  for (let word = 0; word < bits.length; word++) if (bits[word] !== 0) return false
  return true
}

/** Adds a set to one that is being made. */
export function addAll(bits: Bits, more: Bits): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] as number) | (more[word] as number)
}

/** For a set that is being made. */
export function setBit(bits: Bits, index: number): void {
  const word = index >>> 5
  bits[word] = (bits[word] as number) | (1 << (index & 31))
}

export function both(a: Bits, b: Bits): Bits {
  const bits = new Uint32Array(a.length)
  for (let word = 0; word < bits.length; word++) bits[word] = (a[word] as number) & (b[word] as number)
  return bits
}

export function either(a: Bits, b: Bits): Bits {
  const bits = new Uint32Array(a.length)
  for (let word = 0; word < bits.length; word++) bits[word] = (a[word] as number) | (b[word] as number)
  return bits
}

export function oneOf(a: Bits, b: Bits): Bits {
  const bits = new Uint32Array(a.length)
  for (let word = 0; word < bits.length; word++) bits[word] = (a[word] as number) ^ (b[word] as number)
  return bits
}

export function without(a: Bits, b: Bits): Bits {
  const bits = new Uint32Array(a.length)
  for (let word = 0; word < bits.length; word++) bits[word] = (a[word] as number) & ~(b[word] as number)
  return bits
}

/** Visits the indexes of a set, ascending. */
export function forEachIndex(bits: Bits, visit: (index: number) => void): void {
  for (let word = 0; word < bits.length; word++)
    for (let rest = bits[word] as number; rest !== 0; rest &= rest - 1)
      visit(word * WORD + 31 - Math.clz32(rest & -rest))
}

/** The indexes of a set, ascending. */
export function indexesOf(bits: Bits): number[] {
  const indexes: number[] = []
  forEachIndex(bits, (index) => indexes.push(index))
  return indexes
}
