import type { Server } from 'node:http'
import type { Server as TlsServer } from 'node:https'
import type { Socket } from 'node:net'

/** How soon after its last answer a connection is closed. */
const EVERY_MS = 20
/** How long requests that are under way have, and clients that stall in the midst of one. */
const PATIENCE_MS = 10_000
/** How long a stop waits for the database, beyond the patience with clients. */
const DATABASE_PATIENCE_MS = 5_000

type Closeable = Pick<Server, 'closeIdleConnections' | 'closeAllConnections'>

/**
 * Closes a server by `close`: what is under way is answered, and each connection ends once it has nothing under way. Node itself
 * ends only those that are idle at the beginning; the rest would stay for as long as their clients keep them. What is still there after
 * `patienceMs` is cut off, so that no client can keep the program from ending.
 */
export async function closeGently(
  server: Closeable,
  close: () => Promise<unknown>,
  { patienceMs = PATIENCE_MS }: { patienceMs?: number | undefined } = {},
): Promise<void> {
  let isPatient = true
  const patience = setTimeout(() => (isPatient = false), patienceMs)
  const closing = setInterval(() => {
    if (isPatient) server.closeIdleConnections()
    else server.closeAllConnections()
  }, EVERY_MS)
  try {
    await close()
  } finally {
    clearTimeout(patience)
    clearInterval(closing)
  }
}

/** A TLS server for {@link closeGently}. Node's own list of connections lacks those whose handshake is not done. */
export function closeableTls(server: TlsServer): Closeable {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return {
    closeIdleConnections: () => server.closeIdleConnections(),
    closeAllConnections() {
      server.closeAllConnections()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/**
 * Stops work that may wait for the database. If it has not ended after `patienceMs` and five seconds, `cutOff` breaks the connections to
 * the database, so that one which hangs in a statement cannot keep the program from ending.
 */
export async function stopWithin(
  stop: () => Promise<unknown>,
  cutOff: () => void,
  { patienceMs = PATIENCE_MS }: { patienceMs?: number | undefined } = {},
): Promise<void> {
  const overdue = setTimeout(cutOff, patienceMs + DATABASE_PATIENCE_MS)
  try {
    await stop()
  } finally {
    clearTimeout(overdue)
  }
}
