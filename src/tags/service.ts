import type { DefinitionsScope, Scope } from '../account/scope.ts'
import type { EntityName } from '../core/entity-names.ts'
import { keptName } from '../core/names.ts'
import type { Queries } from '../db/database.ts'
import { recordEvents } from '../events/record.ts'
import { deleteTagRow, findTags, insertTags } from './queries.ts'
import type { Tag } from './tag.ts'
import { newTagNames, tagReferences, type TagsWritten } from './apply.ts'
import { TagIndex, type TagReference } from './tag-index.ts'

/** The tags of these names, in their order; those that are new are created. Each name can be seen. */
export async function tagsNamed(scope: Scope, entity: EntityName, names: readonly string[]): Promise<Tag[]> {
  const tagIndex = await lookUpTags(
    scope.trx,
    scope.actor.accountId,
    entity,
    names.map((name) => ({ name })),
  )
  await createTags(scope, entity, tagIndex, names)
  return names.map((name) => tagIndex.find({ name }) as Tag)
}

/** Looks up every tag of an entity that a request names: one statement, however many. */
export async function lookUpTags(
  queries: Queries,
  accountId: number,
  entity: EntityName,
  references: readonly TagReference[],
): Promise<TagIndex> {
  if (references.length === 0) return new TagIndex([])
  const ids = [...new Set(references.flatMap((reference) => ('id' in reference ? [reference.id] : [])))]
  const names = [...new Set(references.flatMap(({ name }) => (name === undefined ? [] : [keptName(name)])))]
  return new TagIndex(await findTags(queries, accountId, entity, ids, names))
}

/** Looks up the tags of an entity that items name, and creates the new ones among them. */
export async function tagsOfItems(
  scope: Scope,
  entity: EntityName,
  items: readonly TagsWritten[],
): Promise<TagIndex> {
  const tags = await lookUpTags(scope.trx, scope.actor.accountId, entity, tagReferences(items))
  await createTags(scope, entity, tags, newTagNames(items, tags))
  return tags
}

/**
 * Creates the tags among `names` that are not in the index, in the form in which names are kept, and adds them to it. A name that another
 * writer creates at the same moment becomes that writer's tag. Returns those that are created here.
 */
export async function createTags(
  scope: Scope,
  entity: EntityName,
  tagIndex: TagIndex,
  names: readonly string[],
  colorOf: (name: string) => string | null = () => null,
): Promise<readonly Tag[]> {
  const missing = [...new Set(names.map(keptName))].filter((name) => tagIndex.find({ name }) === undefined)
  if (missing.length === 0) return []
  const ids = await scope.ids.take(scope.actor.accountId, 'tags', missing.length)
  const wanted = missing.map((name, i) => ({ id: ids[i] as number, name, color: colorOf(name) }))
  // One order for everybody, so that two writers of the same new tags never wait for each other in a cycle.
  wanted.sort((a, b) => (a.name < b.name ? -1 : 1))
  const created = await insertTags(scope.trx, scope.actor.accountId, entity, wanted)
  for (const tag of created) tagIndex.add(tag)
  const others = missing.filter((name) => tagIndex.find({ name }) === undefined)
  if (others.length > 0)
    for (const tag of await findTags(scope.trx, scope.actor.accountId, entity, [], others)) tagIndex.add(tag)
  recordEvents(
    scope,
    created.map(({ id, name }) => ({
      type: 'tag_added',
      entity_type: 'tag',
      entity_id: id,
      version: null,
      data: { name },
    })),
  )
  return created
}

/** Takes a tag out of the account, or merges it into another. That nobody has it any more is for the caller. */
export async function dropTag(scope: DefinitionsScope, { id, name }: Tag, into?: Tag): Promise<void> {
  await deleteTagRow(scope.trx, scope.actor.accountId, id)
  const merged = into && { merged_into: { id: into.id, name: into.name } }
  recordEvents(scope, [
    { type: 'tag_deleted', entity_type: 'tag', entity_id: id, version: null, data: { name, ...merged } },
  ])
}

export { countHolders, findTag } from './queries.ts'
