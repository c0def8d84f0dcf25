import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What a postmaster says of itself in `postmaster.pid`; undefined without the file.
 * The lines are those of Postgres's `pidfile.h`, and `pg_ctl -w` waits for the same word.
 */
export function readPostmasterPid(cluster: string): { pid: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
