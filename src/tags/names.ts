import type { Definitions } from '../account/definitions.ts'
import type { Language } from '../core/actor.ts'
import type { EntityName } from '../core/entity-names.ts'
import type { Names } from '../core/conditions/kind.ts'
import { type Condition, tagIdsIn } from '../core/conditions/tree.ts'
import type { Queries } from '../db/database.ts'
import { findTags } from './queries.ts'
import type { Tag } from './tag.ts'

const MAX_ACCOUNTS = 500
const MAX_TAGS = 50_000

type Versioned = Pick<Definitions, 'account' | 'version'>

/**
 * Tags of an entity by id, for answers. Another name of a tag and its deletion raise the version of the definitions, so what was read once
 * is kept as long as that version stands.
 */
export class TagNames {
  readonly #entity: EntityName
  readonly #byAccount = new Map<number, { readonly version: number; readonly tags: Map<number, Tag> }>()

  constructor(entity: EntityName) {
    this.#entity = entity
  }

  /** The tags that are in memory, if all of these are. */
  kept(definitions: Versioned, ids: readonly number[]): ReadonlyMap<number, Tag> | undefined {
    const tags = this.#known(definitions)
    if (tags === undefined) return ids.length === 0 ? new Map() : undefined
    return ids.every((id) => tags.has(id)) ? tags : undefined
  }

  /** Reads those that are not in memory yet; ids that are no tags of the account are left out. */
  async load(
    queries: Queries,
    definitions: Versioned,
    ids: readonly number[],
  ): Promise<ReadonlyMap<number, Tag>> {
    const { account, version } = definitions
    const known = this.#known(definitions)
    // Whoever renders with the full map still has it.
    const tags = known === undefined || known.size >= MAX_TAGS ? new Map<number, Tag>() : known
    const missing = [...new Set(ids)].filter((id) => !tags.has(id))
    for (const tag of await findTags(queries, account.id, this.#entity, missing, [])) tags.set(tag.id, tag)
    if (this.#byAccount.size >= MAX_ACCOUNTS) this.#byAccount.clear()
    this.#byAccount.set(account.id, { version, tags })
    return tags
  }

  /** Returns names for rendering trees of conditions as sentences, and those of further tags. */
  async namesFor(
    queries: Queries,
    definitions: Definitions,
    trees: readonly (Condition | null)[],
    language: Language,
    tagIds: readonly number[] = [],
  ): Promise<Names> {
    const ids = [...trees.flatMap(tagIdsIn), ...tagIds]
    const tags = this.kept(definitions, ids) ?? (await this.load(queries, definitions, ids))
    return { account: definitions, tagName: (id) => tags.get(id)?.name, language }
  }

  #known({ account, version }: Versioned): Map<number, Tag> | undefined {
    const known = this.#byAccount.get(account.id)
    return known?.version === version ? known.tags : undefined
  }
}
