import type { Scope } from '../account/scope.ts'
import { searchOf } from '../core/field-types/values.ts'
import { foldText } from '../core/fold.ts'
import type { Customer } from './customer.ts'
import { type SearchRow, updateSearch } from './rows.ts'

const BLOCK = 1000

/** What lists search and filter by, under the definitions of a scope. */
export function searchRow(
  scope: Pick<Scope, 'definitions'>,
  customer: Pick<Customer, 'id' | 'name' | 'fields'>,
): SearchRow {
  const { words, tokens } = searchOf(customer.fields, scope.definitions.customerFields)
  const name_folded = foldText(customer.name)
  return {
    customer_id: customer.id,
    name_folded,
    words: [name_folded, ...words].join('\n'),
    tokens,
  }
}

/**
 * Rewrites what the search finds of every customer that holds one of these tokens, after the texts behind them have changed. Deleted
 * customers too, since they may come back. In blocks: memory does not grow with the base.
 */
export async function rewriteSearch(scope: Scope, tokens: readonly string[]): Promise<void> {
  if (tokens.length === 0) return
  const { trx, actor } = scope
  for (let after = 0; ;) {
    const block = await trx.query<Pick<Customer, 'id' | 'name' | 'fields'>>(
      `select c.id, c.name, c.fields
       from customer_search s join customers c on c.account_id = s.account_id and c.id = s.customer_id
       where s.account_id = $1 and s.customer_id > $2 and s.tokens && $3::text[]
       order by s.customer_id limit $4`,
      [actor.accountId, after, tokens, BLOCK],
    )
    updateSearch.run(
      trx,
      actor.accountId,
      block.map((customer) => searchRow(scope, customer)),
    )
    const last = block.at(-1)
    if (last === undefined || block.length < BLOCK) return
    after = last.id
  }
}
