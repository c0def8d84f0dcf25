import type { Definitions } from '../account/definitions.ts'
import type { Customer } from '../engine/customer.ts'
import { searchRow } from '../engine/search-rows.ts'
import { differing, type Finding } from './difference.ts'
import { segmentIds } from './engine.ts'
import { eventFindings, segmentFindings } from './events.ts'
import type { Kept } from './queries.ts'

/** What is kept of a customer in other tables; absent where a table has nothing. */
export type Copies = { readonly [Table in keyof Kept]?: Kept[Table] | undefined }

/** What is known of the account as a whole: its tags, and whether none of its events has been forgotten yet. */
export type Known = { readonly knownTags: ReadonlySet<number>; readonly hasAllEvents: boolean }

/** Where what is kept of a customer elsewhere does not agree with the customer, or with itself. */
export function disagreementsOf(
  definitions: Definitions,
  customer: Customer,
  copies: Copies,
  { knownTags, hasAllEvents }: Known,
): Finding[] {
  const events = copies.events?.events ?? []
  const isShown = customer.deleted_at === null
  const segments = segmentIds(definitions, customer.segments)
  const unknown = [...segments, ...segmentIds(definitions, customer.hand_segments)].filter(
    (id) => typeof id === 'string',
  )
  return [
    ...totals(customer, copies.totals),
    ...differing('tag_ids that are no tags', strangers(customer, knownTags), []),
    ...differing(
      'rows of customer_tags',
      copies.tags?.tags ?? [],
      isShown ? ascending(customer.tag_ids) : [],
    ),
    ...differing('rows of segment_members', copies.members?.segments ?? [], isShown ? segments : []),
    ...differing('marks of segments that are none', unknown, []),
    ...(isShown ? stage(definitions, customer) : []),
    ...stays(customer, isShown ? segments : undefined, copies.stays),
    ...search(definitions, customer, copies.search),
    ...eventFindings(customer, events, hasAllEvents),
    ...segmentFindings(customer, segments, (id) => definitions.segments.has(id), events),
  ]
}

function totals(customer: Customer, bought: Kept['totals'] | undefined): Finding[] {
  return [
    ...differing('ltv', customer.ltv, bought?.ltv ?? 0),
    ...differing('purchases_count', customer.purchases_count, bought?.purchases_count ?? 0),
    ...differing('last_purchase_at', customer.last_purchase_at, bought?.last_purchase_at ?? null),
  ]
}

function strangers({ tag_ids }: Customer, knownTags: ReadonlySet<number>): number[] {
  return tag_ids.filter((id) => !knownTags.has(id))
}

function stage({ stages }: Definitions, { status_id }: Customer): Finding[] {
  if (stages.some(({ id }) => id === status_id)) return []
  return [{ what: 'status_id', stored: status_id, expected: 'a stage of the account' }]
}

/** Who is not deleted stays in its stage and its segments, whoever is deleted nowhere. `segments` undefined: deleted. */
function stays(
  { status_id }: Customer,
  segments: readonly (number | string)[] | undefined,
  kept: Kept['stays'] | undefined,
): Finding[] {
  const expected = segments ? [`stage ${status_id}`, ...segments.map((id) => `segment ${id}`)] : []
  return [
    ...differing('open stays', [...(kept?.open ?? [])].sort(), [...expected].sort()),
    ...differing('stays that end before they begin', kept?.backward ?? [], []),
    ...differing('stays that begin before the one before has ended', kept?.overlapping ?? [], []),
    ...differing('stays with half an end', kept?.half ?? [], []),
  ]
}

/**
 * The order of words and tokens is that of the fields when they were written, and finds the same. While a customer is deleted, only its
 * name has to be right: the rest is written anew when it is restored.
 */
function search(definitions: Definitions, customer: Customer, kept: Kept['search'] | undefined): Finding[] {
  const { name_folded, words, tokens } = searchRow({ definitions }, customer)
  if (kept === undefined)
    return [{ what: 'row of customer_search', stored: undefined, expected: name_folded }]
  const name = differing('customer_search.name_folded', kept.name_folded, name_folded)
  if (customer.deleted_at !== null) return name
  return [
    ...name,
    ...differing('customer_search.words', kept.words.split('\n').sort(), words.split('\n').sort()),
    ...differing('customer_search.tokens', [...kept.tokens].sort(), [...tokens].sort()),
  ]
}

function ascending(ids: readonly number[]): number[] {
  return [...ids].sort((a, b) => a - b)
}
