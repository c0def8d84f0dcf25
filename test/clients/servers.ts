import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import type pg from 'pg'
import { expect } from 'vitest'
import { UNOBSERVED } from '../../src/core/observation.ts'
import { createAccount } from '../../src/accounts/create.ts'
import { openServices, type Services } from '../../src/start/services.ts'
import { type AnswerCheck, answerCheckOf } from '../helpers/answer-check.ts'
import { emptyDatabase, urlOf } from '../helpers/database.ts'
import { type PatronProcess, startPatron } from '../helpers/process.ts'
import { startTlsProxy, type TlsProxy } from '../helpers/tls-proxy.ts'
import { Shop } from './shop.ts'

/** How a client that insists on https reaches the server. Every scenario runs over each. */
export const WAYS = ['HTTPS of the server itself', 'HTTP behind a proxy that ends TLS'] as const
export type Way = (typeof WAYS)[number]

/** The started program, the proxy before its HTTP port, and accounts in its database. */
export class Servers {
  readonly patron: PatronProcess
  readonly caFile: string
  readonly #dataDir: string
  readonly #proxy: TlsProxy
  readonly #services: Services
  /** Holds answers to the reference that the program serves. */
  readonly check: AnswerCheck
  #shops = 0

  constructor(
    patron: PatronProcess,
    dataDir: string,
    proxy: TlsProxy,
    services: Services,
    check: AnswerCheck,
  ) {
    this.patron = patron
    this.caFile = caFileIn(dataDir)
    this.#dataDir = dataDir
    this.#proxy = proxy
    this.#services = services
    this.check = check
  }

  /** `https://127.0.0.1:port` */
  url(way: Way): string {
    return way === 'HTTPS of the server itself' ? (this.patron.httpsUrl as string) : this.#proxy.url
  }

  /** An account of the test's own, as `patron account create` makes one beside the running server. */
  async newShop(mode: 'segments' | 'periodicity' = 'segments', timezone = 'UTC'): Promise<Shop> {
    const subdomain = `shop-${++this.#shops}`
    const created = await createAccount(this.#services.deps, this.#services.tokenSecret, {
      name: 'Цветы & Co',
      subdomain,
      language: 'en',
      currency: 'USD',
      country: 'US',
      timezone,
      email: `admin@${subdomain}.example`,
      password: 'correct horse battery staple',
    })
    const shop = await Shop.open(this.patron.url, created.token, this.check)
    if (mode === 'periodicity') await shop.send('PATCH', '/api/v4/customers/mode', { mode, is_enabled: true })
    return shop
  }

  /** Ends the program as an operator does. No request may have failed in it by a bug of ours, and its end has to be a good one. */
  async stop(): Promise<void> {
    await this.#services.close()
    await this.#proxy.close()
    const code = await this.patron.stop()
    await rm(this.#dataDir, { recursive: true })
    expect(this.patron.output()).not.toContain('a request failed')
    expect(code).toBe(0)
  }
}

/** Starts the program with a certificate of its own, whose CA every TLS client of this test process trusts from then on. */
export async function startServers(): Promise<Servers> {
  const dataDir = await mkdtemp(join(tmpdir(), 'patron-clients-'))
  const database = await emptyDatabase()
  const patron = await startPatron({
    env: { PATRON_DATA: dataDir, PATRON_TLS: 'self-signed', DATABASE_URL: urlOf(database) },
  })
  try {
    return await around(patron, dataDir, database)
  } catch (error) {
    await patron.stop()
    throw error
  }
}

async function around(patron: PatronProcess, dataDir: string, database: pg.ClientConfig): Promise<Servers> {
  const ca = await readFile(caFileIn(dataDir), 'utf8')
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ca])
  const [cert, key] = await Promise.all(
    ['server.crt', 'server.key'].map((name) => readFile(join(dataDir, 'tls', name), 'utf8')),
  )
  const proxy = await startTlsProxy(patron.url, { cert: cert as string, key: key as string })
  const services = await openServices(database, { prepare: true, observe: UNOBSERVED })
  const reference = (await (await fetch(`${patron.url}/openapi.json`)).json()) as object
  return new Servers(patron, dataDir, proxy, services, answerCheckOf(reference))
}

function caFileIn(dataDir: string): string {
  return join(dataDir, 'tls', 'ca.crt')
}
