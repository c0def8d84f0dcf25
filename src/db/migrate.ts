import { Kysely, PostgresDialect } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { CannotRun } from '../core/errors.ts'
import { createPool } from './connect.ts'
import type { Queries } from './database.ts'
import * as first from './migrations/0001-first.ts'
import * as engine from './migrations/0002-engine.ts'
import * as clock from './migrations/0003-clock.ts'
import * as orderOfMoves from './migrations/0004-order-of-moves.ts'
import * as events from './migrations/0005-events.ts'

/** Every migration in order. Forward only: a released one is never edited. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-first': first,
  '0002-engine': engine,
  '0003-clock': clock,
  '0004-order-of-moves': orderOfMoves,
  '0005-events': events,
}

const APPLIED = `select name from kysely_migration order by name collate "C"`

/** The database cannot be brought to, or is beyond, the schema of this program. The message is for the operator. */
export class SchemaMismatch extends CannotRun {}

/**
 * Brings the database to the newest schema, in a transaction under a lock; a database that is current is left alone. With `upTo`, the
 * name of a migration, the schema is the one that this migration leaves, which is how tests make the database of an earlier release.
 * @throws SchemaMismatch when the database is newer than that, or its encoding is not UTF8
 */
export async function migrate(connection: pg.PoolConfig, { upTo }: { upTo?: string } = {}): Promise<void> {
  const wanted = Object.fromEntries(
    Object.entries(MIGRATIONS).filter(([name]) => upTo === undefined || name <= upTo),
  )
  const client = new pg.Client(connection)
  client.on('error', () => undefined) // the statement that runs then reports it
  await client.connect()
  try {
    await requireUtf8(client)
    const applied = await appliedMigrations(client)
    const unknown = applied.filter((name) => !(name in wanted))
    if (unknown.length > 0)
      throw new SchemaMismatch(
        `The database is newer than this Patron: it has the migration ${unknown.join(', ')}.`,
      )
    if (applied.length < Object.keys(wanted).length) await applyMissing(connection, wanted)
  } finally {
    await client.end()
  }
}

/** Whether the database has the migrations of this program, and no others. */
export async function isMigrated(queries: Queries): Promise<boolean> {
  const rows = await queries.query<{ name: string }>(APPLIED)
  return rows.map((row) => row.name).join() === Object.keys(MIGRATIONS).sort().join()
}

async function applyMissing(connection: pg.PoolConfig, migrations: Record<string, Migration>): Promise<void> {
  const pool = createPool(connection, { max: 2, onError: () => undefined }) // the statement that runs then reports it
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
    const { error } = await migrator.migrateToLatest()
    if (error !== undefined)
      throw error instanceof Error
        ? error
        : new SchemaMismatch('A migration of the database failed.', { cause: error })
  } finally {
    await db.destroy()
  }
}

async function requireUtf8(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('show server_encoding')
  const encoding = rows[0]?.server_encoding
  if (encoding !== 'UTF8')
    throw new SchemaMismatch(`The database of DATABASE_URL has the encoding ${encoding}; Patron needs UTF8.`)
}

async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query<{ present: boolean }>(
    `select to_regclass('kysely_migration') is not null as present`,
  )
  if (!found[0]?.present) return []
  const { rows } = await client.query<{ name: string }>(APPLIED)
  return rows.map((row) => row.name)
}
