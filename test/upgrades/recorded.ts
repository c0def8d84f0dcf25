import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** What a recorded release says about its rows; `release.json` of its folder. */
export type Release = {
  readonly version: string
  /** The moment at which the recording ended, Unix seconds. Some customers are due by then and have not been moved. */
  readonly now: number
  /** The migrations that made its schema, in order. */
  readonly migrations: readonly string[]
  /** Its tables, each behind those that its foreign keys refer to. */
  readonly tables: readonly string[]
}

const HERE = import.meta.dirname
const MANIFEST = 'release.json'

/** Returns the versions of the recorded releases: the folders beside this file that hold a manifest. */
export function recordedVersions(): string[] {
  return readdirSync(HERE)
    .filter((name) => existsSync(join(HERE, name, MANIFEST)))
    .sort()
}

export function readRelease(version: string): Release {
  return JSON.parse(readFileSync(join(HERE, version, MANIFEST), 'utf8')) as Release
}

/** The rows of a table as they are recorded: a JSON array of values each, as text, for numbers beyond the doubles to stay exact. */
export type TableRows = { readonly columns: readonly string[]; readonly rows: readonly string[] }

/** Reads the recorded rows of a table. The first line of the file names the columns. */
export function recordedRows(version: string, table: string): TableRows {
  const [columns = '[]', ...rows] = readFileSync(fileOf(version, table), 'utf8').trimEnd().split('\n')
  return { columns: JSON.parse(columns) as string[], rows }
}

/** Fills the tables of a database that has the schema of the release. What its migrations have put there is replaced. */
export async function loadRelease(client: pg.Client, { version, tables }: Release): Promise<void> {
  await client.query(`truncate ${tables.map(pg.escapeIdentifier).join(', ')}`)
  for (const table of tables) {
    const { columns, rows } = recordedRows(version, table)
    const name = pg.escapeIdentifier(table)
    const names = columns.map(pg.escapeIdentifier).join(', ')
    await client.query(
      `insert into ${name} (${names}) select ${names}
       from json_array_elements($1::json) as e (value),
         lateral (
           select json_object_agg(c.name, e.value -> (c.place - 1)::int) as object
           from unnest($2::text[]) with ordinality as c (name, place)
         ) as named,
         lateral json_populate_record(null::${name}, named.object)`,
      [`[${rows.join(',')}]`, columns],
    )
  }
}

/** Writes the folder of a release: its manifest and a file of rows for each table. */
export async function writeRelease(
  client: pg.Client,
  { version, now }: Pick<Release, 'version' | 'now'>,
): Promise<Release> {
  mkdirSync(join(HERE, version), { recursive: true })
  const tables = await tablesOf(client)
  for (const table of tables) {
    const { columns, rows } = await storedRows(client, table)
    const lines = [JSON.stringify(columns), ...rows]
    writeFileSync(fileOf(version, table), lines.map((line) => `${line}\n`).join(''))
  }
  const { rows } = await client.query<{ name: string }>(
    `select name from kysely_migration order by name collate "C"`,
  )
  const release = { version, now, migrations: rows.map(({ name }) => name), tables }
  writeFileSync(join(HERE, version, MANIFEST), `${JSON.stringify(release, null, 2)}\n`)
  return release
}

/** Returns the rows of a table as they are recorded: in the order of the primary key, without generated columns. */
export async function storedRows(client: pg.Client, table: string): Promise<TableRows> {
  const { rows: columns } = await client.query<{
    name: string
    place_in_key: number | null
    is_text: boolean
  }>(
    `select a.attname as name, array_position(i.indkey::int2[], a.attnum) as place_in_key,
       a.attcollation <> 0 as is_text
     from pg_attribute a join pg_index i on i.indrelid = a.attrelid and i.indisprimary
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     order by a.attnum`,
    [pg.escapeIdentifier(table)],
  )
  const names = columns.map(({ name }) => pg.escapeIdentifier(name))
  const key = columns
    .filter(({ place_in_key }) => place_in_key !== null)
    .sort((a, b) => (a.place_in_key as number) - (b.place_in_key as number))
    .map(({ name, is_text }) => `${pg.escapeIdentifier(name)}${is_text ? ' collate "C"' : ''}`)
  const { rows } = await client.query<{ row: string }>(
    `select json_build_array(${names.join(', ')})::text as row from ${pg.escapeIdentifier(table)} order by ${key.join(', ')}`,
  )
  return { columns: columns.map(({ name }) => name), rows: rows.map(({ row }) => row) }
}

/** Returns the tables of the program, those first to which others refer. */
async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; refers_to: string[] }>(
    `select c.relname as name, array(
       select distinct confrelid::regclass::text from pg_constraint
       where contype = 'f' and conrelid = c.oid and confrelid <> c.oid
     ) as refers_to
     from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'
     order by c.relname`,
  )
  const ordered = new Set<string>()
  while (ordered.size < rows.length) {
    const next = rows.find(
      ({ name, refers_to }) => !ordered.has(name) && refers_to.every((other) => ordered.has(other)),
    )
    if (next === undefined) throw new Error('The foreign keys of the tables form a cycle.')
    ordered.add(next.name)
  }
  return [...ordered]
}

function fileOf(version: string, table: string): string {
  return join(HERE, version, `${table}.jsonl`)
}
