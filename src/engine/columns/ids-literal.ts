import { type RawBuilder, sql } from 'kysely'

/** Ids as a literal of an array: COPY takes no values beside its text. */
export function idsLiteral(ids: readonly number[]): RawBuilder<unknown> {
  return sql`${sql.lit(`{${ids.join(',')}}`)}::bigint[]`
}
