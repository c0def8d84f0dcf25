import { keptName } from '../core/names.ts'
import type { Tag } from './tag.ts'

/** A tag as a request names it: by id, by a name that is created if it is new, or by both, of which the name counts where no tag has the id. */
export type TagReference = { readonly id: number; readonly name?: string } | { readonly name: string }

/** Tags of an entity of an account by what a request calls them. */
export class TagIndex {
  readonly #byId = new Map<number, Tag>()
  readonly #byName = new Map<string, Tag>()
  constructor(tags: Iterable<Tag>) {
    for (const tag of tags) this.add(tag)
  }

  add(tag: Tag): void {
    this.#byId.set(tag.id, tag)
    const name = keptName(tag.name)
    const known = this.#byName.get(name)
    if (known === undefined || tag.id < known.id) this.#byName.set(name, tag)
  }

  /** The tag that a reference means, of several of one name the oldest; undefined when there is none. */
  find(reference: TagReference): Tag | undefined {
    const byId = 'id' in reference ? this.#byId.get(reference.id) : undefined
    return byId ?? (reference.name === undefined ? undefined : this.#byName.get(keptName(reference.name)))
  }
}
