import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect as connectTcp, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { dataFolderOfTest } from '../../test/helpers/data-folder.ts'
import { emptyDatabase, urlOf } from '../../test/helpers/database.ts'
import { runPatron } from '../../test/helpers/process.ts'
import { UNOBSERVED } from '../core/observation.ts'
import { readConfig } from './config.ts'
import { openDatabase } from './database.ts'
import { serve, type ServeOptions, type Serving } from './serve.ts'

test('a start that fails once it listens ends the program', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'patron-serve-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const env = {
    PATRON_DATA: dataDir,
    DATABASE_URL: urlOf(await emptyDatabase()),
    PATRON_PORT: '0',
    PATRON_TLS: 'self-signed',
    PATRON_TLS_PORT: '0',
  }
  expect(await runPatron({ env, args: ['migrate'] })).toMatchObject({ code: 0 })
  for (const name of ['one', 'two']) {
    const args = ['account', 'create', '--name', name, '--subdomain', name, '--email', 'a@example.com']
    expect(await runPatron({ env, args })).toMatchObject({ code: 0 })
  }
  expect(await runPatron({ env, args: ['serve', '--demo'] })).toMatchObject({
    code: 1,
    stderr: 'There are several accounts; say which with --account.\n',
  })
})

test('HTTPS has the limits of HTTP', async () => {
  const serving = await servingBoth()
  const limits = await Promise.all([
    headOf(connectTcp(portOf(serving.url), '127.0.0.1')),
    headOf(connectTls({ port: portOf(serving.httpsUrl), host: '127.0.0.1', rejectUnauthorized: false })),
  ])
  for (const head of limits) expect(head).toContain('Keep-Alive: timeout=72\r\n')
  await serving.stop()
})

test('a stop ends though clients stall in a body, before a request and in a handshake', async () => {
  const serving = await servingBoth()
  const [http, https] = [portOf(serving.url), portOf(serving.httpsUrl)]
  const stalled = [
    await open(connectTcp(http, '127.0.0.1'), 'connect'),
    await open(connectTcp(http, '127.0.0.1'), 'connect'),
    await open(connectTcp(https, '127.0.0.1'), 'connect'),
    await open(connectTls({ port: https, host: '127.0.0.1', rejectUnauthorized: false }), 'secureConnect'),
    await open(connectTls({ port: https, host: '127.0.0.1', rejectUnauthorized: false }), 'secureConnect'),
  ]
  for (const i of [1, 4]) {
    // The server says that it waits for the body.
    stalled[i]?.write(
      'POST /api/v4/customers HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 10\r\n\r\n',
    )
    await once(stalled[i] as Socket, 'data')
  }
  const cut = stalled.map((socket) => once(socket, 'close'))
  await serving.stop()
  await Promise.all(cut)
})

test('a stop ends though the database hangs in a statement', async () => {
  let hanging: Promise<unknown> | undefined
  const serving = await servingBoth(async ({ deps }) => {
    hanging = deps.db.transaction((trx) => trx.query('select pg_sleep(86400)'))
    await deps.db.query('select 1')
  })
  const cut = expect(hanging).rejects.toMatchObject({ code: 'database_away' })
  await serving.stop()
  await cut
})

/** Serves HTTP and HTTPS, and waits a tenth of a second for clients that stall. */
async function servingBoth(afterFirstRun?: ServeOptions['afterFirstRun']): Promise<Serving> {
  const config = readConfig({
    PATRON_DATA: dataFolderOfTest(),
    DATABASE_URL: urlOf(await emptyDatabase()),
    PATRON_PORT: '0',
    PATRON_TLS: 'self-signed',
    PATRON_TLS_PORT: '0',
  })
  const source = await openDatabase(config)
  return serve(config, source, {
    worker: true,
    observe: UNOBSERVED,
    stopPatienceMs: 100,
    ...(afterFirstRun && { afterFirstRun }),
  })
}

function portOf(url: string | undefined): number {
  return Number(new URL(url ?? '').port)
}

/** The head of the answer to a request whose client would keep the connection. */
async function headOf(socket: Socket): Promise<string> {
  onTestFinished(() => void socket.destroy())
  socket.write('GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n')
  let head = ''
  for await (const bytes of socket) {
    head += String(bytes)
    if (head.includes('\r\n\r\n')) break
  }
  return head
}

async function open<S extends Socket>(socket: S, event: string): Promise<S> {
  onTestFinished(() => void socket.destroy())
  await once(socket, event)
  socket.on('error', () => undefined) // a reset is one way of being cut off
  return socket
}
