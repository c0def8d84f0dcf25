import { join, resolve } from 'node:path'

/** What the bundled Postgres keeps in the data folder. */
export type DataFolder = {
  base: string
  /** The Postgres data directory; it exists only whole. */
  cluster: string
  /** Where initdb works; renamed to `cluster` when it is done. */
  halfCluster: string
  /** Held by the live Patron. */
  lock: string
  password: string
  /** Names the private folder of this run, in which the socket is. */
  run: string
  log: string
}

export function dataFolder(dataDir: string): DataFolder {
  const base = resolve(dataDir)
  return {
    base,
    cluster: join(base, 'postgres'),
    halfCluster: join(base, 'postgres.new'),
    lock: join(base, 'postgres.lock'),
    password: join(base, 'postgres.password'),
    run: join(base, 'postgres.run'),
    log: join(base, 'postgres.log'),
  }
}
