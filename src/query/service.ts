import type { Definitions } from '../account/definitions.ts'
import { requireCustomersEnabled } from '../account/mode.ts'
import { type Deps, readWithDefinitions, versionOf } from '../account/scope.ts'
import type { Actor, Language } from '../core/actor.ts'
import { type Answer, ok, type PageAnswer } from '../http/hal.ts'
import { cursorOf, questionOf, readCursor } from '../http/cursor.ts'
import { anchorValues, readAnchor } from '../http/list-page.ts'
import { pageAnswer } from '../http/paging.ts'
import { listOrderOf } from '../customers/order.ts'
import { TagNames } from '../tags/names.ts'
import { renderWarnings } from '../http/warning-texts.ts'
import { asleepWarnings } from './asleep.ts'
import { shownColumns } from './columns.ts'
import { countMatching, findMatching } from './queries.ts'
import { renderRow } from './render.ts'
import type { QueryBody } from './schema.ts'
import { readTable } from './table.ts'
import { TIMEOUT_MS, withinTime } from './within-time.ts'

const DEFAULT_LIMIT = 50
const NO_PAGE = { rows: [], hasNext: false, last: undefined }

/** Answers questions about the customers of accounts. */
export class CustomerQuery {
  readonly #deps: Deps
  readonly #tagNames = new TagNames('customers')

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /**
   * The customers for whom a question holds now, of those that the actor may see, with the columns that it names.
   * @throws Invalid, Refused 'customers_disabled', 'too_slow'
   */
  answer(actor: Actor, body: QueryBody, language: Language): Promise<Answer | PageAnswer> {
    return readWithDefinitions(this.#deps, actor.accountId, async (definitions) => {
      requireCustomersEnabled(definitions)
      return this.#answer(actor, definitions, body, language)
    })
  }

  async #answer(actor: Actor, definitions: Definitions, body: QueryBody, language: Language) {
    const { db, now } = this.#deps
    const { question, trees, order, columns: names, stored } = await readTable(db, definitions, body)
    const { limit = DEFAULT_LIMIT, count: isCounted = false, cursor } = body
    const listOrder = listOrderOf(order)
    const { conditions, entry, exit, query } = stored
    const questionName = questionOf([
      'customers/query',
      JSON.stringify({ conditions, entry, exit, query }),
      listOrder.name,
    ])
    const after = cursor === undefined ? undefined : readAnchor(readCursor(cursor, questionName), listOrder)
    const asker = { actor, definitions, now: now() }
    const columns = shownColumns(names)
    const [version, { rows, hasNext, last }, count] = await withinTime(db, TIMEOUT_MS, (snapshot) =>
      Promise.all([
        versionOf(snapshot, actor.accountId),
        limit === 0 ? NO_PAGE : findMatching(snapshot, asker, question, columns, { order, limit, after }),
        isCounted ? countMatching(snapshot, asker, question) : undefined,
      ]),
    )
    const tagIds = rows.flatMap(({ tag_ids = [] }) => tag_ids)
    const tags =
      this.#tagNames.kept(definitions, tagIds) ?? (await this.#tagNames.load(db, definitions, tagIds))
    const head = {
      ...(count !== undefined && { count }),
      ...(hasNext && last && { next: cursorOf(questionName, anchorValues(last)) }),
      warnings: renderWarnings(asleepWarnings(trees, definitions), language),
    }
    const page = pageAnswer('customers', rows, (row) => renderRow(row, { definitions, columns, tags }), head)
    const value = page.status === 204 ? ok({ ...head, _embedded: { customers: [] } }) : page
    return { version, value }
  }
}
