import pg from 'pg'

/** Drops the indexes of tables that no constraint needs, does the work, makes them again and refreshes statistics. */
export async function withoutIndexes(
  connection: pg.ClientConfig,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select c.relname as name, pg_get_indexdef(c.oid) as definition
       from pg_index i join pg_class c on c.oid = i.indexrelid
       where i.indrelid = any($1::regclass[]) and not exists (select from pg_constraint where conindid = c.oid)`,
      [tables],
    )
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    await work()
    await client.query(`set maintenance_work_mem = '512MB'`)
    console.log('  indexes')
    for (const { definition } of indexes) await client.query(definition)
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}
