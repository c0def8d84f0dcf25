import { Kysely, PostgresDialect } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { UNOBSERVED } from '../core/observation.ts'
import { CannotRun } from '../core/errors.ts'
import { createPool } from './connect.ts'
import type { Queries } from './database.ts'
import * as first from './migrations/0001-first.ts'
import * as engine from './migrations/0002-engine.ts'
import * as clock from './migrations/0003-clock.ts'
import * as orderOfMoves from './migrations/0004-order-of-moves.ts'
import * as events from './migrations/0005-events.ts'
import * as jobs from './migrations/0006-jobs.ts'
import * as entities from './migrations/0007-entities.ts'
import * as keptOut from './migrations/0008-kept-out.ts'
import * as names from './migrations/0009-names.ts'
import * as accountsToEvaluate from './migrations/0010-accounts-to-evaluate.ts'
import * as firstPurchase from './migrations/0011-first-purchase.ts'
import * as views from './migrations/0012-views.ts'
import * as money from './migrations/0013-money.ts'
import * as placements from './migrations/0014-placements.ts'
import * as expectations from './migrations/0015-expectations.ts'
import * as bulk from './migrations/0016-bulk.ts'

/** Every migration in order. Forward only: a released one is never edited. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-first': first,
  '0002-engine': engine,
  '0003-clock': clock,
  '0004-order-of-moves': orderOfMoves,
  '0005-events': events,
  '0006-jobs': jobs,
  '0007-entities': entities,
  '0008-kept-out': keptOut,
  '0009-names': names,
  '0010-accounts-to-evaluate': accountsToEvaluate,
  '0011-first-purchase': firstPurchase,
  '0012-views': views,
  '0013-money': money,
  '0014-placements': placements,
  '0015-expectations': expectations,
  '0016-bulk': bulk,
}

/** The migration from which on there are jobs, and so the tables of graphile-worker. */
const JOBS = '0006-jobs'
/** The newest migration of graphile-worker: another release of it may bring more, and a test holds this number to the installed one. */
const WORKER_SCHEMA = 20

/** The database cannot be brought to, or is beyond, the schema of this program. The message is for the operator. */
export class SchemaMismatch extends CannotRun {}

/**
 * Brings the database to the newest schema, each of Patron's and of graphile-worker's migrations under a lock; a database that is current is
 * left alone. With `upTo`, the name of a migration, the schema is the one that this migration leaves, which is how tests make the
 * database of an earlier release.
 * @throws SchemaMismatch when the database is newer than the schema wanted, or its encoding is not UTF8
 */
export async function migrate(connection: pg.PoolConfig, { upTo }: { upTo?: string } = {}): Promise<void> {
  const wanted = Object.fromEntries(
    Object.entries(MIGRATIONS).filter(([name]) => upTo === undefined || name <= upTo),
  )
  await withClient(connection, async (client) => {
    await requireUtf8(client)
    const applied = await appliedMigrations(queriesOf(client))
    const unknown = applied.filter((name) => !(name in wanted))
    if (unknown.length > 0) throw new SchemaMismatch(schemaAdvice('newer', unknown))
    if (applied.length < Object.keys(wanted).length) await applyMissing(connection, wanted)
    if (JOBS in wanted) await migrateWorker(client, connection)
  })
}

