import { type Kysely, sql } from 'kysely'
import { CannotRun } from '../../core/errors.ts'

/**
 * Amounts are kept in minor units of the account's currency, in columns that say so (`docs/decisions/0024-money-in-minor-units.md`). Each
 * table is written once, with its indexes, which takes a fraction of the time of an UPDATE and leaves no dead rows behind.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { rows: accounts } = await sql<Account>`select id, currency from accounts order by id`.execute(db)
  const run = (statement: string) => sql.raw(statement).execute(db)
  // Nothing can be written between the check of the amounts and the change of the tables.
  await run('lock table customers, transactions in access exclusive mode')
  const factor = factorOf(accounts)
  await requireToFit(db, accounts, factor)
  for (const statement of changes(factor)) await run(statement)
}

type Account = { readonly id: string | number; readonly currency: string }

/** What the program counted at this migration: 10 to the power of the digits of ISO 4217; other codes have two digits. */
const OTHER_FACTORS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    1: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
    1000: 'BHD IQD JOD KWD LYD OMR TND',
    10000: 'CLF UYW',
  }).flatMap(([factor, codes]) => codes.split(' ').map((code) => [code, Number(factor)] as const)),
)
const factorIn = ({ currency }: Account) => OTHER_FACTORS.get(currency) ?? 100

/** Returns the SQL of the factor of a row by its `account_id`. */
function factorOf(accounts: readonly Account[]): string {
  const byFactor = [...Map.groupBy(accounts, factorIn)].filter(([factor]) => factor !== 100)
  if (byFactor.length === 0) return '100'
  const cases = byFactor.map(
    ([factor, those]) =>
      `when account_id = any('{${those.map(({ id }) => id).join(',')}}'::bigint[]) then ${factor}`,
  )
  return `case ${cases.join(' ')} else 100 end`
}

/** The columns of amounts, and what they are to be called. */
const CUSTOMERS = { next_price: 'next_price_minor', ltv: 'ltv_minor' }
const TRANSACTIONS = {
  price: 'price_minor',
  set_next_price: 'set_next_price_minor',
  next_price_before: 'next_price_before_minor',
}

function changes(factor: string): string[] {
  const renaming = (table: string, columns: Record<string, string>) =>
    Object.entries(columns).map(([from, to]) => `alter table ${table} rename column ${from} to ${to}`)
  const multiplying = (columns: Record<string, string>) =>
    Object.values(columns).map((column) => `alter column ${column} type bigint using ${column} * (${factor})`)
  return [
    ...renaming('customers', CUSTOMERS),
    `alter table customers drop column average_check, ${multiplying(CUSTOMERS).join(', ')},
      add column average_check_minor bigint not null generated always as (
        case when purchases_count = 0 then 0
          else ltv_minor / purchases_count + (2 * (ltv_minor % purchases_count) / purchases_count) end
      ) stored`,
    ...renaming('transactions', TRANSACTIONS),
    `alter table transactions ${multiplying(TRANSACTIONS).join(', ')}`,
    // The statistics of a column go with its type.
    `analyze customers (${Object.values(CUSTOMERS).join(', ')}, average_check_minor)`,
    `analyze transactions (${Object.values(TRANSACTIONS).join(', ')})`,
    // An average was rounded to whole units and is now rounded to minor ones.
    `insert into accounts_to_evaluate (account_id)
      select account_id from (
        select account_id from segments where ${ASKS_AVERAGE('entry')} or ${ASKS_AVERAGE('exit')}
        union select account_id from stages where ${ASKS_AVERAGE('conditions')}
      ) concerned where ${factor} > 1
      on conflict do nothing`,
  ]
}

const ASKS_AVERAGE = (tree: string) =>
  `jsonb_path_exists(${tree}, '$.**.average_check') or jsonb_path_exists(${tree}, '$.**.purchases.average')`

/** The largest whole number that JavaScript keeps. */
const MAX_MINOR = Number.MAX_SAFE_INTEGER

/** @throws CannotRun naming the first amount that would be too large to be kept in minor units */
async function requireToFit(
  db: Kysely<unknown>,
  accounts: readonly Account[],
  factor: string,
): Promise<void> {
  const tooLarge = (noun: string, table: string, columns: Record<string, string>) =>
    Object.keys(columns).map(
      (column) => `select account_id, id, '${noun}' as noun, '${column}' as name, ${column} as amount
        from ${table} where ${column} > ${MAX_MINOR} / (${factor})`,
    )
  const { rows } = await sql<{ account_id: string; id: string; noun: string; name: string; amount: string }>`
    select * from (${sql.raw(
      [
        ...tooLarge('customer', 'customers', CUSTOMERS),
        ...tooLarge('transaction', 'transactions', TRANSACTIONS),
      ].join(' union all '),
    )}) t order by account_id, noun, id limit 1`.execute(db)
  const [first] = rows
  if (first === undefined) return
  const account = accounts.find(({ id }) => String(id) === String(first.account_id)) as Account
  const { currency } = account
  throw new CannotRun(
    `Nothing has been changed, because ${first.name} of ${first.noun} ${first.id} in account ${first.account_id} is ` +
      `${first.amount} ${currency}, and the most that can be kept from now on is ${Math.floor(MAX_MINOR / factorIn(account))} ${currency}: ` +
      `with the Patron that you come from, lower it, or give the account a currency without minor units ` +
      `(patron account set --account ${first.account_id} --currency JPY), and start this one again.`,
  )
}
