import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { startTestServer, type TestAccount, TEST_NOW, type TestServer } from '../../test/helpers/server.ts'

const DAY = 86_400
/** The `type` of a stage. */
const REGULAR = 0
const EXPECTED = 1
const MISSED = 2
const CLOSED = 3
const RECENT = 4

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(() => {
  server.clock.now = TEST_NOW
})
afterAll(() => server.close())

type Customer = { readonly status_id: number; readonly placed_by_hand: boolean }

class Shop {
  readonly account: TestAccount
  readonly #stages: ReadonlyMap<number, number>

  private constructor(account: TestAccount, stages: ReadonlyMap<number, number>) {
    this.account = account
    this.#stages = stages
  }

  static async open(): Promise<Shop> {
    const account = await server.newAccount({ mode: 'periodicity' })
    const { json } = await account.admin.get('/api/v4/customers/statuses').expect(200)
    const { statuses } = (json as { _embedded: { statuses: { id: number; type: number }[] } })._embedded
    return new Shop(account, new Map(statuses.map(({ id, type }) => [type, id])))
  }

  stage(type: number): number {
    return this.#stages.get(type) as number
  }

  /** Returns the type of the stage that a customer is in, and whether a hand has put it there. */
  async where(id: number): Promise<{ readonly type: number | undefined; readonly byHand: boolean }> {
    const { json } = await this.account.admin
      .post('/api/patron/v1/customers/query', {
        conditions: { all: [] },
        columns: ['status_id', 'placed_by_hand'],
      })
      .expect(200)
    const { customers } = (json as { _embedded: { customers: (Customer & { id: number })[] } })._embedded
    const customer = customers.find((each) => each.id === id)
    const [type] = [...this.#stages].find(([, stage]) => stage === customer?.status_id) ?? []
    return { type, byHand: customer?.placed_by_hand === true }
  }

  async change(id: number, patch: object): Promise<void> {
    await this.account.admin.patch(`/api/v4/customers/${id}`, patch).expect(200)
  }

  async buy(id: number, purchase: object = {}): Promise<void> {
    await this.account.admin
      .post(`/api/v4/customers/${id}/transactions`, [{ price: 1, ...purchase }])
      .expect(200)
  }
}

describe('a hand placement', () => {
  test.each([
    ['made before it stands, though it is the newest', -1, { type: CLOSED, byHand: true }],
    ['made at its moment ends', 0, { type: RECENT, byHand: false }],
    ['made after it ends', 60, { type: RECENT, byHand: false }],
  ])('to which a purchase is recorded that was %s', async (_title, after, expected) => {
    const shop = await Shop.open()
    const id = await shop.account.addCustomer({ next_date: TEST_NOW - 2 * DAY })
    await shop.change(id, { status_id: shop.stage(CLOSED) })
    server.clock.now += 120
    await shop.buy(id, { completed_at: TEST_NOW + after })
    expect(await shop.where(id)).toEqual(expected)
    expect(await inconsistenciesOf(server.deps, shop.account.id)).toEqual([])
  })

  test('of a request stands over the verdict that the data of this request give', async () => {
    const shop = await Shop.open()
    const id = await shop.account.addCustomer({ next_date: TEST_NOW + 30 * DAY })
    expect(await shop.where(id)).toEqual({ type: REGULAR, byHand: false })
    await shop.change(id, { status_id: shop.stage(EXPECTED), next_date: TEST_NOW - 2 * DAY })
    expect(await shop.where(id)).toEqual({ type: EXPECTED, byHand: true })
    expect(await inconsistenciesOf(server.deps, shop.account.id)).toEqual([])
    await shop.change(id, { next_date: TEST_NOW })
    expect(await shop.where(id), 'another verdict later').toEqual({ type: EXPECTED, byHand: false })
  })

  test('of a request is none when the customer already was in that stage', async () => {
    const shop = await Shop.open()
    const id = await shop.account.addCustomer({ next_date: TEST_NOW + 30 * DAY })
    await shop.change(id, { status_id: shop.stage(REGULAR), next_date: TEST_NOW - 2 * DAY })
    expect(await shop.where(id)).toEqual({ type: MISSED, byHand: false })
  })

  test.each([
    ['the one that the rules give is none', EXPECTED, false],
    ['another one is', CLOSED, true],
  ])('of a new customer: %s', async (_title, type, byHand) => {
    const shop = await Shop.open()
    const id = await shop.account.addCustomer({ next_date: TEST_NOW, status_id: shop.stage(type) })
    expect(await shop.where(id)).toEqual({ type, byHand })
    await shop.change(id, { next_date: TEST_NOW - 2 * DAY })
    expect(await shop.where(id)).toEqual({ type: byHand ? CLOSED : MISSED, byHand })
  })

  test('that is older than the newest purchase has ended when stages wake', async () => {
    const shop = await Shop.open()
    const { account } = shop
    const next_date = TEST_NOW - 2 * DAY
    const [bought, history, nothing] = [
      await account.addCustomer({ next_date }),
      await account.addCustomer({ next_date }),
      await account.addCustomer({ next_date }),
    ]
    for (const id of [bought, history, nothing]) await shop.change(id, { status_id: shop.stage(CLOSED) })
    await account.switchTo('segments')
    server.clock.now += 60
    await shop.buy(bought)
    await shop.buy(history, { completed_at: TEST_NOW - 60 })
    for (const id of [bought, history, nothing])
      expect(await shop.where(id), 'while stages sleep').toEqual({ type: CLOSED, byHand: true })
    await account.switchTo('periodicity')
    expect(await shop.where(bought)).toEqual({ type: RECENT, byHand: false })
    for (const id of [history, nothing]) expect(await shop.where(id)).toEqual({ type: CLOSED, byHand: true })
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })
})
