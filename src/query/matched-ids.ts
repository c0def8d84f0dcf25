import { sql } from 'kysely'
import type { Queries } from '../db/database.ts'
import { anyOf, CUSTOMERS, type CustomersQuery, visibleTo } from '../customers/matching.ts'
import { type Asker, matching } from './queries.ts'
import type { Question } from './question.ts'

/** Which customers are meant: those of a question, or named ones. */
export type Meant = { readonly question: Question } | { readonly ids: readonly number[] }

/** Returns the ids of the customers that are meant, ascending, of those that the actor may see. */
export async function matchedIds(queries: Queries, asker: Asker, meant: Meant): Promise<number[]> {
  const customers: CustomersQuery<object> =
    'ids' in meant
      ? visibleTo(CUSTOMERS, asker.actor, asker.definitions).where('c.id', '=', anyOf(meant.ids))
      : matching(CUSTOMERS, asker, meant.question)
  const [row] = await queries.run(
    customers.select(sql<number[]>`coalesce(array_agg(c.id order by c.id), '{}')`.as('ids')),
  )
  return row?.ids ?? []
}
