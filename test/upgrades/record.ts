import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../src/db/embedded/launcher.ts'
import { migrate } from '../../src/db/migrate.ts'
import { loadRelease, recordedVersions, type Release, writeRelease } from './recorded.ts'
import { playStory } from './story/story.ts'

/**
 * Records the rows of a database of this version: a server lives through a story over an empty database of the bundled Postgres, and
 * every table is written to the folder of the version.
 * @throws when that version is recorded already: a release is never edited
 */
async function record(): Promise<void> {
  const { version } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
  ) as Release
  if (recordedVersions().includes(version))
    throw new Error(`${version} is recorded already; set the next version in package.json.`)
  const dataDir = mkdtempSync(join(tmpdir(), 'patron-record-'))
  const postgres = await startEmbedded({ dataDir, settings: { fsync: 'off' } })
  try {
    const lived = { ...postgres.connection, database: 'lived' }
    const loaded = { ...postgres.connection, database: 'loaded' }
    await onDatabase(postgres.connection, async (client) => {
      for (const { database } of [lived, loaded]) await client.query(`create database ${database}`)
    })
    await migrate(lived)
    const now = await playStory(lived)
    const release = await onDatabase(lived, (client) => writeRelease(client, { version, now }))
    const rows = await requireSameRows(release, lived, loaded)
    process.stdout.write(`Recorded ${rows} rows of Patron ${version}.\n`)
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Loads what was recorded and compares it as Postgres prints rows, which tells an absent value from a JSON `null`. */
async function requireSameRows(
  release: Release,
  lived: pg.ClientConfig,
  loaded: pg.ClientConfig,
): Promise<number> {
  await migrate(loaded)
  await onDatabase(loaded, (client) => loadRelease(client, release))
  let count = 0
  for (const table of release.tables) {
    const [before, after] = await Promise.all(
      [lived, loaded].map((database) => onDatabase(database, (client) => digestOf(client, table))),
    )
    if (before?.digest !== after?.digest) throw new Error(`The rows of ${table} do not survive recording.`)
    count += before?.count ?? 0
  }
  return count
}

async function digestOf(client: pg.Client, table: string): Promise<{ count: number; digest: string }> {
  const { rows } = await client.query<{ row: string }>(
    `select t::text as row from ${pg.escapeIdentifier(table)} t order by 1`,
  )
  const digest = createHash('sha256').update(rows.map(({ row }) => row).join('\n'))
  return { count: rows.length, digest: digest.digest('hex') }
}

async function onDatabase<T>(
  connection: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

await record()
