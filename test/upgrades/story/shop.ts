import type { FastifyInstance, InjectOptions } from 'fastify'
import { changeDefinitions } from '../../../src/account/scope.ts'
import { type EntityRights, type Language, systemActor } from '../../../src/core/actor.ts'
import { createAccount } from '../../../src/accounts/create.ts'
import type { Services } from '../../../src/start/services.ts'
import { addUser, switchUser } from '../../../src/users/service.ts'
import { createToken, revokeToken } from '../../../src/users/tokens.ts'

/** A server, and the clock that its sandbox is ahead of, Unix seconds. */
export type World = {
  readonly app: FastifyInstance
  readonly services: Services
  readonly clock: { base: number }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** How many seconds pass before each request. */
const PAUSE = 7

/** An account, spoken to by HTTP as one of its users. A request that is not answered with success throws. */
export class Shop {
  readonly world: World
  readonly accountId: number
  readonly #token: string

  constructor(world: World, accountId: number, token: string) {
    this.world = world
    this.accountId = accountId
    this.#token = token
  }

  /** The present moment of the story, Unix seconds. */
  get now(): number {
    return this.world.services.deps.now()
  }

  get<T>(url: string): Promise<T> {
    return this.send('GET', url)
  }
  post<T>(url: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    return this.send('POST', url, body, headers)
  }
  put<T>(url: string, body: unknown): Promise<T> {
    return this.send('PUT', url, body)
  }
  patch<T>(url: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
    return this.send('PATCH', url, body, headers)
  }
  delete(url: string, headers: Record<string, string> = {}): Promise<void> {
    return this.send('DELETE', url, undefined, headers)
  }

  async send<T>(
    method: Method,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    this.world.clock.base += PAUSE
    const options: InjectOptions = {
      method,
      url,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    }
    const { statusCode, payload } = await this.world.app.inject(options)
    if (statusCode >= 300) throw new Error(`${method} ${url} is answered ${statusCode}: ${payload}`)
    return (payload === '' ? undefined : JSON.parse(payload)) as T
  }

  async addCustomer(customer: object): Promise<number> {
    const added = await this.post<{ _embedded: { customers: { id: number }[] } }>('/api/v4/customers', [
      { next_date: this.now + 30 * 86_400, ...customer },
    ])
    return idOf(added._embedded.customers)
  }

  async change(customerId: number, patch: object): Promise<void> {
    await this.patch(`/api/v4/customers/${customerId}`, patch)
  }

  /** Records purchases of a customer in one request and returns their ids. */
  async buy(customerId: number, ...purchases: readonly object[]): Promise<number[]> {
    const added = await this.post<{ _embedded: { transactions: { id: number }[] } }>(
      `/api/v4/customers/${customerId}/transactions`,
      purchases,
    )
    return added._embedded.transactions.map(({ id }) => id)
  }

  async takeBack(purchaseId: number | undefined): Promise<void> {
    await this.delete(`/api/v4/customers/transactions/${purchaseId}`)
  }

  async deleteCustomer(customerId: number): Promise<void> {
    await this.delete(`/api/patron/v1/customers/${customerId}`)
  }

  async restore(customerId: number): Promise<void> {
    await this.post(`/api/patron/v1/customers/${customerId}/restore`)
  }

  /** Changes customers together and returns the id of the bulk change. */
  async changeInBulk(ids: readonly number[], change: object): Promise<number> {
    return (await this.post<{ id: number }>('/api/patron/v1/customers/bulk', { ids, change })).id
  }

  async takeBackBulk(id: number): Promise<void> {
    await this.post(`/api/patron/v1/customers/bulk/${id}/undo`)
  }

  async addSegment(name: string, properties: object = {}): Promise<number> {
    return (await this.post<{ id: number }>('/api/v4/customers/segments', { name, ...properties })).id
  }

  /** Gives a segment its rules; a tree that is left out becomes `null`. */
  async ruleSegment(
    id: number,
    trees: { entry?: object; exit?: object },
    { keepMembers = false }: { keepMembers?: boolean } = {},
  ): Promise<void> {
    const flag = keepMembers ? '?keep_members=1' : ''
    await this.put(`/api/patron/v1/segments/${id}/conditions${flag}`, { entry: null, exit: null, ...trees })
  }

  async addStage(stage: object): Promise<number> {
    const added = await this.post<{ _embedded: { statuses: { id: number }[] } }>(
      '/api/v4/customers/statuses',
      [stage],
    )
    return idOf(added._embedded.statuses)
  }

  async ruleStage(id: number, conditions: object | null): Promise<void> {
    await this.put(`/api/patron/v1/stages/${id}/conditions`, { conditions })
  }

  async switchTo(mode: 'segments' | 'periodicity', isEnabled = true): Promise<void> {
    await this.patch('/api/v4/customers/mode', { mode, is_enabled: isEnabled })
  }

  /** Adds a user as the command line does, and returns it as a speaker with a token of its own. */
  async addUser(user: {
    name: string
    group?: string
    isAdmin?: boolean
    rights?: Partial<EntityRights>
  }): Promise<{ id: number; shop: Shop }> {
    const { deps, tokenSecret } = this.world.services
    const id = await changeDefinitions(deps, systemActor(this.accountId, 'en'), (scope) =>
      addUser(scope, {
        name: user.name,
        email: `${user.name.toLowerCase()}@shop.example`,
        password: 'correct horse battery staple',
        isAdmin: user.isAdmin ?? false,
        rights: { ...(user.rights && { customers: user.rights }) },
        ...(user.group !== undefined && { group: user.group }),
      }),
    )
    const realNow = deps.realNow()
    const { token } = await createToken(
      deps.db,
      tokenSecret,
      { accountId: this.accountId, userId: id, name: 'first', expiresAt: realNow + 86_400 },
      realNow,
    )
    return { id, shop: new Shop(this.world, this.accountId, token) }
  }

  async retire(userId: number): Promise<void> {
    await changeDefinitions(this.world.services.deps, systemActor(this.accountId, 'en'), (scope) =>
      switchUser(scope, userId, false),
    )
  }

  /** Gives a user a token that has expired, and one that is revoked. */
  async addOldTokens(userId: number): Promise<void> {
    const { deps, tokenSecret } = this.world.services
    const now = deps.realNow()
    const about = { accountId: this.accountId, userId }
    await createToken(deps.db, tokenSecret, { ...about, name: 'expired', expiresAt: now - 60 }, now - 3600)
    const revoked = { ...about, name: 'revoked', expiresAt: now + 86_400 }
    const { id } = await createToken(deps.db, tokenSecret, revoked, now)
    await revokeToken(deps.db, this.accountId, id, now)
  }

  /** Links a customer to what other programs keep: no API writes links yet. */
  async link(
    customerId: number,
    links: readonly [type: string, id: number, metadata?: object][],
  ): Promise<void> {
    for (const [type, id, metadata] of links)
      await this.world.services.deps.db.query(
        `insert into links (account_id, from_entity, from_id, to_entity, to_id, is_main, metadata)
         values ($1, 'customers', $2, $3, $4, $5, $6)`,
        [this.accountId, customerId, type, id, metadata === undefined, metadata ?? null],
      )
  }
}

/** Makes an account with an administrator. */
export async function openShop(
  world: World,
  { subdomain, language, timezone }: { subdomain: string; language: Language; timezone: string },
): Promise<Shop> {
  const { deps, tokenSecret } = world.services
  const { account_id, token } = await createAccount(deps, tokenSecret, {
    name: `Shop of ${subdomain}`,
    subdomain,
    language,
    currency: language === 'ru' ? 'RUB' : 'EUR',
    country: language === 'ru' ? 'RU' : 'DE',
    timezone,
    email: `admin@${subdomain}.example`,
    password: 'correct horse battery staple',
  })
  return new Shop(world, account_id, token)
}

function idOf(added: readonly { id: number }[]): number {
  const [only] = added
  if (only === undefined) throw new Error('Nothing was added.')
  return only.id
}
