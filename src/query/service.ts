import type { Definitions } from '../account/definitions.ts'
import { requireCustomersEnabled } from '../account/mode.ts'
import { type Deps, readWithDefinitions } from '../account/scope.ts'
import type { Actor, Language } from '../core/actor.ts'
import type { Queries } from '../db/database.ts'
import { type Answer, ok, type PageAnswer } from '../http/hal.ts'
import { cursorOf, questionOf, readCursor } from '../http/cursor.ts'
import { anchorValues, readAnchor } from '../http/list-page.ts'
import { pageAnswer } from '../http/paging.ts'
import { keysetOrderOf, listOrderOf } from '../customers/order.ts'
import { TagNames } from '../tags/names.ts'
import { renderWarnings } from '../http/warning-texts.ts'
import { asleepWarnings } from './asleep.ts'
import { shownColumns } from './columns.ts'
import { countMatching, findMatching } from './queries.ts'
import { renderRow } from './render.ts'
import type { QueryBody } from './schema.ts'
import { readTable } from './table.ts'

const DEFAULT_LIMIT = 50
const NO_PAGE = { rows: [], hasNext: false, last: undefined, version: undefined }

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
    const { db, questions, now } = this.#deps
    const {
      question,
      trees,
      order,
      columns: names,
      stored,
    } = await readTable(db, definitions, body, {
      keptTags: (ids) => this.#tagNames.kept(definitions, ids),
    })
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
    const pageIn = (queries: Queries) =>
      limit === 0 ? NO_PAGE : findMatching(queries, asker, question, columns, { order, limit, after })
    // A page by a column that may be empty takes two statements, and a count another one: they have to be of one moment.
    const isOneStatement = !isCounted && !keysetOrderOf(order).isNullable
    const [{ rows, hasNext, last, version }, count] = isOneStatement
      ? [await pageIn(questions), undefined]
      : await questions.snapshot((snapshot) =>
          Promise.all([pageIn(snapshot), isCounted ? countMatching(snapshot, asker, question) : undefined]),
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
