import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, openSync } from 'node:fs'
import type { Binaries } from './binaries.ts'
import { postgresUser } from './postgres-user.ts'
import { noBinaries } from './unavailable.ts'

/**
 * Starts `initdb` or `postgres` on a cluster, with an environment of its own: ours could hold settings of Postgres.
 * On Linux the cluster is handed over open and named by its descriptor, so that `nobody` reaches it inside a home
 * that is closed to others.
 * @throws EmbeddedUnavailable when the program does not run on this system
 */
export async function startProgram(
  program: 'initdb' | 'postgres',
  options: {
    binaries: Binaries
    cluster: string
    args: string[]
    output: 'pipe' | number
    /** In a session of its own, so that Ctrl-C in the terminal does not reach it. */
    detached: boolean
  },
): Promise<ChildProcess> {
  const { binaries, cluster, args, output, detached } = options
  const folder = openSync(cluster, constants.O_RDONLY | constants.O_DIRECTORY)
  try {
    const stdio: StdioOptions = ['ignore', output, output, folder]
    const data = process.platform === 'linux' ? '/proc/self/fd/3' : cluster
    const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', LD_LIBRARY_PATH: binaries.libraryPath }
    const child = spawn(binaries[program], ['-D', data, ...args], {
      env,
      cwd: '/',
      stdio,
      detached,
      ...postgresUser(),
    })
    await once(child, 'spawn')
    return child
  } catch (error) {
    // Said of a program that is there: its loader is not (musl), or it is for another kind of machine.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOEXEC'))
      throw noBinaries(error)
    throw error
  } finally {
    closeSync(folder)
  }
}

/** The line of a log that says why its program gave up: the last one marked as an error, else the last one. */
export function reasonIn(log: string): string {
  const lines = log.trim().split('\n')
  const line = lines.findLast((text) => /\b(?:FATAL|PANIC|error):/.test(text)) ?? lines.at(-1) ?? ''
  return line.replace(/^.*?\b(?:FATAL|PANIC|error):\s*/, '')
}
