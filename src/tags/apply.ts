import type { Refuse } from '../core/errors.ts'
import { isVisible, nameAt } from '../core/names.ts'
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

/** The names of tags that items create: those of none in the index, as far as they can be seen. */
export function newTagNames(items: readonly TagsWritten[], tagIndex: TagIndex): string[] {
  return items
    .flatMap(creatable)
    .flatMap((reference) => (tagIndex.find(reference) === undefined ? (reference.name ?? []) : []))
    .filter(isVisible)
}

/**
 * A tag named both ways is meant by its id: what was read and is saved sends both. It may have been deleted since, and then its name
 * makes it anew.
 */
function referenceOf({ id, name }: WrittenTag): TagReference | undefined {
  const named = name === undefined || name === null || name === '' ? undefined : { name }
  return id === undefined || id === null ? named : { id, ...named }
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
      const found = reference && tagIndex.find(reference)
      if (found !== undefined) return [found.id]
      if (reference === undefined) refuse('FieldMissing', `${path}.${i}.name`)
      else if (reference.name === undefined) refuse('NotSupportedChoice', `${path}.${i}.id`)
      // A name to take off that is not in the index is one that nothing has.
      else if (path !== TAKEN_OFF) nameAt(reference.name, `${path}.${i}.name`, refuse)
      return []
    })
  const replaced = item._embedded?.tags
  const base = replaced === undefined ? present : replaced === null ? [] : find(replaced, '_embedded.tags')
  const added = find(item.tags_to_add ?? [], 'tags_to_add')
  const removed = new Set(find(item.tags_to_delete ?? [], TAKEN_OFF))
  const wanted = new Set([...base, ...added].filter((id) => !removed.has(id)))
  const isSame = wanted.size === present.length && present.every((id) => wanted.has(id))
  return isSame ? present : [...wanted].sort((a, b) => a - b)
}

const TAKEN_OFF = 'tags_to_delete'
