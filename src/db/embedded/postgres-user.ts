import { chownSync, statSync } from 'node:fs'
import { dirname, parse, resolve } from 'node:path'

const UNPRIVILEGED = 65534

/** Spawn options: Postgres refuses to run as root, so root runs it as `nobody`; anybody else as themselves. */
export function postgresUser(): { uid?: number; gid?: number } {
  return isRoot() ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {}
}

/** Makes the user that runs Postgres the owner. */
export function giveToPostgres(path: string): void {
  if (isRoot()) chownSync(path, UNPRIVILEGED, UNPRIVILEGED)
}

/** Whether the user that runs Postgres can get to the folder: for `nobody`, everybody must be let through to it. */
export function postgresReaches(folder: string): boolean {
  return !isRoot() || isWorldReachable(resolve(folder))
}

function isWorldReachable(folder: string): boolean {
  if ((statSync(folder).mode & 0o001) === 0) return false
  return folder === parse(folder).root || isWorldReachable(dirname(folder))
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}
