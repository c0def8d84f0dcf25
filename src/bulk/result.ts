import type { BulkResult, LeftCustomer } from './queries.ts'
import type { Tag } from '../tags/tag.ts'
import type { Left } from './schema.ts'

/** Customers that an answer names among those that were left. */
const MAX_LEFT = 100

/** What has come of one customer. */
export type Outcome =
  | { readonly is: 'changed' | 'unchanged' }
  /** It was changed, but for these properties. */
  | { readonly is: 'partly'; readonly kept: readonly string[] }
  | { readonly is: Left; readonly kept?: readonly string[] }

/** The result of a bulk change that has not begun. */
export function noResult(notFound: number): BulkResult {
  const none = { changed: 0, unchanged: 0, not_yours: 0, gone: 0, refused: 0, changed_since: 0, partly: 0 }
  return { ...none, not_found: notFound, tags_created: [], left: [] }
}

/** A result with what has come of further customers, and the tags that were made for them. */
export function withOutcomes(
  result: BulkResult,
  outcomes: readonly { readonly customer_id: number; readonly outcome: Outcome }[],
  tagsCreated: readonly Tag[],
): BulkResult {
  const counts = { ...result }
  const left: LeftCustomer[] = [...result.left]
  for (const { customer_id, outcome } of outcomes) {
    counts[outcome.is]++
    if (outcome.is === 'partly') counts.changed++
    const entry = leftOf(outcome)
    if (entry !== undefined && left.length < MAX_LEFT) left.push({ customer_id, ...entry })
  }
  const tags_created = [...result.tags_created, ...tagsCreated.map(({ id, name }) => ({ id, name }))]
  return { ...counts, tags_created, left }
}

function leftOf(outcome: Outcome): Omit<LeftCustomer, 'customer_id'> | undefined {
  switch (outcome.is) {
    case 'changed':
    case 'unchanged':
      return undefined
    case 'partly':
      return { why: 'changed_since', properties: outcome.kept }
    default:
      return { why: outcome.is, ...(outcome.kept && { properties: outcome.kept }) }
  }
}
