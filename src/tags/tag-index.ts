import type { Tag } from './tag.ts'

/** A tag as a request names it: by id, or by a name that is created if it is new. */
export type TagReference = { readonly id: number } | { readonly name: string }

/** Tags of an entity of an account by what a request calls them. */
export class TagIndex {
  readonly #byId = new Map<number, Tag>()
  readonly #byName = new Map<string, Tag>()
  constructor(tags: Iterable<Tag>) {
    for (const tag of tags) this.add(tag)
  }

  add(tag: Tag): void {
    this.#byId.set(tag.id, tag)
    this.#byName.set(tag.name, tag)
  }

  /** The tag that a reference means; undefined when there is none. */
  find(reference: TagReference): Tag | undefined {
    return 'id' in reference ? this.#byId.get(reference.id) : this.#byName.get(reference.name)
  }
}
