/**
 * What the client calls each item of a batch: its `request_id` as a string, else its zero-based position. Clients match answers to
 * requests by strict comparison with strings.
 */
export function requestIdsOf(body: unknown): string[] {
  return Array.isArray(body) ? body.map((item, i) => requestIdOf(item, i)) : []
}

/** Returns the `request_id` that a client gave to one item, or the item's position in the batch as text. */
export function requestIdOf(item: unknown, position: number): string {
  return sentRequestIdOf(item) ?? String(position)
}

/** Returns the `request_id` that a client gave to one item as text; undefined if it gave none. */
export function sentRequestIdOf(item: unknown): string | undefined {
  const given =
    typeof item === 'object' && item !== null && 'request_id' in item ? item.request_id : undefined
  return typeof given === 'string' || typeof given === 'number' ? String(given) : undefined
}

/** Returns `request_id` for the answer of a single write: it is repeated only if it was sent, as the printed answers have it. */
export function sentRequestId(body: unknown): { request_id?: string } {
  const sent = sentRequestIdOf(body)
  return sent === undefined ? {} : { request_id: sent }
}
