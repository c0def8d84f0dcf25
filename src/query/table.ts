import type { Definitions } from '../account/definitions.ts'
import type { Refuse, Violation } from '../core/errors.ts'
import type { Queries } from '../db/database.ts'
import { DEFAULT_COLUMNS, readColumns } from './columns.ts'
import { type Order, readOrder, type WrittenOrder } from './order.ts'
import { type ReadQuestion, readQuestion, type WrittenQuestion } from './question.ts'

/** A question, and how its answer is to be shown, as somebody has written it. */
export type WrittenTable = WrittenQuestion & {
  readonly order?: WrittenOrder
  readonly columns?: readonly string[]
}

export type ReadTable = ReadQuestion & {
  readonly order: Order
  /** Names of columns, those of custom fields by id. */
  readonly columns: readonly string[]
}

/**
 * Reads a question with its order and columns.
 * @throws Invalid with every violation
 */
export async function readTable(
  queries: Queries,
  definitions: Definitions,
  written: WrittenTable,
): Promise<ReadTable> {
  const violations: Violation[] = []
  const refuse: Refuse = (code, path, params) => violations.push({ code, path, ...(params && { params }) })
  const order = readOrder(written.order, refuse)
  const columns = readColumns(written.columns ?? DEFAULT_COLUMNS, definitions, refuse)
  const reader = { queries, accountId: definitions.account.id, account: definitions }
  return { ...(await readQuestion(reader, written, violations)), order, columns }
}
