import { type Kysely, sql } from 'kysely'

/**
 * Runs statements that write most rows of a table while its indexes are away, and makes these anew: of a million customers with a dozen
 * indexes that takes a fraction of the time. Those of keys stay. Part of the transaction of a migration.
 */
export async function withoutIndexes(
  db: Kysely<unknown>,
  table: string,
  statements: readonly string[],
): Promise<void> {
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where i.indrelid = ${table}::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
    order by 1`.execute(db)
  for (const { name } of indexes) await sql.raw(`drop index ${name}`).execute(db)
  for (const statement of statements) await sql.raw(statement).execute(db)
  for (const { definition } of indexes) await sql.raw(definition).execute(db)
}
