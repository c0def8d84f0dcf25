import { sql } from 'kysely'
import type { Definitions } from '../account/definitions.ts'
import type { Actor, UnixSeconds } from '../core/actor.ts'
import { type AmountColumn, type ColumnValues, isAmount } from '../core/customer-columns.ts'
import { momentOf } from '../core/conditions/facts.ts'
import { whereTree } from '../core/conditions/where.ts'
import { asStored, jsonMembers } from '../customers/json-members.ts'
import { CUSTOMERS, containsWords, type CustomersQuery, isFound, visibleTo } from '../customers/matching.ts'
import type { Queries } from '../db/database.ts'
import { type Anchor, readPage } from '../db/keyset.ts'
import type { PageEnd } from '../http/list-page.ts'
import { keysetOrderOf, orderKeyOf } from '../customers/order.ts'
import type { StoredCustomer } from '../engine/rows.ts'
import type { ShownColumns } from './columns.ts'
import type { Order } from './order.ts'
import type { Question } from './question.ts'

/** Who asks, of which account as it stands at which moment. */
export type Asker = {
  readonly actor: Actor
  readonly definitions: Definitions
  readonly now: UnixSeconds
}

/** What a statement reads of a customer: what its columns need and no more. */
export type QueriedRow = Readonly<Pick<StoredCustomer, 'id'>> &
  Readonly<
    Partial<
      Pick<StoredCustomer, 'name' | 'status_id' | 'fields' | 'tag_ids' | 'segments_low' | 'segments_high'>
    >
  > &
  Readonly<Partial<Pick<ColumnValues, AmountColumn>>> & {
    /** Members of a JSON object. */
    readonly stored_json?: string
  }

/** The customers that a question means, of those that the actor may see. */
export function matching<Row>(
  customers: CustomersQuery<Row>,
  { actor, definitions, now }: Asker,
  { condition, words }: Question,
): CustomersQuery<Row> {
  const { accountId } = actor
  let query = visibleTo(customers, actor, definitions)
  if (condition !== undefined)
    query = query.where(whereTree(condition, { accountId, moment: momentOf(definitions, now) }))
  if (words !== undefined) query = query.where(isFound(accountId, containsWords(words)))
  return query
}

/** How many customers a question means. */
export async function countMatching(queries: Queries, asker: Asker, question: Question): Promise<number> {
  const [row] = await queries.run(
    matching(CUSTOMERS, asker, question).select((eb) => eb.fn.countAll<number>().as('customers')),
  )
  return row?.customers ?? 0
}

/** Which of them are read, in their order: so many behind a row, or so many of the first. */
export type Part = { readonly order: Order; readonly limit: number; readonly after?: Anchor | undefined }

/** A part of them, where it ended, and the version of the definitions at that moment; undefined where nobody is in it. */
export async function findMatching(
  queries: Queries,
  asker: Asker,
  question: Question,
  columns: ShownColumns,
  { order, limit, after }: Part,
): Promise<PageEnd & { readonly rows: readonly QueriedRow[]; readonly version: number | undefined }> {
  const rows: (QueriedRow & { order_key: Anchor['key']; definitions_version: number })[] = []
  const version = sql<number>`(select definitions_version from accounts where id = ${asker.actor.accountId})`
  const query = matching(CUSTOMERS, asker, question)
    .select([...rowOf(columns), orderKeyOf(order), version.as('definitions_version')])
    .$castTo<(typeof rows)[number]>()
  const start = after === undefined ? { offset: 0 } : { after }
  const hasNext = await readPage(
    {
      async eachRow(statement, onRow) {
        for (const row of await queries.run(statement)) onRow(row)
      },
    },
    query,
    keysetOrderOf(order),
    { start, limit },
    (row) => rows.push(row),
  )
  const last = rows.at(-1)
  return {
    rows,
    hasNext,
    last: last && { key: last.order_key, id: last.id },
    version: last?.definitions_version,
  }
}

function rowOf({ stored, has }: ShownColumns) {
  const read = (isNeeded: boolean, ...names: (keyof QueriedRow)[]) => (isNeeded ? names : [])
  const plain = [
    ...read(true, 'id'),
    ...read(has('name'), 'name'),
    ...read(has('custom_fields_values'), 'fields'),
    ...read(has('stage'), 'status_id'),
    ...read(has('segments'), 'segments_low', 'segments_high'),
    ...read(has('tags'), 'tag_ids'),
  ]
  const numbers = asStored(stored)
  return [
    ...[...plain, ...stored.filter(isAmount)].map((name) => sql.ref(`c.${name}`).as(name)),
    ...(numbers.length > 0 ? [sql.raw(jsonMembers(numbers)).as('stored_json')] : []),
  ]
}
