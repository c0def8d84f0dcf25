import type { DefinitionsTrx } from '../account/scope.ts'
import type { Queries } from '../db/database.ts'
import type { AccountRow } from '../db/tables.ts'

/** @throws a violation of `accounts_subdomain_unique` for a subdomain that is taken */
export async function insertAccount(
  trx: DefinitionsTrx,
  account: Omit<AccountRow, 'definitions_version'>,
): Promise<void> {
  const names = Object.keys(account)
  await trx.query(
    `insert into accounts (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(account),
  )
}

const CHANGEABLE = [
  'timezone',
  'currency',
  'language',
  'customers_available',
  'customers_enabled',
  'customers_mode',
] as const
/** What can be changed of an account. */
export type AccountChange = Partial<Pick<AccountRow, (typeof CHANGEABLE)[number]>>

export async function updateAccount(
  trx: DefinitionsTrx,
  accountId: number,
  change: AccountChange & { updated_at: number; updated_by: number },
): Promise<void> {
  // Names of columns come from here and from nowhere else: they are part of the statement.
  const names = [...CHANGEABLE, 'updated_at' as const, 'updated_by' as const].filter((name) => name in change)
  await trx.query(
    `update accounts set ${names.map((name, i) => `${name} = $${i + 2}`).join(', ')} where id = $1`,
    [accountId, ...names.map((name) => change[name])],
  )
}

/** Whether the account keeps any amount of money but zeros, be it of a deleted customer or purchase. */
export async function hasAmounts(queries: Queries, accountId: number): Promise<boolean> {
  const [row] = await queries.query<{ has: boolean }>(
    `select exists (
         select from customers
         where account_id = $1 and (next_price_minor > 0 or base_next_price_minor > 0 or ltv_minor > 0)
       ) or exists (
         select from transactions where account_id = $1 and (price_minor > 0 or given_next_price_minor > 0)
       ) as has`,
    [accountId],
  )
  return row?.has === true
}
