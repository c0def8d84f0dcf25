import type { Loaded, Scenario } from '../bench.ts'
import { type HttpConnection, requestOf, withConnections } from '../http-client.ts'
import { figuresOf, medianRatio, p50, sample, sideBySide } from '../measure.ts'

const LIMIT = 250
const PAGES = 10

/** All pages of the base one after another by `next`; the last ones against the first page, read in between. */
export const crawl: Scenario = {
  rows: [2],
  async run(bench, report) {
    const loaded = await bench.loaded()
    const { customers, rounds } = bench.options
    const deepFrom = Math.ceil(customers / LIMIT) - (rounds + 1) * PAGES
    if (deepFrom < 1) throw new Error(`${customers} customers are too few to crawl`)
    const measured = await withConnections(loaded.server.url, 1, async ([http]) => {
      const crawler = new Crawler(loaded, http as HttpConnection)
      while (crawler.page < deepFrom) await crawler.next()
      const first = requestOf('GET', `/api/v4/customers?limit=${LIMIT}`, loaded.base.token)
      return sideBySide(
        rounds,
        () => sample(PAGES, 1, () => crawler.next()),
        () => sample(PAGES, 1, async () => http?.send(first)),
      )
    })
    report({
      row: 2,
      measure: `page ${deepFrom + PAGES * (rounds + 1)} while crawling`,
      ours: figuresOf(measured.ours),
      floor: figuresOf(measured.floor),
      value: medianRatio(measured, (ours, floor) => p50(ours) / p50(floor)),
      unit: 'x',
      goal: { atMost: 2 },
    })
  },
}

class Crawler {
  page = 0
  readonly #loaded: Loaded
  readonly #http: HttpConnection
  #target = `/api/v4/customers?limit=${LIMIT}`

  constructor(loaded: Loaded, http: HttpConnection) {
    this.#loaded = loaded
    this.#http = http
  }

  /** Reads the next page and finds where it leads: the links stand at the beginning of an answer. */
  async next(): Promise<void> {
    const { body } = await this.#http.send(requestOf('GET', this.#target, this.#loaded.base.token))
    this.page++
    const href = /"next":\{"href":("[^"]+")/.exec(body.toString('latin1', 0, 2000))?.[1]
    if (href === undefined) {
      this.#target = ''
      return
    }
    const { pathname, search } = new URL(JSON.parse(href) as string)
    this.#target = pathname + search
  }
}
