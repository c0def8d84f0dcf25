import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { UNOBSERVED } from '../core/observation.ts'
import { createServer } from './server.ts'

let app: FastifyInstance
/** Resolves the requests under way. */
let answer: () => void
beforeAll(async () => {
  app = createServer({ publicUrl: undefined }, UNOBSERVED)
  app.delete('/thing', async (_request, reply) => reply.code(204).send())
  app.delete('/slow', async (_request, reply) => {
    await new Promise<void>((resolve) => (answer = resolve))
    return reply.code(204).send()
  })
  app.post('/thing', async ({ body }) => body)
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

test.each([
  ['no HTTP', 'nonsense\r\n\r\n', 400],
  ['a length that is none', 'POST /thing HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n', 400],
  [
    'a chunk that is none',
    'POST /thing HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    400,
  ],
  ['headers beyond measure', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
])('%s is answered with a problem, and the connection is closed', async (_, bytes, status) => {
  const [head, body] = (await send(bytes)).split('\r\n\r\n') as [string, string]
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(head.split('\r\n')).toContain('content-type: application/problem+json')
  expect(head).toMatch(/\r\nx-request-id: [0-9a-f]{32}\r\n/)
  expect(JSON.parse(body)).toEqual({
    title: expect.any(String) as string,
    type: `https://httpstatus.es/${status}`,
    status,
    detail: expect.any(String) as string,
  })
})

test('stray bytes behind a whole request do not keep it from being answered, and end the connection', async () => {
  const answered = await send('DELETE /thing HTTP/1.1\r\nhost: a\r\n\r\n{"stray":true}')
  expect(answered).toMatch(/^HTTP\/1\.1 204 /)
  expect(answered).toContain('Connection: close')
  expect(answered.match(/HTTP\/1\.1/g)).toHaveLength(1)
})

test('so do those that come while it is being worked on', async () => {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  const broken = new Promise((resolve) => app.server.once('clientError', resolve))
  socket.write('DELETE /slow HTTP/1.1\r\nhost: a\r\n\r\n')
  await new Promise((resolve) => app.server.once('request', resolve))
  socket.write('{"stray":true}')
  await broken
  answer()
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 204 /)
})

test('bytes behind two requests come after the answers to both', async () => {
  const request = 'DELETE /thing HTTP/1.1\r\nhost: a\r\n\r\n'
  expect((await send(`${request}${request}stray`)).match(/HTTP\/1\.1 204/g)).toHaveLength(2)
})

test('a request has five minutes to arrive, and a minute for its head', () => {
  expect(app.server).toMatchObject({ requestTimeout: 300_000, headersTimeout: 60_000 })
})

/** Sends bytes and gives everything that is answered until the server closes the connection. */
async function send(bytes: string): Promise<string> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(bytes)
  return text(socket)
}
