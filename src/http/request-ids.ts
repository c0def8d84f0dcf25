/**
 * What the client calls each item of a batch: its `request_id` as a string, else its zero-based position. Clients match answers to
 * requests by strict comparison with strings.
 */
export function requestIdsOf(body: unknown): string[] {
  return Array.isArray(body) ? body.map((item, i) => requestIdOf(item, i)) : []
}

/** Returns the `request_id` that a client gave to one item, or the item's position in the batch as text. */
export function requestIdOf(item: unknown, position: number): string {
  const given =
    typeof item === 'object' && item !== null && 'request_id' in item ? item.request_id : undefined
  return typeof given === 'string' || typeof given === 'number' ? String(given) : String(position)
}
