import type pg from 'pg'
import type { Config } from './config.ts'

/** A database to use: how to connect, and what to do when it is no longer needed. */
export type DatabaseSource = {
  readonly connection: pg.PoolConfig
  /** Resolves with the reason if a database that we started ends by itself. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

const NEVER = new Promise<string>(() => undefined)

/**
 * The database of DATABASE_URL, or the bundled one, started. `onUnderWay` is called when that needs no more of this program for a while.
 * @throws EmbeddedUnavailable
 */
export async function openDatabase(config: Config, onUnderWay?: () => void): Promise<DatabaseSource> {
  if (config.databaseUrl !== undefined) return given(config.databaseUrl)
  const { startEmbedded } = await import('../db/embedded/launcher.ts')
  const embedded = await startEmbedded({ dataDir: config.dataDir, ...(onUnderWay && { onUnderWay }) })
  return { connection: embedded.connection, ended: embedded.exited, stop: () => embedded.stop() }
}

/** Opens the database for a command that may run beside a server: it connects to a bundled database that runs already. */
export async function shareDatabase(config: Config): Promise<DatabaseSource> {
  if (config.databaseUrl !== undefined) return given(config.databaseUrl)
  const { connectToRunning } = await import('../db/embedded/launcher.ts')
  const running = await connectToRunning(config.dataDir)
  if (running === undefined) return openDatabase(config)
  return { connection: running, ended: NEVER, stop: async () => undefined }
}

function given(url: string): DatabaseSource {
  return { connection: { connectionString: url }, ended: NEVER, stop: async () => undefined }
}
