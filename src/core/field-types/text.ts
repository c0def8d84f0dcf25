import { foldText } from '../fold.ts'
import { type FieldType } from './field-type.ts'
import { MAX_TEXT_BYTES, soleValue, textAt } from './written.ts'

export const text = textType()
export const textarea = textType()
export const url = textType()
export const streetaddress = textType()

/** Texts are kept as written; filters and the search compare them folded. */
function textType(): FieldType<string> {
  return {
    hasEnums: false,
    parse(values, { refuse }) {
      const value = soleValue(values, refuse)
      if (value === undefined) return undefined
      const written = textAt(value, 'values.0.value', refuse)
      if (written === undefined || fits(written)) return written
      refuse('TooLong', 'values.0.value', { limit: MAX_TEXT_BYTES })
      return undefined
    },
    render: (stored) => [{ value: stored }],
    json: (stored) => `[{"value":${JSON.stringify(stored)}}]`,
    words: (stored) => [stored],
    tokens: (stored) => [tokenOf(foldText(stored))],
    filterToken: (wanted) => (wanted === '' ? undefined : tokenOf(foldText(wanted))),
  }
}

function fits(written: string): boolean {
  if (written.length > MAX_TEXT_BYTES) return false
  return written.length * 3 <= MAX_TEXT_BYTES || new TextEncoder().encode(written).length <= MAX_TEXT_BYTES
}

const TOKEN_LENGTH = 200

/**
 * Short texts are their own token. A GIN index holds entries of up to 2,700 bytes, so a long text is its beginning, its length and
 * a hash of all of it; being longer than {@link TOKEN_LENGTH}, that never equals the token of a short text.
 */
function tokenOf(folded: string): string {
  if (folded.length <= TOKEN_LENGTH) return folded
  const beginning = folded.slice(0, TOKEN_LENGTH).toWellFormed()
  return `${beginning}…${folded.length}.${hashOf(folded).toString(36)}`
}

/** 53 bits of two multiplicative hashes (cyrb53). Whoever forges a collision finds one customer too many in a filter. */
function hashOf(folded: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.charCodeAt(i)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 2 ** 32 * (low & 0x1fffff) + (high >>> 0)
}
