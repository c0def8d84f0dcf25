import type { Queries } from '../db/database.ts'
import { findTags } from './queries.ts'
import type { Tag } from './tag.ts'

const MAX_KEPT = 50_000

/** Tags by id for answers. A tag's name never changes, so what was read once is kept. */
export class TagNames {
  readonly #kept = new Map<string, Tag>()

  /** The tags of these ids; ids that are not in the account are left out. */
  async of(queries: Queries, accountId: number, ids: Iterable<number>): Promise<ReadonlyMap<number, Tag>> {
    const found = new Map<number, Tag>()
    const missing: number[] = []
    for (const id of new Set(ids)) {
      const tag = this.#kept.get(`${accountId}:${id}`)
      if (tag) found.set(id, tag)
      else missing.push(id)
    }
    if (missing.length > 0)
      for (const tag of await findTags(queries, accountId, missing, [])) {
        if (this.#kept.size >= MAX_KEPT) this.#kept.clear()
        this.#kept.set(`${accountId}:${tag.id}`, tag)
        found.set(tag.id, tag)
      }
    return found
  }
}
