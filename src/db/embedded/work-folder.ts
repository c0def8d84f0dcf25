import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { DataFolder } from './data-folder.ts'
import { giveToPostgres, postgresReaches } from './postgres-user.ts'

/** The path of a Unix socket has at most 107 bytes, of which this many follow the parent folder. */
const PATH_BYTES = 107
const OWN_BYTES = '/patron-18446744073709551615-XXXXXX/.s.PGSQL.5432'.length

/**
 * Makes the private folder of one run, for the socket and the links between libraries, and writes its name down for
 * the command line and for the next start. It is in `parent` (the temporary folder unless given), or in /tmp when
 * the path would be too long for a socket or Postgres could not get there.
 */
export function makeWorkFolder(folder: DataFolder, parent = tmpdir()): string {
  const fits = Buffer.byteLength(parent) + OWN_BYTES <= PATH_BYTES && postgresReaches(parent)
  const work = mkdtempSync(join(fits ? parent : '/tmp', prefix(folder)))
  giveToPostgres(work)
  writeFileSync(folder.run, work, { mode: 0o600 })
  return work
}

/** Removes the private folder of the last run, unless the note about it came here with a copied data folder. */
export function removeWorkFolder(folder: DataFolder): void {
  const work = readWorkFolder(folder)
  if (work === undefined) return
  if (basename(work).startsWith(prefix(folder))) rmSync(work, { recursive: true, force: true })
  rmSync(folder.run)
}

/** The private folder of the present or last run. */
export function readWorkFolder(folder: DataFolder): string | undefined {
  return existsSync(folder.run) ? readFileSync(folder.run, 'utf8') : undefined
}

function prefix(folder: DataFolder): string {
  return `patron-${String(statSync(folder.base, { bigint: true }).ino)}-`
}
