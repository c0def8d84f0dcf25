import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/db/embedded/launcher.ts'
import { migrate } from '../src/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** How to reach the server of this run, the migrated template, and the prefix of its databases. */
    postgres: { connection: pg.ClientConfig; template: string; prefix: string }
  }
}

/**
 * One Postgres for the run: that of DATABASE_URL, or the bundled one in memory where there is room. Its migrated template is what each
 * test file's database is made of.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.vitest.logger.log(
    `PATRON_TEST_SEED=${project.config.env['PATRON_TEST_SEED']} repeats what this run draws at random\n`,
  )
  const server = await startServer()
  const prefix = `patron_test_${randomBytes(4).toString('hex')}`
  const template = `${prefix}_template`
  const admin = new pg.Client(server.connection)
  admin.on('error', () => undefined) // the statement that runs then reports it
  await admin.connect()
  await admin.query(`create database ${template}`)
  await migrate({ ...server.connection, database: template })
  await admin.query(`alter database ${template} is_template true allow_connections false`)
  project.provide('postgres', { connection: server.connection, template, prefix })
  return async () => {
    await admin.query(`alter database ${template} is_template false`)
    const { rows } = await admin.query<{ datname: string }>(
      `select datname from pg_database where datname like $1`,
      [`${prefix}%`],
    )
    for (const { datname } of rows) await admin.query(`drop database ${datname} with (force)`)
    await admin.end()
    await server.stop()
  }
}

async function startServer(): Promise<{ connection: pg.ClientConfig; stop(): Promise<void> }> {
  const url = process.env['DATABASE_URL']
  if (url !== undefined && url !== '') {
    const { hostname, port, username, password, pathname } = new URL(url)
    const connection = {
      host: decodeURIComponent(hostname),
      port: Number(port || 5432),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: pathname.slice(1),
    }
    return { connection, stop: async () => undefined }
  }
  const dataDir = mkdtempSync(join(roomyFolder(), 'patron-test-'))
  // Nothing here has to survive the run; the crash tests start servers of their own, which keep fsync.
  const embedded = await startEmbedded({
    dataDir,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  })
  return {
    connection: embedded.connection,
    async stop() {
      await embedded.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const GIBIBYTE = 2 ** 30

/** Memory, if 1 GiB is free there; else the temporary folder. */
function roomyFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > GIBIBYTE ? '/dev/shm' : tmpdir()
  } catch {
    return tmpdir()
  }
}
