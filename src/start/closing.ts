import type { Server } from 'node:http'

/** How soon after its last answer a connection is closed. */
const EVERY_MS = 20

/**
 * Closes a server by `close`: what is under way is answered, and each connection ends once it has nothing under way. Node itself
 * ends only those that are idle at the beginning; the rest would stay for as long as their clients keep them.
 */
export async function closeGently(
  server: Pick<Server, 'closeIdleConnections'>,
  close: () => Promise<unknown>,
): Promise<void> {
  const closing = setInterval(() => server.closeIdleConnections(), EVERY_MS)
  try {
    await close()
  } finally {
    clearInterval(closing)
  }
}
