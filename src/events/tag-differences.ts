import type { Tags } from './types.ts'

/** Returns the tags that a change has put on and taken off; undefined when it has done neither. */
export function tagDifferences(before: readonly number[], after: readonly number[]): Tags | undefined {
  if (before === after) return undefined
  const added = after.filter((id) => !before.includes(id))
  const removed = before.filter((id) => !after.includes(id))
  if (added.length === 0 && removed.length === 0) return undefined
  return {
    ...(added.length > 0 && { tags_added: added }),
    ...(removed.length > 0 && { tags_removed: removed }),
  }
}
