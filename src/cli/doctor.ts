import { constants } from 'node:fs'
import { access, mkdir, statfs } from 'node:fs/promises'
import { Command } from 'commander'
import type pg from 'pg'
import { CannotRun } from '../core/errors.ts'
import { queriesOf, schemaAdvice, schemaState, withClient } from '../db/migrate.ts'
import type { Config } from '../start/config.ts'
import { type DatabaseSource, shareDatabase } from '../start/database.ts'
import { realSeconds } from '../start/real-time.ts'
import type { CommandContext } from './context.ts'
import { example } from './example.ts'
import { versionOfPatron } from './version.ts'

/** What one check found: whether all is well, what was seen, and what to do where it is not. */
type Finding = {
  readonly what: string
  readonly ok: boolean
  readonly seen: string
  readonly remedy?: string
}

const OLDEST_POSTGRES = 15
const LEAST_FREE_BYTES = 2 ** 30
/** Beyond this, moments that the database and the program note would contradict each other. */
const MOST_SKEW_SECONDS = 2

/**
 * `patron doctor`: checks everything that Patron needs and says what to do where something is wrong. Leaves the schema
 * as it is; makes the data folder and starts the bundled database where neither is there yet.
 */
export function doctorCommand({ config }: CommandContext): Command {
  return new Command('doctor')
    .description(
      'check settings, disk, database, schema and clock, and say what to do where something is wrong',
    )
    .addHelpText('after', example('patron doctor'))
    .action(async () => {
      const findings = [versions(), settings(config), await disk(config), ...(await database(config))]
      for (const { what, ok, seen, remedy } of findings) {
        console.log(`${ok ? 'ok  ' : 'FAIL'}  ${what.padEnd(8)}  ${seen}`)
        if (remedy !== undefined) console.log(`                ${remedy}`)
      }
      if (findings.some(({ ok }) => !ok)) process.exitCode = 1
    })
}

function versions(): Finding {
  return { what: 'versions', ok: true, seen: `Patron ${versionOfPatron()}, Node ${process.versions.node}` }
}

/** The settings could be read, or the command would not run. */
function settings({ host, port, databaseUrl, publicUrl, sandbox, tls }: Config): Finding {
  const parts = [
    `listens on ${host}:${port}`,
    databaseUrl === undefined ? 'bundled database' : 'database of DATABASE_URL',
    ...(publicUrl === undefined ? [] : [`public as ${publicUrl}`]),
    ...(tls.selfSigned || tls.certFile !== undefined ? [`HTTPS on ${tls.port}`] : []),
    ...(sandbox ? ['sandbox'] : []),
  ]
  return { what: 'settings', ok: true, seen: parts.join(', ') }
}

async function disk({ dataDir }: Config): Promise<Finding> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.R_OK | constants.W_OK)
    const { bavail, bsize } = await statfs(dataDir)
    const free = bavail * bsize
    const seen = `${dataDir} has ${(free / 2 ** 30).toFixed(1)} GiB free`
    if (free >= LEAST_FREE_BYTES) return { what: 'disk', ok: true, seen }
    return {
      what: 'disk',
      ok: false,
      seen,
      remedy: 'Free at least 1 GiB, or set PATRON_DATA to another disk.',
    }
  } catch (error) {
    const remedy = 'Give this user the right to read and write it, or set PATRON_DATA to another folder.'
    return { what: 'disk', ok: false, seen: `${dataDir}: ${(error as Error).message}`, remedy }
  }
}

async function database(config: Config): Promise<Finding[]> {
  let source: DatabaseSource | undefined
  try {
    source = await shareDatabase(config)
    return await findingsOf(source.connection)
  } catch (error) {
    const seen = error instanceof CannotRun ? error.message : `cannot be reached: ${(error as Error).message}`
    const remedy =
      config.databaseUrl === undefined
        ? 'See docs/operations/backup-and-crash.md for what the bundled database needs.'
        : 'Check that DATABASE_URL names a Postgres that runs, a database that exists and a user who may enter it.'
    return [{ what: 'database', ok: false, seen, remedy }]
  } finally {
    await source?.stop()
  }
}

function findingsOf(connection: DatabaseSource['connection']): Promise<Finding[]> {
  return withClient(connection, async (client) => [
    await server(client),
    await schema(client),
    await clock(client),
  ])
}

async function server(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{
    version: number
    shown: string
    encoding: string
    trigrams: boolean
  }>(
    `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_version') as shown,
       current_setting('server_encoding') as encoding,
       exists (select from pg_available_extensions where name = 'pg_trgm') as trigrams`,
  )
  const [found] = rows
  if (found === undefined) throw new Error('the database does not say what it is')
  const seen = `PostgreSQL ${found.shown}, ${found.encoding}`
  const fail = (remedy: string): Finding => ({ what: 'database', ok: false, seen, remedy })
  if (found.version < OLDEST_POSTGRES) return fail(`Patron needs PostgreSQL ${OLDEST_POSTGRES} or newer.`)
  if (found.encoding !== 'UTF8') return fail('Create the database anew with encoding UTF8.')
  if (!found.trigrams) return fail('Install the extension pg_trgm: it is in the package postgresql-contrib.')
  return { what: 'database', ok: true, seen }
}

async function schema(client: pg.Client): Promise<Finding> {
  const { state, migrations } = await schemaState(queriesOf(client))
  if (state === 'current') return { what: 'schema', ok: true, seen: 'current' }
  return { what: 'schema', ok: false, seen: state, remedy: schemaAdvice(state, migrations) }
}

async function clock(client: pg.Client): Promise<Finding> {
  const before = realSeconds()
  const { rows } = await client.query<{ now: number }>(
    'select extract(epoch from clock_timestamp())::float8 as now',
  )
  const middle = (before + realSeconds()) / 2
  const skew = (rows[0]?.now ?? 0) - middle
  const seen = `the database is ${Math.abs(skew).toFixed(1)} s ${skew < 0 ? 'behind' : 'ahead'}`
  if (Math.abs(skew) <= MOST_SKEW_SECONDS) return { what: 'clock', ok: true, seen }
  return {
    what: 'clock',
    ok: false,
    seen,
    remedy: 'Keep both machines in time, with chrony or systemd-timesyncd.',
  }
}
