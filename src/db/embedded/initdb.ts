import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Binaries } from './binaries.ts'
import type { DataFolder } from './data-folder.ts'
import { giveToPostgres } from './postgres-user.ts'
import { reasonIn, startProgram } from './programs.ts'
import { EmbeddedUnavailable } from './unavailable.ts'

export const USER = 'patron'

/**
 * The C locale sorts alike everywhere, while its character classes are those of Unicode: with `--lc-ctype=C` pg_trgm
 * would index nothing Russian. `--no-sync` leaves the writing out of the empty cluster to the system; the server
 * itself waits for the disk at every commit.
 */
const OPTIONS = [
  `--username=${USER}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--lc-collate=C',
  '--lc-ctype=C.UTF-8',
  '--no-sync',
  '--no-instructions',
]

/**
 * Makes the cluster and its password, unless it is there. It appears whole, by a rename: initdb writes PG_VERSION
 * first, so nothing in the folder itself tells half a cluster from a whole one.
 * @throws EmbeddedUnavailable when initdb fails
 */
export async function ensureCluster(
  folder: DataFolder,
  binaries: Binaries,
  options: { work: string; onUnderWay: () => void },
): Promise<void> {
  const { cluster, halfCluster } = folder
  if (existsSync(join(cluster, 'PG_VERSION'))) return
  if (existsSync(cluster) && readdirSync(cluster).length > 0)
    throw new EmbeddedUnavailable(`${cluster} is not empty and holds no Postgres database.`)
  rmSync(halfCluster, { recursive: true, force: true })
  mkdirSync(halfCluster, { mode: 0o700 })
  giveToPostgres(halfCluster)
  const password = randomBytes(24).toString('base64url')
  writeFileSync(folder.password, password, { mode: 0o600 })
  await runInitdb(halfCluster, binaries, password, options)
  renameSync(halfCluster, cluster)
}

async function runInitdb(
  cluster: string,
  binaries: Binaries,
  password: string,
  { work, onUnderWay }: { work: string; onUnderWay: () => void },
): Promise<void> {
  const passwordFile = join(work, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  giveToPostgres(passwordFile)
  const args = [...OPTIONS, `--pwfile=${passwordFile}`]
  const child = await startProgram('initdb', { binaries, cluster, args, output: 'pipe', detached: false })
  onUnderWay()
  const closed = once(child, 'close')
  const [, errors] = await Promise.all([
    child.stdout && text(child.stdout),
    child.stderr && text(child.stderr),
  ])
  await closed
  rmSync(passwordFile)
  if (child.exitCode !== 0) throw initdbFailure(errors ?? '', child.signalCode)
}

/** What to tell the user when initdb has failed, from what it printed as errors. */
export function initdbFailure(errors: string, signal: NodeJS.Signals | null): EmbeddedUnavailable {
  const nameless = /could not look up effective user ID (\d+)/.exec(errors)
  if (nameless)
    return new EmbeddedUnavailable(
      `The bundled Postgres needs a user with a name: add user ${String(nameless[1])} to /etc/passwd, or set DATABASE_URL.`,
    )
  return new EmbeddedUnavailable(`The bundled database could not be made: ${signal ?? reasonIn(errors)}.`)
}
