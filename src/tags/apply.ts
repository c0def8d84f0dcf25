import type { Refuse } from '../core/errors.ts'
import type { TagIndex, TagReference } from './tag-index.ts'

/** A tag as an item names it, by either or both. */
type WrittenTag = { id?: number | null; name?: string | null }

/** What an item that is written says of tags, whatever it is an item of. */
export type TagsWritten = {
  _embedded?: { tags?: readonly WrittenTag[] | null } | null
  tags_to_add?: readonly WrittenTag[] | null
  tags_to_delete?: readonly WrittenTag[] | null
}

/** Every tag that items name, for looking them up. */
export function tagReferences(items: readonly TagsWritten[]): TagReference[] {
  return items.flatMap((item) => [...creatable(item), ...references(item.tags_to_delete)])
}

function creatable(item: TagsWritten): TagReference[] {
  return [...references(item._embedded?.tags), ...references(item.tags_to_add)]
}

function references(tags: readonly WrittenTag[] | null | undefined): TagReference[] {
  return (tags ?? []).flatMap((tag) => referenceOf(tag) ?? [])
}

/** The names of tags that items may create. */
export function newTagNames(items: readonly TagsWritten[]): string[] {
  return items.flatMap(creatable).flatMap((reference) => ('name' in reference ? [reference.name] : []))
}

/** A tag named both ways is meant by its id: what was read and is saved sends both. */
function referenceOf(tag: WrittenTag): TagReference | undefined {
  if (tag.id !== undefined && tag.id !== null) return { id: tag.id }
  if (tag.name !== undefined && tag.name !== null && tag.name !== '') return { name: tag.name }
  return undefined
}

/** The tags after an item has been written, ascending; `present` itself when nothing changes. Those that it names must be in the index. */
export function applyTags(
  present: readonly number[],
  item: TagsWritten,
  tagIndex: TagIndex,
  refuse: Refuse,
): readonly number[] {
  const find = (tags: readonly WrittenTag[], path: string): number[] =>
    tags.flatMap((tag, i) => {
      const reference = referenceOf(tag)
      if (reference === undefined) refuse('FieldMissing', `${path}.${i}.name`)
      const found = reference && tagIndex.find(reference)
      // A name that is not in the index is one to take off that nothing has.
      if (reference && 'id' in reference && found === undefined)
        refuse('NotSupportedChoice', `${path}.${i}.id`)
      return found ? [found.id] : []
    })
  const replaced = item._embedded?.tags
  const base = replaced === undefined ? present : replaced === null ? [] : find(replaced, '_embedded.tags')
  const added = find(item.tags_to_add ?? [], 'tags_to_add')
  const removed = new Set(find(item.tags_to_delete ?? [], 'tags_to_delete'))
  const wanted = new Set([...base, ...added].filter((id) => !removed.has(id)))
  const isSame = wanted.size === present.length && present.every((id) => wanted.has(id))
  return isSame ? present : [...wanted].sort((a, b) => a - b)
}
