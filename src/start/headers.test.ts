import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { dataFolderOfTest } from '../../test/helpers/data-folder.ts'
import { serverOfTest } from '../../test/helpers/server.ts'
import type { AppSettings } from './app.ts'
import { loadTls, type Tls } from './tls.ts'

/** A shop, and requests to it by its administrator whose answers come as bytes. */
async function newShop(settings: Partial<AppSettings> = {}) {
  const server = await serverOfTest(settings)
  const account = await server.newAccount()
  const authorization = `Bearer ${account.admin.token}`
  const get = (url: string, headers: Record<string, string> = {}) =>
    server.app.inject({ url, headers: { authorization, ...headers } })
  return { account, get }
}

const ORIGIN = 'https://shop.example.com'

describe('an answer, a refused one too, keeps browsers from running, framing, sniffing and keeping it', () => {
  test.each([
    ['/api/v4/account', 200],
    ['/api/v4/customers/pipelines', 404],
    ['/nothing', 404],
    ['/health/live', 200],
  ])('%s', async (url, status) => {
    const { get } = await newShop()
    const answer = await get(url)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy':
        "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    expect(answer.headers).not.toHaveProperty('strict-transport-security')
  })

  test('of a request without a token', async () => {
    const { app } = await serverOfTest()
    const answer = await app.inject('/api/v4/account')
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([401, 'no-store'])
  })
})

test.each([
  [true, 'max-age=15552000'],
  [false, undefined],
])(
  'HTTPS is made to stay only where the certificate is of the operator: %s',
  async (isStrictTransport, header) => {
    const { app } = await serverOfTest({ isStrictTransport })
    const tls = (await loadTls({ selfSigned: true, dataDir: dataFolderOfTest() })) as Tls
    const server = https.createServer({ cert: tls.cert, key: tls.key }, (request, response) =>
      app.routing(request, response),
    )
    await once(server.listen(0, '127.0.0.1'), 'listening')
    try {
      const { port } = server.address() as AddressInfo
      const headers = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
        const options = { port, path: '/health/live', agent: false, rejectUnauthorized: false }
        https.get(options, (response) => resolve(response.resume().headers)).on('error', reject)
      })
      expect(headers['strict-transport-security']).toBe(header)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  },
)

test('the reference may run its own scripts, over plain HTTP too, and be kept', async () => {
  const { app } = await serverOfTest()
  const page = await app.inject('/docs/')
  const policy = page.headers['content-security-policy'] as string
  expect(page.statusCode).toBe(200)
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('upgrade-insecure-requests')
  const document = await app.inject('/openapi.json')
  expect(document.headers['cache-control']).toBe('no-cache')
})

describe('pages of other origins', () => {
  const preflight = (method: string) => ({
    method: 'OPTIONS' as const,
    url: '/api/v4/customers/1',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type,if-match',
    },
  })

  test('are not let in unless a setting says so', async () => {
    const { app } = await serverOfTest()
    const answer = await app.inject(preflight('PATCH'))
    expect(answer.statusCode).toBe(404)
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
  })

  test('of a named origin may send what the API takes and read its headers', async () => {
    const { account, get } = await newShop({ corsOrigins: [ORIGIN] })
    const { app } = account.server
    const before = await app.inject(preflight('PATCH'))
    expect(before.statusCode).toBe(204)
    expect(before.headers).toMatchObject({ 'access-control-allow-origin': ORIGIN })
    expect(before.headers['access-control-allow-methods']).toContain('PATCH')
    expect(before.headers['access-control-allow-headers']).toMatch(/Authorization.*Content-Type.*If-Match/)
    expect(before.headers).not.toHaveProperty('access-control-allow-credentials')
    const answer = await get('/api/v4/account', { origin: ORIGIN })
    expect(answer.headers['access-control-allow-origin']).toBe(ORIGIN)
    expect(answer.headers['access-control-expose-headers']).toContain('ETag')
    const refused = await app.inject({ url: '/api/v4/account', headers: { origin: ORIGIN } })
    expect([refused.statusCode, refused.headers['access-control-allow-origin']]).toEqual([401, ORIGIN])
  })

  test('of another origin get no permission', async () => {
    const { get } = await newShop({ corsOrigins: [ORIGIN] })
    const answer = await get('/api/v4/account', { origin: 'https://elsewhere.example.com' })
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
  })

  test('of every origin may come with *', async () => {
    const { app } = await serverOfTest({ corsOrigins: ['*'] })
    const answer = await app.inject(preflight('GET'))
    expect(answer.headers['access-control-allow-origin']).toBe('*')
  })
})

describe('answers are compressed for who accepts it', () => {
  test.each([
    ['zstd', zstdDecompressSync],
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('%s', async (encoding, unpack) => {
    const { account, get } = await newShop()
    for (let i = 0; i < 20; i++) await account.addCustomer({ name: `Customer ${i}` })
    const plain = await get('/api/v4/customers')
    const packed = await get('/api/v4/customers', { 'accept-encoding': encoding })
    expect(packed.headers).toMatchObject({
      'content-encoding': encoding,
      'content-type': 'application/hal+json',
      vary: 'accept-encoding',
    })
    expect(unpack(packed.rawPayload).toString()).toBe(plain.body)
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2)
    expect(plain.headers).not.toHaveProperty('content-encoding')
  })

  test('a short one and one without a body stay as they are', async () => {
    const { get } = await newShop()
    const short = await get('/health/live', { 'accept-encoding': 'gzip' })
    expect([short.statusCode, short.headers['content-encoding']]).toEqual([200, undefined])
    const empty = await get('/api/v4/customers', { 'accept-encoding': 'gzip' })
    expect([empty.statusCode, empty.headers['content-encoding'], empty.body]).toEqual([204, undefined, ''])
  })
})
