import type { Entities, EntityDescriptor } from '../core/entity.ts'
import type { Snapshot } from '../db/database.ts'
import type { KeptRow } from './by-id.ts'
import {
  countSearchOfNothing,
  findLinkedPairs,
  type LinkedPair,
  readMissingEnds,
  readTagsOfNothing,
} from './entity-queries.ts'
import type { Report } from './report.ts'

/** What is kept, as it is called where it is kept of nothing. */
const NAMES: Readonly<Record<string, string>> = {
  totals: 'transactions',
  tags: 'rows of entity_tags',
  members: 'rows of segment_members',
  stays: 'stays',
  search: 'row of entity_search',
  events: 'events',
}

/** Reports what is kept of one of an entity that is not there. */
export function reportStrays(
  { noun }: EntityDescriptor,
  strays: readonly { readonly name: string; readonly kept: KeptRow }[],
  report: Report,
): void {
  for (const { name, kept } of strays) {
    report(
      { what: NAMES[name] ?? name, stored: 'there', expected: `none, for there is no such ${noun}` },
      { noun, id: kept.entity_id },
    )
  }
}

/** Reports rows of tags that there are none of, and search rows of entities that are not searched. */
export async function checkRowsOfNothing(
  snapshot: Snapshot,
  accountId: number,
  entities: Entities,
  report: Report,
): Promise<void> {
  for await (const block of readTagsOfNothing(snapshot, accountId, entities))
    for (const { tag_id, count } of block)
      report({ what: `rows of entity_tags of the tag ${tag_id}, which is none`, stored: count, expected: 0 })
  const found = await countSearchOfNothing(snapshot, accountId, entities)
  if (found > 0)
    report({ what: 'rows of entity_search of entities that are not searched', stored: found, expected: 0 })
}

/** Reports links between entities that declare none, and links that end nowhere. */
export async function checkLinks(
  snapshot: Snapshot,
  accountId: number,
  entities: Entities,
  report: Report,
): Promise<void> {
  for (const { from_entity, to_entity } of await findLinkedPairs(snapshot, accountId))
    if (!isDeclared(entities, { from_entity, to_entity }))
      report({
        what: `links from ${from_entity} to ${to_entity}`,
        stored: 'there',
        expected: 'none, for none are declared',
      })
  for await (const block of readMissingEnds(snapshot, accountId, entities))
    for (const { entity, id } of block) {
      const { noun } = entities.get(entity)
      report(
        { what: 'end of a link', stored: 'there', expected: `none, for there is no such ${noun}` },
        { noun, id },
      )
    }
}

function isDeclared(entities: Entities, { from_entity, to_entity }: LinkedPair): boolean {
  return entities.find(from_entity)?.links?.includes(to_entity) === true
}
