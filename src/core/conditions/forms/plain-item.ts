import type { WireItem } from '../kind.ts'

/** A leaf in the shape that the page prints for conditions of one value. */
export function plainItem(type: string, value: unknown): WireItem {
  return { type, match: { value }, conditions: [{ value }] }
}
