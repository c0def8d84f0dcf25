import type { FastifyInstance } from 'fastify'
import type { ClientConfig } from 'pg'
import { onTestFinished } from 'vitest'
import { UNOBSERVED } from '../../src/core/observation.ts'
import { findDefinitions } from '../../src/account/definitions.ts'
import { changeDefinitions, type Deps } from '../../src/account/scope.ts'
import { type EntityRights, type Language, type Rights, systemActor } from '../../src/core/actor.ts'
import { createAccount } from '../../src/accounts/create.ts'
import { type AppSettings, createApp } from '../../src/start/app.ts'
import { openServices, type Services, type ServiceSettings } from '../../src/start/services.ts'
import { addUser, switchUser } from '../../src/users/service.ts'
import { createToken } from '../../src/users/tokens.ts'
import { type AnswerCheck, answerCheckOf } from './answer-check.ts'
import { Client } from './client.ts'
import { testDatabase } from './database.ts'

/** The moment at which the clock of a test server stands: 2026-03-10 12:00:00 UTC, a Tuesday. */
export const TEST_NOW = 1_773_144_000

/** A whole server over a database of its own, with a clock that a test sets. */
export class TestServer {
  readonly app: FastifyInstance
  readonly services: Services
  /** Unix seconds; what rules and writes take for now. */
  readonly clock: { now: number }
  readonly #check: AnswerCheck
  #accounts = 0

  constructor(app: FastifyInstance, services: Services, clock: { now: number }) {
    this.app = app
    this.services = services
    this.clock = clock
    this.#check = answerCheckOf(app.swagger())
  }

  get deps(): Deps {
    return this.services.deps
  }

  /** An account of the test's own: isolation is by account, so nothing needs emptying. */
  async newAccount(
    options: { mode?: 'segments' | 'periodicity'; timezone?: string; language?: Language } = {},
  ): Promise<TestAccount> {
    const subdomain = `shop-${++this.#accounts}`
    const created = await createAccount(this.deps, this.services.tokenSecret, {
      name: 'Test shop',
      subdomain,
      language: options.language ?? 'en',
      currency: 'USD',
      country: 'US',
      timezone: options.timezone ?? 'UTC',
      email: `admin@${subdomain}.example`,
      password: 'correct horse battery staple',
    })
    const definitions = await findDefinitions(this.deps.db, created.account_id)
    const [admin] = [...(definitions?.users.keys() ?? [])]
    const account = new TestAccount(this, created.account_id, admin as number, this.client(created.token))
    if (options.mode === 'periodicity') await account.switchTo('periodicity')
    return account
  }

  /** A client that holds every answer to the published schemas. */
  client(token: string | undefined): Client {
    return new Client(this.app, token, this.#check)
  }

  async close(): Promise<void> {
    await this.app.close()
    await this.services.close()
  }
}

/** One account with the client of its administrator. */
export class TestAccount {
  readonly server: TestServer
  readonly id: number
  readonly adminId: number
  /** Speaks for the administrator. */
  readonly admin: Client

  constructor(server: TestServer, id: number, adminId: number, admin: Client) {
    this.server = server
    this.id = id
    this.adminId = adminId
    this.admin = admin
  }

  async switchTo(mode: 'segments' | 'periodicity', isEnabled = true): Promise<void> {
    await this.admin.patch('/api/v4/customers/mode', { mode, is_enabled: isEnabled }).expect(200)
  }

  /** An ordinary user, unless said otherwise, and its client. */
  async newUser(
    options: {
      name?: string
      isAdmin?: boolean
      group?: string
      /** On customers. */
      rights?: Partial<EntityRights>
      /** On other entities. */
      otherRights?: Rights
    } = {},
  ): Promise<{ id: number; client: Client }> {
    const { deps, tokenSecret } = this.server.services
    const id = await changeDefinitions(deps, systemActor(this.id, 'en'), (scope) =>
      addUser(scope, {
        name: options.name ?? 'User',
        email: `${crypto.randomUUID()}@example.com`,
        password: crypto.randomUUID(),
        isAdmin: options.isAdmin ?? false,
        rights: { ...(options.rights && { customers: options.rights }), ...options.otherRights },
        ...(options.group !== undefined && { group: options.group }),
      }),
    )
    const expiresAt = deps.realNow() + 3600
    const { token } = await createToken(
      deps.db,
      tokenSecret,
      { accountId: this.id, userId: id, name: 'test', expiresAt },
      deps.realNow(),
    )
    return { id, client: this.server.client(token) }
  }

  /** Switches a user off. */
  async retire(userId: number): Promise<void> {
    await changeDefinitions(this.server.deps, systemActor(this.id, 'en'), (scope) =>
      switchUser(scope, userId, false),
    )
  }

  /** Adds one customer and gives its id. */
  async addCustomer(customer: object = {}): Promise<number> {
    const body = [{ name: 'Customer', next_date: TEST_NOW + 86_400, ...customer }]
    const { json } = await this.admin.post('/api/v4/customers', body).expect(200)
    return (json as { _embedded: { customers: { id: number }[] } })._embedded.customers[0]?.id as number
  }
}

type TestServerSettings = Partial<AppSettings> &
  Pick<Partial<ServiceSettings>, 'sandbox' | 'entities' | 'observe' | 'questionTimeoutMs'>

/** Starts a server for a test file, over a database of its own unless one is given; it is the caller's to close. */
export async function startTestServer(
  {
    sandbox = false,
    entities,
    observe = UNOBSERVED,
    questionTimeoutMs,
    ...settings
  }: TestServerSettings = {},
  database?: ClientConfig,
): Promise<TestServer> {
  const clock = { now: TEST_NOW }
  const services = await openServices(database ?? (await testDatabase()), {
    prepare: true,
    sandbox,
    ...(entities && { entities }),
    ...(questionTimeoutMs !== undefined && { questionTimeoutMs }),
    observe,
    now: () => clock.now,
  })
  const app = await createApp(services.deps, services.tokens, {
    publicUrl: undefined,
    rateLimit: 0,
    clock: services.clock,
    ...settings,
  })
  await app.ready()
  return new TestServer(app, services, clock)
}

/** Starts a server for a single test, closed when the test ends. */
export async function serverOfTest(settings: TestServerSettings = {}): Promise<TestServer> {
  const server = await startTestServer(settings)
  onTestFinished(() => server.close())
  return server
}
