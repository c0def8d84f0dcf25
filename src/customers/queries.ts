import { type AmountColumn, type ColumnValues, columnsWith } from '../core/customer-columns.ts'
import type { Queries } from '../db/database.ts'
import type { StoredCustomer } from '../engine/rows.ts'
import { asStored, jsonMembers } from './json-members.ts'

/**
 * What answers show of a customer: less than writes need. What is shown as it is stored comes as members of a JSON object,
 * because to read thousands of numbers for a list and to print them again takes longer than all the rest of them. How amounts are shown
 * depends on the currency, which may not be known yet.
 */
export type CustomerListRow = Readonly<
  Pick<
    StoredCustomer,
    | 'id'
    | 'name'
    | 'responsible_user_id'
    | 'tag_ids'
    | 'fields'
    | 'segments_low'
    | 'segments_high'
    | 'version'
  > &
    Pick<ColumnValues, AmountColumn>
> & {
  /** Those that stand before the custom fields. */
  readonly numbers_json: string
  /** Those that stand behind them. */
  readonly totals_json: string
}

/** The expression of each, about `c`. */
export const LIST_ROW: Readonly<Record<keyof CustomerListRow, string>> = {
  id: 'c.id',
  name: 'c.name',
  next_price_minor: 'c.next_price_minor',
  numbers_json: jsonMembers(asStored(columnsWith({ shown: 'numbers' }))),
  responsible_user_id: 'c.responsible_user_id',
  tag_ids: 'c.tag_ids',
  fields: 'c.fields',
  ltv_minor: 'c.ltv_minor',
  totals_json: jsonMembers(asStored(columnsWith({ shown: 'totals' }))),
  average_check_minor: 'c.average_check_minor',
  segments_low: 'c.segments_low',
  segments_high: 'c.segments_high',
  version: 'c.version',
}

/** What the answer of a single customer needs besides: whether its due transitions have been applied. */
export type FoundCustomer = CustomerListRow & Readonly<Pick<StoredCustomer, 'due_at'>>
const FOUND = Object.entries(LIST_ROW).map(([name, value]) => `${value} as ${name}`)

const FIND = `select a.definitions_version, c.due_at, ${FOUND.join(', ')}
  from accounts a left join customers c on c.account_id = a.id and c.id = any($2::bigint[]) and c.deleted_at is null
  where a.id = $1`

/** Customers that are not deleted, by id, with the version of the account's definitions at the same moment. */
export async function findRows(
  queries: Queries,
  accountId: number,
  ids: readonly number[],
): Promise<{ version: number | undefined; customers: ReadonlyMap<number, FoundCustomer> }> {
  const rows = await queries.query<FoundCustomer & { definitions_version: number }>(FIND, [accountId, ids])
  const customers = new Map<number, FoundCustomer>()
  for (const row of rows) if ((row.id as number | null) !== null) customers.set(row.id, row)
  return { version: rows[0]?.definitions_version, customers }
}
