import type { Definitions } from '../account/definitions.ts'
import type { Language } from '../core/actor.ts'
import type { Names } from '../core/conditions/kind.ts'
import { type Condition, tagIdsIn } from '../core/conditions/tree.ts'
import type { Queries } from '../db/database.ts'
import { findTags } from './queries.ts'
import type { Tag } from './tag.ts'

const MAX_ACCOUNTS = 500
const MAX_TAGS = 50_000

/** Tags by id for answers. A tag's name never changes, so what was read once is kept. */
export class TagNames {
  readonly #byAccount = new Map<number, Map<number, Tag>>()

  /** The tags that are in memory, if all of these are. */
  kept(accountId: number, ids: readonly number[]): ReadonlyMap<number, Tag> | undefined {
    const tags = this.#byAccount.get(accountId)
    if (tags === undefined) return ids.length === 0 ? new Map() : undefined
    return ids.every((id) => tags.has(id)) ? tags : undefined
  }

  /** Reads those that are not in memory yet; ids that are no tags of the account are left out. */
  async load(queries: Queries, accountId: number, ids: readonly number[]): Promise<ReadonlyMap<number, Tag>> {
    const known = this.#byAccount.get(accountId)
    const missing = [...new Set(ids)].filter((id) => !known?.has(id))
    const found = await findTags(queries, accountId, missing, [])
    if (this.#byAccount.size >= MAX_ACCOUNTS) this.#byAccount.clear()
    const tags = this.#byAccount.get(accountId) ?? new Map<number, Tag>()
    if (tags.size >= MAX_TAGS) tags.clear()
    for (const tag of found) tags.set(tag.id, tag)
    this.#byAccount.set(accountId, tags)
    return tags
  }

  /** The names that trees of conditions are read aloud with. */
  async namesFor(
    queries: Queries,
    definitions: Definitions,
    trees: readonly (Condition | null)[],
    language: Language,
  ): Promise<Names> {
    const { id } = definitions.account
    const ids = trees.flatMap(tagIdsIn)
    const tags = this.kept(id, ids) ?? (await this.load(queries, id, ids))
    return { account: definitions, tagName: (tagId) => tags.get(tagId)?.name, language }
  }
}
