import type { Actor, UnixSeconds } from '../core/actor.ts'
import type { Anchor } from '../db/keyset.ts'
import type { ListPage, PageEnd } from './list-page.ts'

const MAX_LISTS = 200
const MAX_PAGES_OF_LIST = 50_000
const KEPT_SECONDS = 600
/** Before this row an offset is as fast as an anchor, and exact whatever was deleted meanwhile. */
const SHALLOW_ROWS = 1000

type Kept = { readonly pages: Map<number, Anchor>; usedAt: number }

/**
 * Remembers where the pages of a list ended, so that a client that counts pages pays for each what the first one costs, and not for every
 * row before it.
 */
export class PageAnchors {
  readonly #lists = new Map<string, Kept>()
  readonly #realNow: () => UnixSeconds

  constructor(realNow: () => UnixSeconds) {
    this.#realNow = realNow
  }

  /** Returns a page that begins where the one before it ended, if that was read lately and lies deep; else the page as it is. */
  shortcut(actor: Actor, page: ListPage): ListPage {
    if (!('offset' in page.start) || page.start.offset < SHALLOW_ROWS) return page
    const kept = this.#lists.get(nameOf(actor, page))
    if (kept === undefined || kept.usedAt + KEPT_SECONDS < this.#realNow()) return page
    const after = kept.pages.get(page.page - 1)
    return after === undefined ? page : { ...page, start: { after } }
  }

  remember(actor: Actor, page: ListPage, { last }: PageEnd): void {
    if (last === undefined) return
    const now = this.#realNow()
    const list = nameOf(actor, page)
    const kept = this.#lists.get(list) ?? { pages: new Map<number, Anchor>(), usedAt: now }
    if (kept.usedAt + KEPT_SECONDS < now || kept.pages.size >= MAX_PAGES_OF_LIST) kept.pages.clear()
    kept.usedAt = now
    kept.pages.set(page.page, last)
    this.#lists.delete(list)
    this.#lists.set(list, kept)
    const [oldest] = this.#lists.keys()
    if (this.#lists.size > MAX_LISTS && oldest !== undefined) this.#lists.delete(oldest)
  }
}

function nameOf({ accountId, userId }: Actor, { limit, question }: ListPage): string {
  return `${accountId}:${userId}:${limit}:${question}`
}
