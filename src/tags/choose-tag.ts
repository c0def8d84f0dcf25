import type { TagReference } from '../core/conditions/kind.ts'
import type { EntityName } from '../core/entity-names.ts'
import { chooseNamed, type Remedy } from '../core/remedy.ts'
import type { Queries } from '../db/database.ts'
import { selectTags } from './queries.ts'

/** So many tags are compared with a name that is none of theirs: the oldest ones. */
const MOST_COMPARED = 5000

/** Returns the function that says which tag of an entity a reference to none may have meant. Nothing is read where there is no such reference. */
export async function tagChooser(
  queries: Queries,
  accountId: number,
  isNeeded: boolean,
  { entity }: { readonly entity: EntityName } = { entity: 'customers' },
): Promise<(reference: TagReference) => Remedy> {
  const part = { after: 0, offset: 0, limit: MOST_COMPARED }
  const tags = isNeeded ? await selectTags(queries, accountId, { entity }, part) : []
  return (reference) => chooseNamed('name' in reference ? reference.name : reference.id, tags)
}
