import { createServer, type AddressInfo } from 'node:net'
import type { ClientConfig } from 'pg'
import { onTestFinished } from 'vitest'
import { type Embedded, startEmbedded } from '../../src/db/embedded/launcher.ts'
import { dataFolderOfTest } from './data-folder.ts'

export type Cluster = {
  readonly connection: ClientConfig
  kill(): void
  /** Ends it as an operator does, with every session. */
  stop(): Promise<void>
  /** Starts it again once it has ended. */
  restart(): Promise<void>
}

/** A Postgres that waits for the disk and listens on a port of its own, which it keeps when it is started again. */
export async function clusterOfTest(): Promise<Cluster> {
  const port = await freePort()
  const options = {
    dataDir: dataFolderOfTest(),
    settings: { listen_addresses: '127.0.0.1', port: String(port) },
  }
  let embedded: Embedded = await startEmbedded(options)
  let stopped: Promise<unknown> | undefined
  onTestFinished(() => embedded.stop())
  return {
    connection: { ...embedded.connection, host: '127.0.0.1', port },
    kill: () => process.kill(embedded.pid, 'SIGKILL'),
    async stop() {
      stopped = embedded.stop()
      await stopped
    },
    async restart() {
      await (stopped ?? embedded.exited)
      stopped = undefined
      embedded = await startEmbedded(options)
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
