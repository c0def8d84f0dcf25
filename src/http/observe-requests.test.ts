import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../test/helpers/jobs.ts'
import { Refused } from '../core/errors.ts'
import type { Observation } from '../core/observation.ts'
import { currentOrigin } from '../db/origin.ts'
import { createServer } from './server.ts'

const observations: Observation[] = []
const app = createServer({ publicUrl: undefined }, (observation) => observations.push(observation))
const origins: unknown[] = []
let port: number

beforeAll(async () => {
  app.post('/origin/:id', async () => {
    await Promise.resolve()
    origins.push(currentOrigin())
    return {}
  })
  app.get('/refused', async () => {
    throw new Refused('busy')
  })
  app.get('/bug', async () => {
    throw new TypeError('a bug')
  })
  app.get('/never', () => new Promise(() => undefined))
  await app.listen({ host: '127.0.0.1', port: 0 })
  port = (app.server.address() as AddressInfo).port
})
afterAll(() => app.close())

/** Sends a request, and gives what was observed until then, and its answer. */
async function observedOf(path: string, init: RequestInit = {}) {
  observations.length = 0
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, init)
  await answer.arrayBuffer()
  await until(() => observations.length > 0)
  return { answer, observed: [...observations] }
}

test.each([
  ['/refused', { route: '/refused', status: 503, refusal: 'busy', error: undefined }],
  ['/bug', { route: '/bug', status: 500, refusal: 'internal', error: new TypeError('a bug') }],
  ['/nothing', { route: undefined, status: 404, refusal: 'no_route' }],
  ['/%zz', { route: undefined, status: 404, refusal: 'no_route' }],
  [`/origin/${'1'.repeat(300)}`, { route: undefined, status: 404, refusal: 'no_route' }],
])('a request of %s is observed once', async (path, expected) => {
  const { answer, observed } = await observedOf(path)
  const requestId = answer.headers.get('x-request-id')
  expect(observed).toEqual([expect.objectContaining({ type: 'request_done', requestId, ...expected })])
})

test('what runs for a request knows of which, also behind its body', async () => {
  const { answer } = await observedOf('/origin/1', {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  })
  expect(origins).toEqual([{ requestId: answer.headers.get('x-request-id'), traceId: undefined }])
})

test('a request whose client has gone is observed once, as such', async () => {
  observations.length = 0
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET /never HTTP/1.1\r\nhost: a\r\n\r\n')
  await until(
    async () => (await new Promise<number>((resolve) => app.server.getConnections((_, n) => resolve(n)))) > 0,
  )
  socket.destroy()
  await until(() => observations.length > 0)
  expect(observations).toEqual([
    expect.objectContaining({ type: 'request_done', route: '/never', isAborted: true }),
  ])
})
