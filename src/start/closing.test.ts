import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { closeGently } from './closing.ts'

test('a client that never completes its body is cut off once patience has ended', async () => {
  const server = await listening((request, response) => {
    request.resume().on('end', () => response.end('whole'))
  })
  const socket = await connected(server)
  socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nabc')
  await once(server, 'request')
  const cut = once(socket, 'close')
  await closeGently(server, closeOf(server), { patienceMs: 50 })
  await cut
})

test.each([
  ['says nothing', ''],
  ['never ends its headers', 'POST / HTTP/1.1\r\nhost: a\r\n'],
])('so is one that %s', async (_, bytes) => {
  const server = await listening((_request, response) => response.end())
  const accepted = once(server, 'connection')
  const socket = await connected(server)
  const [other] = (await accepted) as [Socket]
  if (bytes !== '') {
    socket.write(bytes)
    while (other.bytesRead < bytes.length) await new Promise((resolve) => setImmediate(resolve))
  }
  const cut = once(socket, 'close')
  await closeGently(server, closeOf(server), { patienceMs: 50 })
  await cut
})

test('a request under way is answered before, and its connection ends then though the client would keep it', async () => {
  let answer = (): void => undefined
  const server = await listening((_request, response) => (answer = () => response.end('answered')))
  const socket = await connected(server)
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  await once(server, 'request')
  const closed = closeGently(server, closeOf(server))
  answer()
  expect(await text(socket)).toContain('answered')
  await closed
})

async function listening(listener: RequestListener): Promise<Server> {
  const server = createServer(listener)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  return server
}

async function connected(server: Server): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined) // a reset is one way of being cut off
  await once(socket, 'connect')
  return socket
}

function closeOf(server: Server): () => Promise<void> {
  return () => new Promise((resolve) => void server.close(() => resolve()))
}
