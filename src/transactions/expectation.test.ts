import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inconsistenciesOf } from '../../test/helpers/consistency.ts'
import { startTestServer, type TestAccount, TEST_NOW, type TestServer } from '../../test/helpers/server.ts'
import { addDays } from '../core/time.ts'
import { Random } from '../demo/random.ts'

const DAY = 86_400
const ZONE = 'America/New_York'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
beforeEach(() => {
  server.clock.now = TEST_NOW
})
afterAll(() => server.close())

type Expected = { readonly next_date: number | null; readonly next_price: number }

async function expectedOf(account: TestAccount, id: number): Promise<Expected> {
  const { json } = await account.admin.get(`/api/v4/customers/${id}`).expect(200)
  const { next_date, next_price } = json as Expected
  return { next_date, next_price }
}

async function buy(account: TestAccount, id: number, ...purchases: object[]): Promise<number[]> {
  const { json } = await account.admin
    .post(
      `/api/v4/customers/${id}/transactions`,
      purchases.map((purchase) => ({ price: 1, ...purchase })),
    )
    .expect(200)
  const { transactions } = (json as { _embedded: { transactions: { id: number }[] } })._embedded
  return transactions.map((transaction) => transaction.id)
}

const takeBack = (account: TestAccount, purchase: number | undefined) =>
  account.admin.delete(`/api/v4/customers/transactions/${purchase}`).expect(204)

describe('deleting a purchase', () => {
  test('of two that are equal leaves the date that the other one gives, and the customer due', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await account.addCustomer({ next_date: TEST_NOW - 3 * DAY, periodicity: 30 })
    const [first] = await buy(account, id, {})
    await buy(account, id, {})
    await takeBack(account, first)
    expect((await expectedOf(account, id)).next_date).toBe(TEST_NOW + 30 * DAY)
    expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
  })

  test('that is the newest leaves the date that an older one gives which was recorded after it', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await account.addCustomer({ next_date: TEST_NOW - 40 * DAY, periodicity: 30 })
    const [newest] = await buy(account, id, {})
    await buy(account, id, { completed_at: TEST_NOW - 5 * DAY })
    expect((await expectedOf(account, id)).next_date).toBe(TEST_NOW + 30 * DAY)
    await takeBack(account, newest)
    expect((await expectedOf(account, id)).next_date).toBe(TEST_NOW + 25 * DAY)
  })

  test('keeps what a hand has written since, though that is the value that the purchase had set before', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer({ next_date: TEST_NOW, next_price: 5 })
    const [purchase] = await buy(account, id, { next_date: TEST_NOW + DAY, next_price: 7 })
    await account.admin.patch(`/api/v4/customers/${id}`, { next_date: null, next_price: 6 }).expect(200)
    await account.admin
      .patch(`/api/v4/customers/${id}`, { next_date: TEST_NOW + DAY, next_price: 7 })
      .expect(200)
    await takeBack(account, purchase)
    expect(await expectedOf(account, id)).toEqual({ next_date: TEST_NOW + DAY, next_price: 7 })
  })

  test('takes back what a save of a whole copy has only repeated', async () => {
    const account = await server.newAccount()
    const id = await account.addCustomer({ next_date: TEST_NOW, next_price: 5 })
    const [purchase] = await buy(account, id, { next_date: TEST_NOW + DAY, next_price: 7 })
    await account.admin
      .patch(`/api/v4/customers/${id}`, { next_date: TEST_NOW + DAY, next_price: 7 })
      .expect(200)
    await takeBack(account, purchase)
    expect(await expectedOf(account, id)).toEqual({ next_date: TEST_NOW, next_price: 5 })
  })

  test('of one without a date leaves the period that was in force when another was recorded', async () => {
    const account = await server.newAccount({ mode: 'periodicity' })
    const id = await account.addCustomer({ next_date: TEST_NOW - 40 * DAY, periodicity: 30 })
    await buy(account, id, { completed_at: TEST_NOW - 5 * DAY })
    const [newest] = await buy(account, id, {})
    await account.admin.patch(`/api/v4/customers/${id}`, { periodicity: 7 }).expect(200)
    await account.switchTo('segments')
    await takeBack(account, newest)
    expect((await expectedOf(account, id)).next_date).toBe(TEST_NOW + 25 * DAY)
  })
})

