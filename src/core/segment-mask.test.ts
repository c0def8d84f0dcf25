import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  EMPTY_MASK,
  maskHas,
  maskOf,
  maskWith,
  maskWithout,
  sameMask,
  SLOTS,
  slotsOf,
} from './segment-mask.ts'

const slot = fc.integer({ min: 0, max: SLOTS - 1 })

test('a mask gives back exactly the slots it was made of, and stays a safe integer', () => {
  fc.assert(
    fc.property(fc.uniqueArray(slot), (slots) => {
      const mask = maskOf(slots)
      expect(slotsOf(mask)).toEqual([...slots].sort((a, b) => a - b))
      expect(Number.isSafeInteger(mask.low) && Number.isSafeInteger(mask.high)).toBe(true)
    }),
  )
})

test('taking a slot out undoes putting it in, and doing either twice changes nothing', () => {
  fc.assert(
    fc.property(fc.uniqueArray(slot), slot, (slots, one) => {
      const without = maskOf(slots.filter((other) => other !== one))
      const put = maskWith(without, one)
      expect(maskHas(put, one)).toBe(true)
      expect(maskWith(put, one)).toEqual(put)
      expect(sameMask(maskWithout(put, one), without)).toBe(true)
      expect(maskWithout(EMPTY_MASK, one)).toEqual(EMPTY_MASK)
    }),
  )
})
