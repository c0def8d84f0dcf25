import type { ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import type { DataFolder } from './data-folder.ts'
import { readPostmasterPid } from './postmaster-pid.ts'
import { reasonIn, startProgram } from './programs.ts'

const PAUSE_MS = 10
export const PORT = 5432

/** For a small server beside the program, on our short statements; the rest are the defaults of Postgres. */
const SETTINGS = {
  listen_addresses: '',
  port: String(PORT),
  max_connections: '60',
  shared_buffers: '128MB',
  jit: 'off',
}

/**
 * Starts the server on a cluster, with its socket in `work`. The log of the run before is kept beside the new one.
 * @throws EmbeddedUnavailable when the program does not run on this system
 */
export async function startPostmaster(
  folder: DataFolder,
  binaries: Binaries,
  options: { work: string; settings: Record<string, string> },
): Promise<ChildProcess> {
  if (existsSync(folder.log)) renameSync(folder.log, `${folder.log}.1`)
  const log = openSync(folder.log, 'a', 0o600)
  try {
    const settings = { ...SETTINGS, unix_socket_directories: options.work, ...options.settings }
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    return await startProgram('postgres', {
      binaries,
      cluster: folder.cluster,
      args,
      output: log,
      detached: true,
    })
  } finally {
    closeSync(log)
  }
}

/** Waits until the server takes connections, recovery after a crash included; false when it ended instead. */
export async function untilReady(child: ChildProcess, cluster: string): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    const said = readPostmasterPid(cluster)
    if (said?.pid === child.pid && said?.ready) return true
    await pause(PAUSE_MS)
  }
  return false
}

/** Why a server that has ended did so. */
export function describeEnd(child: ChildProcess, folder: DataFolder): string {
  if (child.signalCode) return child.signalCode
  // The log is gone when somebody removed the data folder, which ends Postgres too.
  return existsSync(folder.log)
    ? reasonIn(readFileSync(folder.log, 'utf8'))
    : `exit code ${String(child.exitCode)}`
}
