import type { Entities } from '../core/entity.ts'
import type { Queries } from '../db/database.ts'
import { type Link, listLinks } from '../entities/links.ts'

const LINKED = ['contacts', 'companies', 'catalog_elements'] as const

/** The published values of `with`, `group_id`, which the official SDK knows, and `version` of ours. */
export const WITH = [...LINKED, 'group_id', 'version'] as const
export type With = Readonly<Partial<Record<(typeof WITH)[number], true>>>

/** What is linked to each customer. */
export type CustomerLinks = ReadonlyMap<number, readonly Link[]>

export const NO_LINKS: CustomerLinks = new Map()

/** The known ones among the names of a `with`; unknown ones are ignored, for some clients send `with=null`. */
export function withOf(names: readonly string[]): With {
  return Object.fromEntries(WITH.filter((name) => names.includes(name)).map((name) => [name, true]))
}

/** The linked entities among them, which are read beside the customers. */
export function linkedEntitiesOf(wanted: With): (typeof LINKED)[number][] {
  return LINKED.filter((entity) => wanted[entity])
}

/** What is linked to these customers, as far as it was asked for. */
export async function findLinks(
  queries: Queries,
  entities: Entities,
  accountId: number,
  customerIds: readonly number[],
  wanted: With,
): Promise<CustomerLinks> {
  const others = linkedEntitiesOf(wanted)
  if (others.length === 0) return NO_LINKS
  const links = await listLinks(queries, entities, accountId, 'customers', customerIds, others)
  return Map.groupBy(links, (each) => each.entity_id)
}
