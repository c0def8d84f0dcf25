import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { startEmbedded, type Embedded, type EmbeddedOptions } from '../launcher.ts'

/** A folder of this test's own that every user may enter: a data folder to be, and a place for socket folders. */
export function makeFolders(): { root: string; dataDir: string; work: string } {
  const root = mkdtempSync('/tmp/patron-test-')
  chmodSync(root, 0o755)
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true })
  })
  const work = join(root, 'w')
  mkdirSync(work)
  chmodSync(work, 0o777)
  return { root, dataDir: join(root, 'data'), work }
}

/** Starts, and stops when the test is over. */
export async function start(options: EmbeddedOptions): Promise<Embedded> {
  const embedded = await startEmbedded(options)
  onTestFinished(() => embedded.stop())
  return embedded
}

/** Runs one statement on a connection of its own; gives the first column of the first row. */
export async function ask(connection: pg.ClientConfig, sql: string): Promise<unknown> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}
