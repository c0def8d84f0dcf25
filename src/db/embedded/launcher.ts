import type { ChildProcess } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import type { ClientConfig } from 'pg'
import { prepareBinaries } from './binaries.ts'
import { dataFolder, type DataFolder } from './data-folder.ts'
import { lockFolder } from './folder-lock.ts'
import { ensureCluster, USER } from './initdb.ts'
import { endLeftovers } from './leftovers.ts'
import { readPostmasterPid } from './postmaster-pid.ts'
import { describeEnd, PORT, startPostmaster, untilReady } from './postmaster.ts'
import { asUnavailable, EmbeddedUnavailable } from './unavailable.ts'
import { makeWorkFolder, readWorkFolder, removeWorkFolder } from './work-folder.ts'

const STOP_PATIENCE_MS = 5_000

export type Embedded = {
  connection: ClientConfig
  /** Of the postmaster. */
  readonly pid: number
  /** Resolves with the reason when Postgres ends although nobody stopped it; otherwise never. */
  exited: Promise<string>
  /** Ends every session, writes everything out and removes what belongs to this run. */
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  dataDir: string
  /** Settings of the server, before ours. */
  settings?: Record<string, string>
  /** Where the private folder with the socket is made; the temporary folder unless given. */
  work?: string
  /** Called when the first program of Postgres runs, which then needs little of this one for a while. */
  onUnderWay?: () => void
}

/**
 * Starts the bundled Postgres on the database in the data folder, which it makes at first. The folder is ours until
 * `stop`, or until this process ends; what an earlier process left running there is ended first.
 * @throws EmbeddedUnavailable
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, settings = {}, work, onUnderWay = () => undefined } = options
  const folder = dataFolder(dataDir)
  try {
    mkdirSync(folder.base, { recursive: true, mode: 0o700 })
    const unlock = lockFolder(folder.lock)
    if (!unlock) throw new EmbeddedUnavailable(`The data folder ${folder.base} is in use by another Patron.`)
    const release = () => {
      removeWorkFolder(folder)
      unlock()
    }
    try {
      return await startLocked(folder, { settings, work, onUnderWay, release })
    } catch (error) {
      release()
      throw error
    }
  } catch (error) {
    throw asUnavailable(error, folder.base)
  }
}

/**
 * How to connect to the Postgres of the Patron that has the data folder now; undefined when there is none, also when
 * a killed one left its Postgres running: the next start ends that.
 */
export async function connectToRunning(dataDir: string): Promise<ClientConfig | undefined> {
  const folder = dataFolder(dataDir)
  const work = readWorkFolder(folder)
  if (work === undefined) return undefined
  const unlock = lockFolder(folder.lock, { patienceMs: 0 })
  unlock?.()
  const running = !unlock && readPostmasterPid(folder.cluster)?.ready
  return running ? connectionTo(folder, work) : undefined
}

async function startLocked(
  folder: DataFolder,
  options: {
    settings: Record<string, string>
    work: string | undefined
    onUnderWay: () => void
    release: () => void
  },
): Promise<Embedded> {
  const { settings, onUnderWay, release } = options
  await endLeftovers(folder.halfCluster)
  await endLeftovers(folder.cluster)
  removeWorkFolder(folder)
  const work = makeWorkFolder(folder, options.work)
  const binaries = prepareBinaries(work)
  await ensureCluster(folder, binaries, { work, onUnderWay })
  const child = await startPostmaster(folder, binaries, { work, settings })
  onUnderWay()
  if (!(await untilReady(child, folder.cluster)))
    throw new EmbeddedUnavailable(`The bundled Postgres did not start: ${describeEnd(child, folder)}.`)
  return ownPostmaster(child, folder, { connection: connectionTo(folder, work), release })
}

/** From here on the end of the postmaster, whatever ends it, releases the data folder. */
function ownPostmaster(
  child: ChildProcess,
  folder: DataFolder,
  { connection, release }: { connection: ClientConfig; release: () => void },
): Embedded {
  // A program that ends without stop() does not leave its Postgres behind.
  const endWithProgram = () => {
    child.kill('SIGINT')
    release()
  }
  process.once('exit', endWithProgram)
  let stopping = false
  const exited = Promise.withResolvers<string>()
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      process.off('exit', endWithProgram)
      release()
      if (!stopping) exited.resolve(`Postgres ended by itself: ${describeEnd(child, folder)}.`)
      resolve()
    })
  })
  const stop = async () => {
    stopping = true
    child.kill('SIGINT')
    // While it recovers from a crashed backend, PostgreSQL 18 hears the request and never ends. Nothing that was
    // committed is lost by an immediate shutdown; the next start recovers.
    const insist = setTimeout(() => child.kill('SIGQUIT'), STOP_PATIENCE_MS)
    await ended
    clearTimeout(insist)
  }
  return { connection, pid: child.pid as number, exited: exited.promise, stop }
}

/** Everything is said, because `pg` takes what is not from PGPORT, PGSSLMODE and the like. */
function connectionTo(folder: DataFolder, work: string): ClientConfig {
  const password = readFileSync(folder.password, 'utf8')
  return { host: work, port: PORT, user: USER, password, database: 'postgres', ssl: false }
}
