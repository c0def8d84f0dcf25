import type { Definitions } from '../account/definitions.ts'
import { joinPath } from '../core/conditions/parse.ts'
import { type Refuse, type Violation, violation } from '../core/errors.ts'
import type { Queries } from '../db/database.ts'
import type { Reader } from '../rules/read-trees.ts'
import { DEFAULT_COLUMNS, readColumns } from './columns.ts'
import { type Order, readOrder, type WrittenOrder } from './order.ts'
import { type QuestionTrees, type ReadQuestion, readQuestion, type WrittenQuestion } from './question.ts'

/** A question, and how its answer is to be shown, as somebody has written it. */
export type WrittenTable = WrittenQuestion & {
  readonly order?: WrittenOrder
  readonly columns?: readonly string[]
}

/** A question with its order and columns as it can be kept: as it is written, with ids in place of names. */
export type StoredTable = QuestionTrees & Pick<WrittenTable, 'query' | 'order' | 'columns'>

export type ReadTable = ReadQuestion & {
  readonly order: Order
  /** Names of columns, those of custom fields by id. */
  readonly columns: readonly string[]
  readonly stored: StoredTable
}

/**
 * Reads a question with its order and columns, which stands at a path of a body.
 * @throws Invalid with every violation
 */
export async function readTable(
  queries: Queries,
  definitions: Definitions,
  written: WrittenTable,
  { path = '', keptTags }: { readonly path?: string } & Pick<Reader, 'keptTags'> = {},
): Promise<ReadTable> {
  const violations: Violation[] = []
  const refuse: Refuse = (code, at, ...rest) =>
    violations.push(violation(violations, code, joinPath(path, at), ...rest))
  const order = readOrder(written.order, refuse)
  const columns = written.columns && readColumns(written.columns, definitions, refuse)
  const reader = {
    queries,
    accountId: definitions.account.id,
    account: definitions,
    ...(keptTags && { keptTags }),
  }
  const read = await readQuestion(reader, written, { path, violations })
  const { query, order: writtenOrder } = written
  const stored = {
    ...read.trees,
    ...(query !== undefined && { query }),
    ...(writtenOrder && { order: writtenOrder }),
    ...(columns && { columns }),
  }
  return { ...read, order, columns: columns ?? DEFAULT_COLUMNS, stored }
}
