import { createServer } from 'node:net'
import { CannotRun } from '../core/errors.ts'
import type { Config } from './config.ts'

/** Looks whether the ports can be had, before anything is written for a start that cannot come about. @throws CannotRun */
export async function requirePorts({ host, port, tls }: Config): Promise<void> {
  await tryPort(host, port, 'PATRON_PORT')
  if (tls.selfSigned || tls.certFile !== undefined) await tryPort(host, tls.port, 'PATRON_TLS_PORT')
}

async function tryPort(host: string, port: number, setting: string): Promise<void> {
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port, exclusive: true }, resolve)
    })
  } catch (error) {
    throw portError(error, setting, host, port)
  }
  await new Promise((resolve) => server.close(resolve))
}

/** What keeps a port from being opened, as a sentence that names the setting; other errors as they are. */
export function portError(error: unknown, setting: string, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new CannotRun(`Port ${port} of ${host} is taken; choose another with ${setting}.`, {
      cause: error,
    })
  if (code === 'EACCES')
    return new CannotRun(`Port ${port} may not be opened by this user; choose another with ${setting}.`, {
      cause: error,
    })
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new CannotRun(
      `${setting === 'PATRON_ADMIN_PORT' ? 'PATRON_ADMIN_HOST' : 'PATRON_HOST'}: this machine has no address ${host}.`,
      { cause: error },
    )
  return error
}
