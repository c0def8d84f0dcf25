import type { Definitions } from '../account/definitions.ts'
import { requireCustomersEnabled } from '../account/mode.ts'
import { type Deps, readWithDefinitions, versionOf } from '../account/scope.ts'
import type { Actor } from '../core/actor.ts'
import { type Answer, ok, type PageAnswer } from '../http/hal.ts'
import { pageAnswer } from '../http/paging.ts'
import { TagNames } from '../tags/names.ts'
import { shownColumns } from './columns.ts'
import { countMatching, findMatching } from './queries.ts'
import { renderRow } from './render.ts'
import type { QueryBody } from './schema.ts'
import { readTable } from './table.ts'
import { TIMEOUT_MS, withinTime } from './within-time.ts'

const DEFAULT_LIMIT = 50

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
  answer(actor: Actor, body: QueryBody): Promise<Answer | PageAnswer> {
    return readWithDefinitions(this.#deps, actor.accountId, async (definitions) => {
      requireCustomersEnabled(definitions)
      return this.#answer(actor, definitions, body)
    })
  }

  async #answer(actor: Actor, definitions: Definitions, body: QueryBody) {
    const { db, now } = this.#deps
    const { question, order, columns: names } = await readTable(db, definitions, body)
    const { limit = DEFAULT_LIMIT, count: isCounted = false } = body
    const asker = { actor, definitions, now: now() }
    const columns = shownColumns(names)
    const [version, rows, count] = await withinTime(db, TIMEOUT_MS, (snapshot) =>
      Promise.all([
        versionOf(snapshot, actor.accountId),
        limit === 0 ? [] : findMatching(snapshot, asker, question, columns, order, limit),
        isCounted ? countMatching(snapshot, asker, question) : undefined,
      ]),
    )
    const tagIds = rows.flatMap(({ tag_ids = [] }) => tag_ids)
    const tags =
      this.#tagNames.kept(definitions, tagIds) ?? (await this.#tagNames.load(db, definitions, tagIds))
    const head = { ...(count !== undefined && { count }) }
    const page = pageAnswer('customers', rows, (row) => renderRow(row, { definitions, columns, tags }), head)
    const value = page.status === 204 ? ok({ ...head, _embedded: { customers: [] } }) : page
    return { version, value }
  }
}