test('next_date and next_price are what the log of writes and remaining purchases leads to', async () => {
  await fc.assert(
    fc.asyncProperty(fc.noShrink(fc.integer({ min: 0 })), async (seed) => {
      server.clock.now = TEST_NOW
      const random = new Random(seed)
      const account = await server.newAccount({ mode: 'periodicity', timezone: ZONE })
      const log = new Log({ next_date: TEST_NOW, next_price: 0 }, 30)
      const id = await account.addCustomer({ next_date: TEST_NOW, periodicity: 30 })
      let mode: 'segments' | 'periodicity' = 'periodicity'
      const moment = () => server.clock.now + random.whole([-60, 20]) * DAY
      const steps: readonly (() => Promise<string>)[] = [
        async () => {
          const patch = random.pick<{ next_date?: number; next_price?: number; periodicity?: number }>([
            { next_date: moment() },
            { next_price: random.whole([0, 2]) },
            { next_date: log.expected().next_date ?? 0 },
            { periodicity: random.pick([0, 1, 7, 30, 4000]) },
          ])
          await account.admin.patch(`/api/v4/customers/${id}`, patch).expect(200)
          log.write(patch)
          return `patch ${JSON.stringify(patch)}`
        },
        async () => {
          const purchases = Array.from({ length: random.whole([1, 3]) }, () => ({
            ...random.pick([{}, {}, { next_date: moment() }, { next_price: random.whole([0, 2]) }]),
            ...random.pick([{}, { completed_at: moment() }]),
          }))
          const ids = await buy(account, id, ...purchases)
          for (const [i, purchase] of purchases.entries())
            log.buy(ids[i] as number, purchase, mode, server.clock.now)
          return `buy ${JSON.stringify(purchases)}`
        },
        async () => {
          const purchase = random.pick([...log.remaining(), undefined])
          if (purchase === undefined) return 'nothing to take back'
          await takeBack(account, purchase)
          log.takeBack(purchase)
          return `take back ${purchase}`
        },
        async () => {
          server.clock.now += random.pick([0, 1, DAY])
          mode = random.pick(['segments', 'periodicity', 'periodicity'] as const)
          await account.switchTo(mode)
          return mode
        },
      ]
      const done: string[] = []
      for (let i = 0; i < 40; i++) {
        done.push(await random.pick(steps)())
        expect(await expectedOf(account, id), done.join('\n')).toEqual(log.expected())
      }
      expect(await inconsistenciesOf(server.deps, account.id)).toEqual([])
    }),
    { numRuns: 8 },
  )
})

type Entry =
  | { readonly written: Partial<Expected> }
  | {
      readonly id: number
      readonly madeAt: number
      readonly given: Partial<Expected>
      readonly oncePeriodLater: number | undefined
    }

/** All that was ever written of a customer's next purchase, in order; it is read from the start each time. */
class Log {
  #entries: Entry[]
  #periodicity: number

  constructor(first: Expected, periodicity: number) {
    this.#entries = [{ written: first }]
    this.#periodicity = periodicity
  }

  write({ periodicity, ...values }: { next_date?: number; next_price?: number; periodicity?: number }): void {
    this.#periodicity = periodicity ?? this.#periodicity
    const present = this.expected()
    const changed = Object.entries(values).filter(
      ([name, value]) => present[name as keyof Expected] !== value,
    )
    if (changed.length > 0) this.#entries.push({ written: Object.fromEntries(changed) })
  }

  buy(
    id: number,
    purchase: { completed_at?: number; next_date?: number; next_price?: number },
    mode: string,
    now: number,
  ): void {
    const { completed_at = now, ...given } = purchase
    const moves = mode === 'periodicity' && this.#periodicity >= 1 && this.#periodicity <= 3660
    const oncePeriodLater = moves ? addDays(ZONE, completed_at, this.#periodicity) : undefined
    this.#entries.push({ id, madeAt: Math.min(completed_at, now), given, oncePeriodLater })
  }

  takeBack(id: number): void {
    this.#entries = this.#entries.filter((entry) => !('id' in entry) || entry.id !== id)
  }

  remaining(): number[] {
    return this.#entries.flatMap((entry) => ('id' in entry ? [entry.id] : []))
  }

  expected(): Expected {
    let expected: Expected = { next_date: null, next_price: 0 }
    let newest = -Infinity
    for (const entry of this.#entries) {
      if ('written' in entry) {
        expected = { ...expected, ...entry.written }
        continue
      }
      const isNewest = entry.madeAt >= newest
      newest = Math.max(newest, entry.madeAt)
      const later = entry.oncePeriodLater ?? -Infinity
      const next_date = isNewest && later > (expected.next_date ?? -Infinity) ? later : expected.next_date
      expected = { ...expected, next_date, ...entry.given }
    }
    return expected
  }
}
