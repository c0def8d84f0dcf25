import type { Definitions } from '../account/definitions.ts'
import type { EntityDescriptor } from '../core/entity.ts'
import { searchRow } from '../entities/search-rows.ts'
import type { Copies } from './blocks.ts'
import { differing, type Finding } from './difference.ts'
import type { EntityRow, Kept } from './entity-queries.ts'
import { eventFindings } from './events.ts'

/** What is known of the account: the tags of the entity, and whether none of its events has been forgotten yet. */
export type Known = { readonly knownTags: ReadonlySet<number>; readonly hasAllEvents: boolean }

/** Where what the machineries of an entity keep of one does not agree with its row, or with itself. */
export function disagreementsOf(
  definitions: Definitions,
  entity: EntityDescriptor,
  row: EntityRow,
  copies: Copies<Kept>,
  { knownTags, hasAllEvents }: Known,
): Finding[] {
  return [
    ...(entity.tags ? tags(row, copies.tags, knownTags) : []),
    ...(entity.isSearched ? search(definitions, entity, row, copies.search) : []),
    ...(entity.isRestorable
      ? eventFindings(entity.noun, row, copies.events?.events ?? [], hasAllEvents)
      : []),
  ]
}

function tags(row: EntityRow, kept: Kept['tags'] | undefined, knownTags: ReadonlySet<number>): Finding[] {
  return [
    ...differing(
      'tag_ids that are no tags',
      row.tag_ids.filter((id) => !knownTags.has(id)),
      [],
    ),
    ...differing(
      'rows of entity_tags',
      kept?.tags ?? [],
      row.deleted_at === null ? ascending(row.tag_ids) : [],
    ),
  ]
}

/**
 * The order of words and tokens is that of the fields when they were written, and finds the same. Of what is deleted, only the name has
 * to be right: the rest is written anew when it is restored.
 */
function search(
  definitions: Definitions,
  entity: EntityDescriptor,
  row: EntityRow,
  kept: Kept['search'] | undefined,
): Finding[] {
  const { name_folded, words, tokens } = searchRow(definitions, entity.name, row)
  if (kept === undefined) return [{ what: 'row of entity_search', stored: undefined, expected: name_folded }]
  const name = differing('entity_search.name_folded', kept.name_folded, name_folded)
  if (row.deleted_at !== null) return name
  return [
    ...name,
    ...differing('entity_search.words', kept.words.split('\n').sort(), words.split('\n').sort()),
    ...differing('entity_search.tokens', [...kept.tokens].sort(), [...tokens].sort()),
  ]
}

function ascending(ids: readonly number[]): number[] {
  return [...ids].sort((a, b) => a - b)
}
