import { isVisible } from '../core/names.ts'
import type { Warning } from '../core/warnings.ts'
import type { Queries } from '../db/database.ts'
import { tagChooser } from '../tags/choose-tag.ts'
import type { TagIndex } from '../tags/tag-index.ts'
import type { BulkChange } from './schema.ts'

/** No tag has this id, nor one below. */
const UNKNOWN_TAG = -1
/** So many warnings say which tag may have been meant: more than anybody reads. */
const MAX_CHOICES = 100

/**
 * Adds the tags that a change would create to the index, under ids that no tag has, so that the change can be tried.
 * @returns a warning for each, with the tag that may have been meant
 */
export async function addNewTags(
  queries: Queries,
  accountId: number,
  { tags_to_add }: BulkChange,
  tags: TagIndex,
): Promise<Warning[]> {
  const named = (tags_to_add ?? []).flatMap(({ id, name }, i) => {
    const isNew = name !== undefined && name !== null && isVisible(name) && tags.find({ name }) === undefined
    return isNew && (id === undefined || id === null || tags.find({ id }) === undefined) ? [{ name, i }] : []
  })
  const chooseTag = await tagChooser(queries, accountId, named.length > 0)
  const warnings: Warning[] = []
  for (const { name, i } of named) {
    if (tags.find({ name }) !== undefined) continue // the same name once more
    tags.add({ id: UNKNOWN_TAG - i, name, color: null })
    const remedy = warnings.length < MAX_CHOICES ? chooseTag({ name }) : undefined
    warnings.push({
      code: 'NewTag',
      path: `change.tags_to_add.${i}.name`,
      name,
      ...(remedy && { remedy }),
    })
  }
  return warnings
}
