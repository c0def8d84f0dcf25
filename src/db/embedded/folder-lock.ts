import { DatabaseSync } from 'node:sqlite'

const SQLITE_BUSY = 5
/** Whoever only looks whether the folder is taken has the lock for less than a millisecond. */
const PATIENCE_MS = 100

/**
 * Takes the lock until the returned function is called, or until this process ends, however it ends.
 * Undefined when another process has it, or this one already.
 *
 * Node has no file lock of its own; an exclusive transaction on an empty SQLite file is one that the kernel keeps
 * (fcntl), so it needs no cleaning up after `kill -9` and holds between containers that share the folder. An advisory
 * lock in Postgres does neither: it is lost when any backend crashes, and before initdb there is none.
 * Nothing else in this process may open the file: closing it would drop the lock.
 */
export function lockFolder(file: string, { patienceMs = PATIENCE_MS } = {}): (() => void) | undefined {
  const lock = new DatabaseSync(file, { timeout: patienceMs })
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive')
    return () => {
      lock.close()
    }
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined
    throw error
  }
}
