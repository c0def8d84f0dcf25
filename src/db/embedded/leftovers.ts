import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readPostmasterPid } from './postmaster-pid.ts'
import { EmbeddedUnavailable } from './unavailable.ts'

const PAUSE_MS = 10
const KILL_AFTER_MS = 5_000
const GIVE_UP_AFTER_MS = 30_000

/**
 * Ends what an earlier run left on this cluster, whose owner is dead: the postmaster, which ends the others, or
 * without one its busy backends, which keep the shared memory and let no new postmaster start.
 * @throws EmbeddedUnavailable when a process does not end even when killed
 */
export async function endLeftovers(cluster: string): Promise<void> {
  const postmaster = readPostmasterPid(cluster)
  let left = processesOf(cluster)
  // A postmaster that is not ready yet does not end when asked kindly.
  if (postmaster?.ready && left.includes(postmaster.pid)) signal([postmaster.pid], 'SIGINT')
  else signal(left, 'SIGQUIT')
  for (let waitedMs = 0; left.length > 0; waitedMs += PAUSE_MS) {
    if (waitedMs >= KILL_AFTER_MS) signal(left, 'SIGKILL')
    if (waitedMs >= GIVE_UP_AFTER_MS)
      throw new EmbeddedUnavailable(`Process ${String(left[0])}, left over on ${cluster}, does not end.`)
    await pause(PAUSE_MS)
    left = processesOf(cluster)
  }
  // By now the number in it is nobody's, or a stranger's (in containers numbers return), which Postgres would
  // take for a live postmaster.
  if (existsSync('/proc/self')) rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // It ended meanwhile.
    }
  }
}

/** The Postgres programs at work on this cluster. Where there is no /proc (macOS), only the postmaster is found. */
export function processesOf(cluster: string, proc = '/proc'): number[] {
  if (!existsSync(join(proc, 'self'))) return findPostmaster(cluster)
  const folder = identity(cluster)
  if (folder === undefined) return []
  return (
    readdirSync(proc)
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => isPostgres(join(proc, pid)))
      // A server works inside its cluster; initdb has it open as descriptor 3.
      .filter((pid) => ['cwd', 'fd/3'].some((link) => identity(join(proc, pid, link)) === folder))
      .map(Number)
  )
}

function isPostgres(process: string): boolean {
  try {
    return ['postgres', 'initdb'].includes(readFileSync(join(process, 'comm'), 'utf8').trim())
  } catch {
    return false
  }
}

/** Returns one key for every path that leads to a folder; undefined when the folder is gone or may not be read. */
function identity(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${String(dev)}:${String(ino)}`
  } catch {
    return undefined
  }
}

function findPostmaster(cluster: string): number[] {
  const pid = readPostmasterPid(cluster)?.pid
  if (pid === undefined) return []
  const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
  return stdout.includes(`-D ${cluster}`) ? [pid] : []
}
