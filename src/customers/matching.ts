import { type Expression, type SelectQueryBuilder, sql, type SqlBool } from 'kysely'
import type { Definitions } from '../account/definitions.ts'
import type { Actor } from '../core/actor.ts'
import { permittedOwners } from '../core/rights.ts'
import { build } from '../db/build.ts'
import type { Tables } from '../db/tables.ts'

/** A query over customers, whose rows are `c`. */
export type CustomersQuery<Row> = SelectQueryBuilder<Tables & { c: Tables['customers'] }, 'c', Row>

export const CUSTOMERS: CustomersQuery<object> = build.selectFrom('customers as c')

/** The customers of the actor's account that are not deleted and that it may see. */
export function visibleTo<Row>(
  customers: CustomersQuery<Row>,
  actor: Actor,
  { users }: Definitions,
): CustomersQuery<Row> {
  const query = customers.where('c.account_id', '=', actor.accountId).where('c.deleted_at', 'is', null)
  const owners = permittedOwners(actor, 'customers', 'view', users.values())
  return owners === 'all' ? query : query.where('c.responsible_user_id', '=', anyOf(owners))
}

/** One parameter, however many values: the statement keeps its shape and so its plan. */
export function anyOf(values: readonly number[]) {
  return sql<number>`any(${values}::bigint[])`
}

/** Whether the search row of the customer `c` meets a condition, which calls it `s`. */
export function isFound(accountId: number, condition: Expression<SqlBool>): Expression<SqlBool> {
  return sql<SqlBool>`exists (select from entity_search s
    where s.account_id = ${accountId} and s.entity = 'customers' and s.entity_id = c.id and ${condition})`
}

/** Whether folded text is found in the name or a field of the search row `s`. */
export function containsWords(words: string): Expression<SqlBool> {
  return sql`s.words like ${likePattern(words)}`
}

/** Text to be found anywhere, with the wildcards of LIKE taken literally. */
function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