/** Returns what `work` returns over a connection of its own, which is closed then. */
export async function withClient<T>(
  connection: pg.PoolConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(connection)
  client.on('error', () => undefined) // the statement that runs then reports it
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * How the schema of a database compares with that of this program, and the migrations that make the difference. It is unfinished while
 * customers have yet to be evaluated because an upgrade has changed what rules mean.
 */
export type SchemaState = {
  readonly state: 'none' | 'older' | 'unfinished' | 'current' | 'newer'
  readonly migrations: readonly string[]
}

/** Compares the schema of a database, that of graphile-worker included, with that of this program. Reads only. */
export async function schemaState(queries: Reading): Promise<SchemaState> {
  const applied = await appliedMigrations(queries)
  const worker = await workerVersion(queries)
  const unknown = applied.filter((name) => !(name in MIGRATIONS))
  if (worker > WORKER_SCHEMA) unknown.push(`${worker} of graphile-worker`)
  if (unknown.length > 0) return { state: 'newer', migrations: unknown }
  const missing = Object.keys(MIGRATIONS).filter((name) => !applied.includes(name))
  if (applied.length === 0) return { state: 'none', migrations: missing }
  if (missing.length === 0 && worker < WORKER_SCHEMA) missing.push(`${WORKER_SCHEMA} of graphile-worker`)
  if (missing.length > 0) return { state: 'older', migrations: missing }
  const unfinished = await queries.query('select from accounts_to_evaluate limit 1')
  return { state: unfinished.length > 0 ? 'unfinished' : 'current', migrations: [] }
}

/** Says how the schema of a database differs from that of this program, and what to do about it. */
export function schemaAdvice(
  state: Exclude<SchemaState['state'], 'current'>,
  migrations: readonly string[],
): string {
  if (state === 'newer')
    return `The database is newer than this Patron: it has the migration ${migrations.join(', ')}. Use the newer Patron.`
  const remedy = 'Run `patron migrate`, or start `patron serve`, which does it too.'
  if (state === 'unfinished')
    return `Customers have not been evaluated since an upgrade that has changed what rules mean. ${remedy}`
  if (state === 'none') return `The database has no tables of Patron yet. ${remedy}`
  return `The database is older than this Patron: it lacks the migration ${migrations.join(', ')}. ${remedy}`
}

/**
 * Makes sure that a command finds the schema that it was written for.
 * @throws SchemaMismatch with what to do otherwise
 */
export async function requireCurrentSchema(connection: pg.PoolConfig): Promise<void> {
  await withClient(connection, async (client) => {
    const { state, migrations } = await schemaState(queriesOf(client))
    if (state !== 'current') throw new SchemaMismatch(schemaAdvice(state, migrations))
  })
}

type Reading = Pick<Queries, 'query'>

/** Returns a way to read with a connection that is not of a pool. */
export function queriesOf(client: pg.Client): Reading {
  return {
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await client.query<pg.QueryResultRow>(text, [...values])).rows as Row[],
  }
}

/** Brings the tables of graphile-worker to the release that this program uses, in transactions of its own; one server at a time. */
async function migrateWorker(client: pg.Client, connection: pg.PoolConfig): Promise<void> {
  if ((await workerVersion(queriesOf(client))) === WORKER_SCHEMA) return
  await client.query('begin')
  await client.query(`select pg_advisory_xact_lock(hashtext('patron'), hashtext('graphile_worker'))`)
  const version = await workerVersion(queriesOf(client))
  if (version > WORKER_SCHEMA)
    throw new SchemaMismatch(schemaAdvice('newer', [`${version} of graphile-worker`]))
  if (version < WORKER_SCHEMA) await runWorkerMigrations(connection)
  await client.query('commit')
}

/** The newest migration of graphile-worker that the database has; 0 for none. */
async function workerVersion(queries: Reading): Promise<number> {
  if (!(await hasTable(queries, 'graphile_worker.migrations'))) return 0
  const [row] = await queries.query<{ version: number }>(
    'select coalesce(max(id), 0)::int as version from graphile_worker.migrations',
  )
  return row?.version ?? 0
}

async function runWorkerMigrations(connection: pg.PoolConfig): Promise<void> {
  const { Logger, runMigrations } = await import('graphile-worker')
  const pool = createPool(connection, { name: 'migrations', max: 1, observe: UNOBSERVED }) // the statement that runs then reports it
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) })
  } finally {
    await pool.end()
  }
}

async function applyMissing(connection: pg.PoolConfig, migrations: Record<string, Migration>): Promise<void> {
  const pool = createPool(connection, { name: 'migrations', max: 2, observe: UNOBSERVED }) // the statement that runs then reports it
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

async function appliedMigrations(queries: Reading): Promise<string[]> {
  if (!(await hasTable(queries, 'kysely_migration'))) return []
  const rows = await queries.query<{ name: string }>(
    'select name from kysely_migration order by name collate "C"',
  )
  return rows.map((row) => row.name)
}

async function hasTable(queries: Reading, name: string): Promise<boolean> {
  const [row] = await queries.query<{ present: boolean }>('select to_regclass($1) is not null as present', [
    name,
  ])
  return row?.present === true
}
