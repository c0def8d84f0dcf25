import type { Queries } from '../../src/db/database.ts'

/** Ids are reserved apart from the request that takes them: what a refused one has taken is skipped. */
const BESIDE = 'id_blocks'

/** What every table of the database holds, whichever account it belongs to, as one hash for each. */
export async function digester(
  queries: Queries,
): Promise<() => Promise<Readonly<Record<string, string>> | undefined>> {
  const tables = await queries.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> $1 order by tablename`,
    [BESIDE],
  )
  const hashes = tables.map(
    ({ name }) =>
      `(select md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) from ${name} t) as ${name}`,
  )
  const statement = `select ${hashes.join(', ')}`
  return async () => (await queries.query<Record<string, string>>(statement))[0]
}
