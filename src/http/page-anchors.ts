/** Where a page of a list ended: the sort key and the id of its last row. */
export type Anchor = { readonly key: number | string | null; readonly id: number }

const MAX_LISTS = 200
const MAX_PAGES_OF_LIST = 50_000
const KEPT_SECONDS = 600
/** Before this row an offset is as fast as an anchor, and exact whatever was deleted meanwhile. */
const SHALLOW_ROWS = 1000

type Kept = { readonly pages: Map<number, Anchor>; usedAt: number }

/**
 * Remembers where the pages of a list ended, so that a crawler of page after page pays for each page what the first one costs, and not
 * for every row before it. `list` names account, actor, filters, order and limit.
 */
export class PageAnchors {
  readonly #lists = new Map<string, Kept>()

  /** Where the page before this one ended, if that was read lately. `now`: real time, Unix seconds. */
  before(list: string, page: number, limit: number, now: number): Anchor | undefined {
    if ((page - 1) * limit < SHALLOW_ROWS) return undefined
    const kept = this.#lists.get(list)
    if (kept === undefined || kept.usedAt + KEPT_SECONDS < now) return undefined
    return kept.pages.get(page - 1)
  }

  remember(list: string, page: number, anchor: Anchor, now: number): void {
    const kept = this.#lists.get(list) ?? { pages: new Map<number, Anchor>(), usedAt: now }
    if (kept.usedAt + KEPT_SECONDS < now || kept.pages.size >= MAX_PAGES_OF_LIST) kept.pages.clear()
    kept.usedAt = now
    kept.pages.set(page, anchor)
    this.#lists.delete(list)
    this.#lists.set(list, kept)
    const [oldest] = this.#lists.keys()
    if (this.#lists.size > MAX_LISTS && oldest !== undefined) this.#lists.delete(oldest)
  }
}
